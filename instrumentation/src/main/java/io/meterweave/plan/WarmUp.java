// SPDX-License-Identifier: Apache-2.0
package io.meterweave.plan;

import io.meterweave.incident.Incidents;
import io.meterweave.spec.CallTargets;
import io.meterweave.spec.InstrumentSpec;
import io.meterweave.spec.InstrumentSpec.Kind;
import io.meterweave.spec.LabelSpec;
import io.meterweave.spec.Lineage;
import io.meterweave.spec.MethodSpec;
import io.meterweave.spec.MetricSpec;
import io.meterweave.spec.PathSpec;
import io.meterweave.spec.Requests;
import io.meterweave.spec.SpanSpec;
import io.opentelemetry.api.trace.TracerProvider;
import io.opentelemetry.context.propagation.ContextPropagators;
import java.lang.invoke.MethodHandle;
import java.lang.invoke.MethodHandles;
import java.lang.reflect.Modifier;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/**
 * Runs every shape of call once, into a recording that is thrown away.
 *
 * <p>Confined to the calling thread. Failures are swallowed.
 */
/*
 * A class whose first use happens at the bottom of a stack that is about to overflow is dead for the
 * life of the JVM (its initializer fails once and for all). So the classes of the call path are used
 * before: whatever shape of call comes first, and however deep, it finds them alive. The first link
 * of the application is faster for it as well.
 */
final class WarmUp {
  private static final LabelSpec LABEL =
      new LabelSpec(
          "k",
          new LabelSpec.Read(
              new PathSpec(PathSpec.Root.PARAMETER, 0, List.of("length"), "arg0.length")));
  private static final MetricSpec METRICS =
      new MetricSpec(List.of(LABEL), null, instruments("w", Kind.values()));
  private static final MetricSpec FIXED =
      new MetricSpec(List.of(), null, instruments("", Kind.CALLS, Kind.DURATION, Kind.ERRORS));
  private static final SpanSpec SPAN =
      new SpanSpec(SpanSpec.Form.CHILD, "w", SpanSpec.Kind.INTERNAL, List.of(LABEL));

  private final Recording recording = new Recording(4);
  private int number;

  private WarmUp() {}

  private static List<InstrumentSpec> instruments(String name, Kind... kinds) {
    List<InstrumentSpec> instruments = new ArrayList<>();
    for (Kind kind : kinds) {
      String suffix = name.isEmpty() ? "" : "_" + kind.name().toLowerCase(Locale.ROOT);
      instruments.add(InstrumentSpec.of(kind, name + suffix, ""));
    }
    return instruments;
  }

  static void run() {
    try {
      WarmUp warmUp = new WarmUp();
      warmUp.calls();
      warmUp.recording.connect(TracerProvider.noop(), ContextPropagators.noop());
      warmUp.calls();
    } catch (Throwable failure) {
      Incidents.swallow(Incidents.Kind.LIFECYCLE, "warm-up", failure);
    }
  }

  private void calls() throws Throwable {
    call("()V", FIXED, null);
    call("(Ljava/lang/String;)V", METRICS, null);
    call("(Ljava/lang/String;)V", METRICS, SPAN);
  }

  private void call(String descriptor, MetricSpec metrics, @Nullable SpanSpec span)
      throws Throwable {
    MethodSpec spec =
        new MethodSpec(
            "w",
            "w",
            descriptor,
            Modifier.STATIC,
            Lineage.alone("w"),
            new Requests(List.of(metrics), List.of(), List.of(), span, null));
    CallTargets targets =
        recording.planner((of, holder) -> null).resolve(++number, spec, MethodHandles.lookup());
    boolean hasArgument = !spec.captured().isEmpty();
    long start = (long) targets.start().invokeExact();
    targets.close().invokeExact(start, open(targets.open(), start, hasArgument), (Object) null);
    Throwable thrown = new IllegalStateException("warm-up");
    targets.fail().invokeExact(start, open(targets.open(), start, hasArgument), thrown);
  }

  private static @Nullable Object open(MethodHandle open, long start, boolean hasArgument)
      throws Throwable {
    return hasArgument
        ? (Object) open.invokeExact(start, (Object) "argument")
        : (Object) open.invokeExact(start);
  }
}
