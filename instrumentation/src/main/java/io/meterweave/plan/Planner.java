// SPDX-License-Identifier: Apache-2.0
package io.meterweave.plan;

import io.meterweave.record.CallLine;
import io.meterweave.record.CallObserver;
import io.meterweave.record.MethodCells;
import io.meterweave.record.Reading;
import io.meterweave.record.Timing;
import io.meterweave.record.Tracing;
import io.meterweave.spec.CallTargets;
import io.meterweave.spec.MethodSpec;
import io.meterweave.spec.Requests;
import io.meterweave.spec.SpanSpec;
import java.lang.constant.ClassDesc;
import java.lang.constant.MethodTypeDesc;
import java.lang.invoke.MethodHandle;
import java.lang.invoke.MethodHandles;
import java.lang.invoke.MethodType;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.function.BiFunction;
import java.util.function.BooleanSupplier;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/**
 * Makes the plan of a method and binds its handles.
 *
 * <p>Thread-safe.
 */
final class Planner implements CallTargets.Factory {
  private static final int PLAIN = 3;
  private static final MethodHandles.Lookup HERE = MethodHandles.lookup();
  private static final MethodHandle NOW =
      find(Reading.class, "start", MethodType.methodType(long.class));
  private static final MethodHandle UNTIMED =
      find(Reading.class, "startUntimed", MethodType.methodType(long.class));
  private static final MethodType CLOSE =
      MethodType.methodType(void.class, long.class, Object.class, Object.class);
  private static final MethodType FAIL =
      MethodType.methodType(void.class, long.class, Object.class, Throwable.class);

  private final PlanRegistry registry;
  private final Tracing tracing;
  private final BiFunction<MethodSpec, MethodHandles.Lookup, @Nullable CallObserver> observers;
  private final Function<String, @Nullable BooleanSupplier> switches;
  private final double sampleRate;

  Planner(
      PlanRegistry registry,
      Tracing tracing,
      BiFunction<MethodSpec, MethodHandles.Lookup, @Nullable CallObserver> observers,
      Function<String, @Nullable BooleanSupplier> switches,
      double sampleRate) {
    this.sampleRate = sampleRate;
    this.registry = registry;
    this.tracing = tracing;
    this.observers = observers;
    this.switches = switches;
  }

  @Override
  public CallTargets resolve(int method, MethodSpec spec, MethodHandles.Lookup caller) {
    MethodCells cells = registry.cells(method, spec, switches);
    Timing timing = Timing.of(spec.requests(), sampleRate);
    CallLine line = registry.roots().line(spec, caller.lookupClass(), timing);
    if (isWhole(spec, cells)) {
      CallObserver observer = spec.requests().llm() == null ? null : observers.apply(spec, caller);
      CallPlan plan =
          new CallPlanner(spec, caller, cells, line, tracing).plan(observer, isSpanMeasured(spec));
      return targets(line, plan, "", spec);
    }
    MethodPlan plan =
        new MethodPlan(
            spec.functionName(),
            cells,
            spec.needsState() ? null : cells.plain(),
            timing,
            new LabelPathCompiler(spec, caller).atEntry(cells.atEntry()));
    return targets(line, plan, spec.needsState() ? "Cells" : "", spec);
  }

  /** Returns whether something is needed beyond metrics whose labels are known at the start. */
  private static boolean isWhole(MethodSpec spec, MethodCells cells) {
    Requests requests = spec.requests();
    return requests.span() != null
        || requests.llm() != null
        || !requests.values().isEmpty()
        || !requests.caches().isEmpty()
        || !cells.atExit().isEmpty()
        || !cells.extractors().isEmpty()
        || spec.lineage().needsFrame();
  }

  private @Nullable BooleanSupplier isSpanMeasured(MethodSpec spec) {
    SpanSpec span = spec.requests().span();
    return span == null || span.foreign().isEmpty() ? null : switches.apply(span.foreign());
  }

