// SPDX-License-Identifier: Apache-2.0
package io.meterweave.match;

import io.meterweave.match.ForeignSettings.Mode;
import io.meterweave.spec.MetricSpec;
import io.meterweave.spec.Requests;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * The annotations of other libraries that are measured here: by their names, without their jars.
 *
 * <p>Immutable.
 */
/*
 * Each family says which annotations it has (a MarkFamily, as our own) and what one of them asks
 * for, in the names, labels and values that its library would give on Prometheus. What the
 * libraries' own code reaches only through a proxy or an interceptor, weaving reaches everywhere:
 * calls of an object to itself, private and static methods, objects that no container made. Where
 * the library publishes quantiles that were computed in the process, there are buckets here:
 * quantiles of several processes cannot be put together.
 *
 * Rejected: to call the library's own registry from woven code. It would have to be found, in the
 * right one of several, and the point is to do without.
 */
public final class ForeignAnnotations {
  private final List<MarkFamily> families = new ArrayList<>();
  private final Map<String, ForeignFamily> byDescriptor = new HashMap<>();

  /** Takes those families that are not switched off. */
  public ForeignAnnotations(ForeignSettings settings) {
    add(settings.micrometer(), new MicrometerAnnotations());
    add(settings.microProfile(), new MicroProfileAnnotations());
    add(settings.dropwizard(), new DropwizardAnnotations());
    add(settings.openTelemetry(), new OpenTelemetryAnnotations());
  }

  private void add(Mode mode, ForeignFamily family) {
    if (mode == Mode.OFF) {
      return;
    }
    families.add(family);
    for (MarkType type : family.types()) {
      byDescriptor.put(type.descriptor(), family);
    }
  }

  /** Returns the families. */
  List<MarkFamily> families() {
    return families;
  }

  /** Returns what the foreign annotations of a method ask for; what is wrong is a problem. */
  Requests read(MarkedMethod method, Problems problems) {
    ForeignRequests requests = new ForeignRequests(method, problems);
    for (Declaration declaration : method.declarations()) {
      for (Mark mark : declaration.marks()) {
        ForeignFamily family = byDescriptor.get(mark.descriptor());
        if (family != null) {
          family.read(mark, declaration, requests);
        }
      }
    }
    return requests.requests();
  }

  /** Returns whether what marks a method's parameters and its result is all of other libraries. */
  boolean areForeign(MarkedMethod method) {
    for (Declaration declaration : method.declarations()) {
      for (Mark mark : declaration.resultMarks()) {
        if (!byDescriptor.containsKey(mark.descriptor())) {
          return false;
        }
      }
      for (ParameterMark parameter : declaration.parameterMarks()) {
        if (!byDescriptor.containsKey(parameter.mark().descriptor())) {
          return false;
        }
      }
    }
    return true;
  }

  /** Returns all that a method is asked for; our own annotation decides about the span. */
  static Requests join(Requests own, Requests foreign) {
    if (foreign.isEmpty()) {
      return own;
    }
    List<MetricSpec> metrics = new ArrayList<>(own.metrics());
    metrics.addAll(foreign.metrics());
    return new Requests(
        metrics,
        own.values(),
        own.caches(),
        own.span() == null ? foreign.span() : own.span(),
        own.llm());
  }
}
