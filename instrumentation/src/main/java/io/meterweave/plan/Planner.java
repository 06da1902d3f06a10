// SPDX-License-Identifier: Apache-2.0
package io.meterweave.plan;

import io.meterweave.record.ArgumentReader;
import io.meterweave.record.CallObserver;
import io.meterweave.record.MethodCells;
import io.meterweave.record.SpanRecorder;
import io.meterweave.record.Tracing;
import io.meterweave.spec.CallTargets;
import io.meterweave.spec.LlmSpec;
import io.meterweave.spec.MethodSpec;
import io.meterweave.spec.MetricSpec;
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
import org.jspecify.annotations.Nullable;

/**
 * Makes the plan of a method and binds its handles.
 *
 * <p>Thread-safe.
 */
final class Planner implements CallTargets.Factory {
  private static final int PLAIN = 3;
  private static final MethodHandles.Lookup HERE = MethodHandles.lookup();
  private static final MethodHandle START =
      find(System.class, "nanoTime", MethodType.methodType(long.class));
  private static final MethodType CLOSE =
      MethodType.methodType(void.class, long.class, Object.class, Object.class);
  private static final MethodType FAIL =
      MethodType.methodType(void.class, long.class, Object.class, Throwable.class);

  private final PlanRegistry registry;
  private final Tracing tracing;
  private final BiFunction<MethodSpec, MethodHandles.Lookup, @Nullable CallObserver> observers;

  Planner(
      PlanRegistry registry,
      Tracing tracing,
      BiFunction<MethodSpec, MethodHandles.Lookup, @Nullable CallObserver> observers) {
    this.registry = registry;
    this.tracing = tracing;
    this.observers = observers;
  }

  @Override
  public CallTargets resolve(int method, MethodSpec spec, MethodHandles.Lookup caller) {
    MethodPlan plan = plan(method, spec, caller);
    String kind = plan.span() != null ? "Span" : spec.needsState() ? "Cells" : "";
    return new CallTargets(
        spec.startsWithReceiver() ? MethodHandles.dropArguments(START, 0, Object.class) : START,
        open(plan, capturedTypes(spec)),
        find(MethodPlan.class, "close" + kind, CLOSE).bindTo(plan),
        find(MethodPlan.class, "fail" + kind, FAIL).bindTo(plan));
  }

  private MethodPlan plan(int method, MethodSpec spec, MethodHandles.Lookup caller) {
    MethodCells cells = registry.cells(method, spec);
    LabelPathCompiler paths = new LabelPathCompiler(spec, caller);
    List<MetricSpec> metrics = spec.requests().metrics();
    ArgumentReader[] labels =
        paths.readers(metrics.isEmpty() ? List.of() : metrics.get(0).labels());
    SpanSpec span = span(spec);
    SpanRecorder spans =
        span == null
            ? null
            : new SpanRecorder(
                span, spec.functionName(), paths.readers(span.attributes()), tracing);
    return new MethodPlan(
        spec.functionName(),
        cells,
        labels.length == 0 ? cells.only() : null,
        labels,
        spans,
        spec.requests().llm() == null ? null : observers.apply(spec, caller));
  }

  private static @Nullable SpanSpec span(MethodSpec spec) {
    LlmSpec llm = spec.requests().llm();
    if (spec.requests().span() != null || llm == null) {
      return spec.requests().span();
    }
    String name = llm.model().isEmpty() ? "chat" : "chat " + llm.model();
    return new SpanSpec(SpanSpec.Form.CHILD, name, SpanSpec.Kind.CLIENT, List.of());
  }

  /**
   * Binds the way to open a call that takes just so many arguments: up to three as they are, more
   * in an array. Binding alone needs no new code; only primitives need it, to be boxed.
   */
  private static MethodHandle open(MethodPlan plan, List<Class<?>> captured) {
    int plain = Math.min(captured.size(), PLAIN);
    List<Class<?>> types = new ArrayList<>(Collections.nCopies(plain, Object.class));
    types.add(0, long.class);
    if (captured.size() > PLAIN) {
      types.add(Object[].class);
    }
    MethodHandle open =
        find(MethodPlan.class, "open", MethodType.methodType(Object.class, types)).bindTo(plan);
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
      return type == MethodPlan.class
          ? HERE.findVirtual(type, name, of)
          : HERE.findStatic(type, name, of);
    } catch (ReflectiveOperationException impossible) {
      throw new IllegalStateException(impossible);
    }
  }
}
