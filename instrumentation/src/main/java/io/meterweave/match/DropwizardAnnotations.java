// SPDX-License-Identifier: Apache-2.0
package io.meterweave.match;

import io.meterweave.spec.InstrumentSpec;
import io.meterweave.spec.InstrumentSpec.Kind;
import java.util.List;
import java.util.Map;

/**
 * Dropwizard's {@code @Timed}, {@code @Metered}, {@code @Counted} and {@code @ExceptionMetered}:
 * the names of its registry as the Prometheus client exports them.
 *
 * <p>Immutable.
 */
final class DropwizardAnnotations implements ForeignFamily {
  private static final String PACKAGE = "Lcom/codahale/metrics/annotation/";
  private static final String TIMED = PACKAGE + "Timed;";
  private static final String METERED = PACKAGE + "Metered;";
  private static final String COUNTED = PACKAGE + "Counted;";
  private static final String EXCEPTION_METERED = PACKAGE + "ExceptionMetered;";

  @Override
  public List<MarkType> types() {
    return List.of(
        MarkType.call(TIMED).forClasses().forSubclasses().notInherited(),
        MarkType.call(METERED).forClasses().forSubclasses().notInherited(),
        MarkType.call(COUNTED).forClasses().forSubclasses().notInherited(),
        MarkType.call(EXCEPTION_METERED).forClasses().forSubclasses().notInherited());
  }

  @Override
  public Map<String, String> containers() {
    return Map.of();
  }

  @Override
  public void read(Mark mark, Declaration declaration, ForeignRequests requests) {
    requests.add(
        requests.annotationAt(mark),
        new ForeignLabels(requests.problems()),
        instrument(mark, name(mark, requests)));
  }

  private static InstrumentSpec instrument(Mark mark, String name) {
    String plain = ForeignNames.plain(name);
    return switch (mark.descriptor()) {
      case TIMED ->
          ForeignRequests.histogram(plain, "Calls timed by Dropwizard's @Timed.", List.of());
      case EXCEPTION_METERED ->
          new InstrumentSpec(
              Kind.FAILURES,
              ForeignNames.counter(name + ".exceptions"),
              "Exceptions counted by Dropwizard's @ExceptionMetered.",
              List.of(),
              List.of(cause(mark)));
      case COUNTED ->
          mark.isOn("monotonic", false)
              ? ForeignRequests.instrument(
                  Kind.CALLS, ForeignNames.counter(name), "Calls counted by Dropwizard's @Counted.")
              : ForeignRequests.instrument(
                  Kind.ACTIVE, plain, "Calls in flight, by Dropwizard's @Counted.");
      default ->
          ForeignRequests.instrument(
              Kind.CALLS, ForeignNames.counter(name), "Calls counted by Dropwizard's @Metered.");
    };
  }

  private static String cause(Mark mark) {
    String written = mark.className("cause");
    return written == null ? "java.lang.Exception" : written;
  }

  private static String name(Mark mark, ForeignRequests requests) {
    MarkedMethod method = requests.method();
    String written = requests.name(mark, "name", "");
    String last = written.isEmpty() ? ForeignNames.member(method) : written;
    boolean isAbsolute = mark.isOn("absolute", false) && !written.isEmpty();
    return ForeignNames.join(isAbsolute ? "" : method.owner().binaryName(), last);
  }
}
