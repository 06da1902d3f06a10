// SPDX-License-Identifier: Apache-2.0
package io.meterweave.match;

import io.meterweave.spec.InstrumentSpec;
import io.meterweave.spec.InstrumentSpec.Kind;
import java.util.List;
import java.util.Map;

/**
 * The metrics of MicroProfile: {@code @Timed} and {@code @Counted} as version 5 exposes them, and
 * {@code @SimplyTimed}, {@code @Metered} and {@code @ConcurrentGauge} as the versions exposed them
 * that had these.
 *
 * <p>Immutable.
 */
final class MicroProfileAnnotations implements ForeignFamily {
  private static final String TIMED = of("Timed");
  private static final String COUNTED = of("Counted");
  private static final String SIMPLY_TIMED = of("SimplyTimed");
  private static final String METERED = of("Metered");
  private static final String CONCURRENT_GAUGE = of("ConcurrentGauge");

  private static String of(String simpleName) {
    return "Lorg/eclipse/microprofile/metrics/annotation/" + simpleName + ";";
  }

  @Override
  public List<MarkType> types() {
    return List.of(
        MarkType.call(TIMED).forClasses().forSubclasses().notInherited(),
        MarkType.call(COUNTED).forClasses().forSubclasses().notInherited(),
        MarkType.call(SIMPLY_TIMED).forClasses().forSubclasses().notInherited(),
        MarkType.call(METERED).forClasses().forSubclasses().notInherited(),
        MarkType.call(CONCURRENT_GAUGE).forClasses().forSubclasses().notInherited());
  }

  @Override
  public Map<String, String> containers() {
    return Map.of();
  }

  @Override
  public void read(Mark mark, Declaration declaration, ForeignRequests requests) {
    String written = name(mark, requests);
    if (mark.descriptor().equals(TIMED) || mark.descriptor().equals(COUNTED)) {
      ForeignLabels labels = tags(mark, requests);
      labels.with("mp_scope", orElse(mark.text("scope"), "application"));
      requests.add(mark, labels, newer(mark, written));
    } else {
      requests.add(
          mark, tags(mark, requests), older(mark, "application_" + ForeignNames.plain(written)));
    }
  }

  private static ForeignLabels tags(Mark mark, ForeignRequests requests) {
    ForeignLabels labels = new ForeignLabels(requests.problems());
    labels.addEquations(mark.texts("tags"));
    return labels;
  }

  private static InstrumentSpec[] newer(Mark mark, String written) {
    if (mark.descriptor().equals(TIMED)) {
      String name = ForeignNames.timer(written);
      String description = described(mark, "Calls timed by MicroProfile's @Timed.");
      return new InstrumentSpec[] {
        ForeignRequests.histogram(name, description, List.of()),
        ForeignRequests.instrument(Kind.DURATION_MAX, name + "_max", description)
      };
    }
    String unit = mark.text("unit");
    String name = unit.isEmpty() || unit.equals("none") ? written : written + "_" + unit;
    return new InstrumentSpec[] {
      ForeignRequests.instrument(
          Kind.CALLS,
          ForeignNames.counter(name),
          described(mark, "Calls counted by MicroProfile's @Counted."))
    };
  }

  private static InstrumentSpec[] older(Mark mark, String name) {
    String description = described(mark, "Calls measured by an annotation of MicroProfile's.");
    InstrumentSpec calls =
        ForeignRequests.instrument(Kind.CALLS, ForeignNames.counter(name), description);
    if (mark.descriptor().equals(METERED)) {
      return new InstrumentSpec[] {calls};
    }
    if (mark.descriptor().equals(CONCURRENT_GAUGE)) {
      return new InstrumentSpec[] {
        ForeignRequests.instrument(Kind.ACTIVE, name + "_current", description)
      };
    }
    return new InstrumentSpec[] {
      calls,
      ForeignRequests.instrument(Kind.DURATION_SUMMARY, name + "_elapsedTime_seconds", description),
      ForeignRequests.instrument(Kind.DURATION_MAX, name + "_maxTimeDuration_seconds", description)
    };
  }

  /** A class's annotation gives each of its methods a name of its own. */
  private static String name(Mark mark, ForeignRequests requests) {
    MarkedMethod method = requests.method();
    String written = requests.name(mark, "name", "");
    String member = ForeignNames.member(method);
    boolean isAbsolute = mark.isOn("absolute", false);
    DeclaredType owner = method.owner();
    if (mark.isOnClass()) {
      String ofClass = orElse(written, owner.simpleName());
      return ForeignNames.join(isAbsolute ? "" : packageOf(owner), ofClass, member);
    }
    return ForeignNames.join(isAbsolute ? "" : owner.binaryName(), orElse(written, member));
  }

  private static String packageOf(DeclaredType type) {
    int end = type.binaryName().lastIndexOf('.');
    return end < 0 ? "" : type.binaryName().substring(0, end);
  }

  private static String described(Mark mark, String unwritten) {
    return orElse(mark.text("description"), unwritten);
  }

  private static String orElse(String written, String unwritten) {
    return written.isEmpty() ? unwritten : written;
  }
}