  private static MethodHandle start(MethodSpec spec, CallLine line) {
    return isAlone(spec) && !spec.startsWithReceiver()
        ? aloneStart(line.timing())
        : lineStart("start", spec, line);
  }

  private static MethodHandle lineStart(String name, MethodSpec spec, CallLine line) {
    MethodType type =
        spec.startsWithReceiver()
            ? MethodType.methodType(long.class, Object.class)
            : MethodType.methodType(long.class);
    return find(CallLine.class, name, type).bindTo(line);
  }

  private static MethodHandle aloneStart(Timing timing) {
    if (timing.isSampled()) {
      return find(Timing.class, "start", MethodType.methodType(long.class)).bindTo(timing);
    }
    return timing.isTimed() ? NOW : UNTIMED;
  }

  private static boolean isAlone(MethodSpec spec) {
    return spec.lineage().roots().size() == 1 && spec.lineage().roots().contains(spec.className());
  }

  private static CallTargets targets(CallLine line, OpenPlan plan, String suffix, MethodSpec spec) {
    MethodHandle open = open(plan, capturedTypes(spec));
    return new CallTargets(
        start(spec, line),
        open,
        find(plan.getClass(), "close" + suffix, CLOSE).bindTo(plan),
        find(plan.getClass(), "fail" + suffix, FAIL).bindTo(plan),
        off(spec, line, open));
  }

  /**
   * Returns how calls begin that are not recorded. Those that others must see still do begin: what
   * they call by {@code super.m()} belongs to them, and is not recorded either.
   */
  private static CallTargets.Off off(MethodSpec spec, CallLine line, MethodHandle open) {
    if (line.needsFrame() && !line.isGenerated()) {
      return new CallTargets.Off(lineStart("startUnrecorded", spec, line), open);
    }
    boolean mayBeInside = !line.isGenerated() && (spec.startsWithReceiver() || !isAlone(spec));
    return new CallTargets.Off(
        mayBeInside
            ? find(CallLine.class, "pass", MethodType.methodType(long.class)).bindTo(line)
            : CallTargets.nothing(),
        open);
  }

  /**
   * Binds the way to open a call that takes just so many arguments: up to three as they are, more
   * in an array. Binding alone needs no new code; only primitives need it, to be boxed.
   */
  private static MethodHandle open(OpenPlan plan, List<Class<?>> captured) {
    int plain = Math.min(captured.size(), PLAIN);
    List<Class<?>> types = new ArrayList<>(Collections.nCopies(plain, Object.class));
    types.add(0, long.class);
    if (captured.size() > PLAIN) {
      types.add(Object[].class);
    }
    MethodHandle open =
        find(plan.getClass(), "open", MethodType.methodType(Object.class, types)).bindTo(plan);
    if (captured.size() > PLAIN) {
      open = open.asCollector(Object[].class, captured.size() - PLAIN);
    }
    return open.asType(
        MethodType.methodType(Object.class, captured).insertParameterTypes(0, long.class));
  }

  private static List<Class<?>> capturedTypes(MethodSpec spec) {
    MethodTypeDesc descriptor = MethodTypeDesc.ofDescriptor(spec.descriptor());
    List<Class<?>> types = new ArrayList<>();
    for (int index : spec.captured()) {
      boolean isObject =
          index == MethodSpec.RECEIVER || !descriptor.parameterType(index).isPrimitive();
      types.add(isObject ? Object.class : primitive(descriptor.parameterType(index)));
    }
    return types;
  }

  private static Class<?> primitive(ClassDesc type) {
    return MethodType.fromMethodDescriptorString(
            "()" + type.descriptorString(), Planner.class.getClassLoader())
        .returnType();
  }

  private static MethodHandle find(Class<?> type, String name, MethodType of) {
    try {
      return type == Reading.class
          ? HERE.findStatic(type, name, of)
          : HERE.findVirtual(type, name, of);
    } catch (ReflectiveOperationException impossible) {
      throw new IllegalStateException(impossible);
    }
  }
}
