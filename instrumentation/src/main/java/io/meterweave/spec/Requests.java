// SPDX-License-Identifier: Apache-2.0
package io.meterweave.spec;

import java.util.ArrayList;
import java.util.List;
import java.util.SortedSet;
import org.jspecify.annotations.Nullable;

/**
 * What is recorded of a method's calls.
 *
 * <p>Immutable.
 *
 * @param metrics the metrics of its calls, one for each annotation that asks for some
 * @param values the numbers that are recorded
 * @param caches the caches whose look-ups its calls are
 * @param span the span that each call is, or null
 * @param llm the LLM usage of its results, or null
 */
public record Requests(
    List<MetricSpec> metrics,
    List<ValueSpec> values,
    List<CacheSpec> caches,
    @Nullable SpanSpec span,
    @Nullable LlmSpec llm) {

  /** Copies the lists. */
  public Requests {
    metrics = List.copyOf(metrics);
    values = List.copyOf(values);
    caches = List.copyOf(caches);
  }

  /** Returns the requests of a method that has metrics of its calls only. */
  public static Requests of(MetricSpec... metrics) {
    return new Requests(List.of(metrics), List.of(), List.of(), null, null);
  }

  /** Returns whether nothing is recorded. */
  public boolean isEmpty() {
    return metrics.isEmpty() && values.isEmpty() && caches.isEmpty() && span == null && llm == null;
  }

  /** Returns whether it must be known how long calls take, rather than only how many there are. */
  public boolean needTime() {
    if (metrics.isEmpty()
        || !values.isEmpty()
        || !caches.isEmpty()
        || span != null
        || llm != null) {
      return true;
    }
    for (MetricSpec metric : metrics) {
      for (InstrumentSpec instrument : metric.instruments()) {
        if (instrument.kind().isTimed()) {
          return true;
        }
      }
    }
    return false;
  }

  /** Returns whether it must be known already when a call begins that its time is needed. */
  public boolean needTimeAtStart() {
    return needTime() && !needOnlySpan();
  }

  /** Returns whether only spans are asked for, which need no time if they are not recorded. */
  private boolean needOnlySpan() {
    return span != null
        && span.form() != SpanSpec.Form.CURRENT
        && metrics.isEmpty()
        && values.isEmpty()
        && caches.isEmpty()
        && llm == null;
  }

  boolean needState() {
    if (!values.isEmpty() || !caches.isEmpty() || span != null || llm != null) {
      return true;
    }
    for (MetricSpec metric : metrics) {
      if (metric.hasActive() || metric.hasDynamicLabels()) {
        return true;
      }
    }
    return false;
  }

  boolean needResult() {
    if (llm != null || hasExtractor()) {
      return true;
    }
    for (CacheSpec cache : caches) {
      if (cache.hit() == null) {
        return true;
      }
    }
    for (PathSpec path : paths()) {
      if (path.root() == PathSpec.Root.RESULT) {
        return true;
      }
    }
    return false;
  }

  void capture(SortedSet<Integer> captured, String descriptor) {
    for (PathSpec path : paths()) {
      if (path.root() == PathSpec.Root.PARAMETER) {
        captured.add(path.parameter());
      } else if (path.root() == PathSpec.Root.RECEIVER) {
        captured.add(MethodSpec.RECEIVER);
      }
    }
    if (hasExtractor()) {
      for (int i = 0; i < parameterCount(descriptor); i++) {
        captured.add(i);
      }
    }
  }

  /** Returns whether a class of the application's gives labels. */
  public boolean hasExtractor() {
    for (MetricSpec metric : metrics) {
      if (metric.labelExtractor() != null) {
        return true;
      }
    }
    for (ValueSpec value : values) {
      if (value.labelExtractor() != null) {
        return true;
      }
    }
    return false;
  }

  /** Returns every path that is read at a call. */
  public List<PathSpec> paths() {
    List<PathSpec> paths = new ArrayList<>();
    for (MetricSpec metric : metrics) {
      add(paths, metric.labels());
    }
    for (ValueSpec value : values) {
      paths.add(value.of());
      add(paths, value.labels());
    }
    for (CacheSpec cache : caches) {
      if (cache.hit() != null) {
        paths.add(cache.hit());
      }
      add(paths, cache.labels());
    }
    if (span != null) {
      add(paths, span.attributes());
    }
    return paths;
  }

  // Loops instead of streams: this runs while a class is being transformed, where a lambda would
  // have to be linked.
  private static void add(List<PathSpec> paths, List<LabelSpec> labels) {
    for (LabelSpec label : labels) {
      if (label.source() instanceof LabelSpec.Read read) {
        paths.add(read.path());
      }
    }
  }

  /** Counts without looking a type up: a parameter ends where its name or its letter does. */
  private static int parameterCount(String descriptor) {
    int count = 0;
    int at = 1;
    while (descriptor.charAt(at) != ')') {
      while (descriptor.charAt(at) == '[') {
        at++;
      }
      at = descriptor.charAt(at) == 'L' ? descriptor.indexOf(';', at) + 1 : at + 1;
      count++;
    }
    return count;
  }
}
