// SPDX-License-Identifier: Apache-2.0
package io.meterweave.plan;

import io.meterweave.incident.Incidents;
import io.meterweave.record.Instruments;
import io.meterweave.record.Reading;
import io.meterweave.record.SpanOutlet;
import io.meterweave.spec.CacheSpec;
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
import io.meterweave.spec.ValueSpec;
import io.opentelemetry.api.trace.TracerProvider;
import io.opentelemetry.context.propagation.ContextPropagators;
import io.opentelemetry.sdk.resources.Resource;
import io.opentelemetry.sdk.trace.SpanLimits;
import io.opentelemetry.sdk.trace.SpanProcessor;
import io.opentelemetry.sdk.trace.samplers.Sampler;
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
  private static final PathSpec RESULT = new PathSpec(PathSpec.Root.RESULT, 0, List.of(), "result");
  private static final MetricSpec LATE =
      new MetricSpec(
          List.of(
              new LabelSpec("r", new LabelSpec.Read(RESULT)),
              new LabelSpec("o", new LabelSpec.Outcome("ok", "failed"))),
          null,
          instruments("w_late", Kind.CALLS, Kind.ERRORS));
  private static final ValueSpec VALUE =
      new ValueSpec(
          "w_value", "", RESULT, ValueSpec.Form.HISTOGRAM, List.of(LABEL), null, List.of());
  private static final CacheSpec CACHE = new CacheSpec("w", null, List.of());
  private static final Lineage IN_LINE =
      new Lineage(
          List.of("w"),
          /* isOverridable= */ false,
          /* isOverriding= */ true,
          /* isGenerated= */ true);
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
      Reading.beginTrial();
      Instruments.warmUp();
      WarmUp warmUp = new WarmUp();
      warmUp.calls();
      warmUp.connect(Sampler.alwaysOn());
      warmUp.calls();
      warmUp.connect(Sampler.alwaysOff());
      warmUp.calls();
    } catch (Throwable failure) {
      Incidents.swallow(Incidents.Kind.LIFECYCLE, "warm-up", failure);
    } finally {
      Reading.endTrial();
    }
  }

  private void connect(Sampler sampler) {
    recording.connect(
        new SpanOutlet(
            sampler, SpanLimits.getDefault(), Resource.empty(), SpanProcessor.composite()),
        TracerProvider.noop(),
        ContextPropagators.noop());
  }

  private void calls() throws Throwable {
    Lineage alone = Lineage.alone("w");
    call("()V", alone, Requests.of(FIXED));
    call("(Ljava/lang/String;)V", alone, Requests.of(METRICS));
    call("(Ljava/lang/String;)V", alone, with(SPAN, METRICS));
    call("(Ljava/lang/String;)V", alone, with(SPAN));
    call("(Ljava/lang/String;)I", alone, with(null, METRICS, LATE));
    call("(Ljava/lang/String;)V", IN_LINE, with(SPAN, METRICS));
  }

  private static Requests with(@Nullable SpanSpec span, MetricSpec... metrics) {
    boolean isRich = span == null;
    return new Requests(
        List.of(metrics),
        isRich ? List.of(VALUE) : List.of(),
        isRich ? List.of(CACHE) : List.of(),
        span,
        null);
  }

  private void call(String descriptor, Lineage lineage, Requests requests) throws Throwable {
    MethodSpec spec = new MethodSpec("w", "w", descriptor, Modifier.STATIC, lineage, requests);
    CallTargets targets =
        recording.planner((of, holder) -> null).resolve(++number, spec, MethodHandles.lookup());
    boolean hasArgument = !spec.captured().isEmpty();
    Object result = descriptor.endsWith("V") ? null : 1;
    long start = (long) targets.start().invokeExact();
    targets.close().invokeExact(start, open(targets.open(), start, hasArgument), result);
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
