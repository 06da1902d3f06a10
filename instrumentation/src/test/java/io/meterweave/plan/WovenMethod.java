// SPDX-License-Identifier: Apache-2.0
package io.meterweave.plan;

import io.meterweave.record.CallObserver;
import io.meterweave.spec.CallTargets;
import io.meterweave.spec.LabelSpec;
import io.meterweave.spec.LlmSpec;
import io.meterweave.spec.MethodSpec;
import io.meterweave.spec.MetricSpec;
import io.meterweave.spec.SpanSpec;
import io.meterweave.spec.Specs;
import java.lang.invoke.MethodHandle;
import java.lang.invoke.MethodHandles;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.atomic.AtomicInteger;

/** A method whose calls run the handles in the order in which woven code runs them. */
public final class WovenMethod {
  private static final AtomicInteger NUMBERS = new AtomicInteger();

  private final MethodSpec spec;
  private final CallTargets targets;
  private boolean isOff;

  WovenMethod(Recording recording, MethodSpec spec, MethodHandles.Lookup caller) {
    this(recording, spec, caller, null);
  }

  WovenMethod(
      Recording recording, MethodSpec spec, MethodHandles.Lookup caller, CallObserver observer) {
    this.spec = spec;
    this.targets =
        recording.planner((of, by) -> observer).resolve(NUMBERS.incrementAndGet(), spec, caller);
  }

  /** Has calls begin as those of a method do that is switched off, or on. */
  void switchTo(boolean isOn) {
    isOff = !isOn;
  }

  private long start(Object receiver) throws Throwable {
    MethodHandle start = isOff ? targets.off().start() : targets.start();
    return start.type().parameterCount() > 0
        ? (long) start.invokeExact(receiver)
        : (long) start.invokeExact();
  }

  /** Returns what the start of a call on an object answers, as the switch says. */
  long startsAt(Object receiver) throws Exception {
    try {
      return start(receiver);
    } catch (Exception | Error asItIs) {
      throw asItIs;
    } catch (Throwable impossible) {
      throw new AssertionError(impossible);
    }
  }

  /** Calls the method with its captured parameters; its body returns or throws. */
  Object call(Callable<?> body, Object... captured) throws Exception {
    return run(null, body, Arrays.asList(captured));
  }

  private Object run(Object receiver, Callable<?> body, List<Object> captured) throws Exception {
    try {
      long start = start(receiver);
      Object state = null;
      if (spec.needsState()) {
        List<Object> arguments = new ArrayList<>();
        arguments.add(start);
        arguments.addAll(captured);
        MethodHandle open = isOff ? targets.off().open() : targets.open();
        state = open.invokeWithArguments(arguments);
      }
      Object result;
      try {
        result = body.call();
      } catch (Throwable thrown) {
        targets.fail().invokeExact(start, state, thrown);
        throw thrown;
      }
      Object seen = spec.needsResult() ? result : null;
      targets.close().invokeExact(start, state, seen);
      return result;
    } catch (Exception | Error asItIs) {
      throw asItIs;
    } catch (Throwable impossible) {
      throw new AssertionError(impossible);
    }
  }

  /** Returns what the start of a call answers. */
  long startsAt() throws Exception {
    try {
      return (long) targets.start().invokeExact();
    } catch (Exception | Error asItIs) {
      throw asItIs;
    } catch (Throwable impossible) {
      throw new AssertionError(impossible);
    }
  }

  /** Calls the method of an object with all its parameters, as woven code does. */
  Object callOn(Object receiver, Callable<?> body, Object... parameters) throws Exception {
    List<Object> captured = new ArrayList<>();
    for (int index : spec.captured()) {
      captured.add(index == MethodSpec.RECEIVER ? receiver : parameters[index]);
    }
    return run(receiver, body, captured);
  }

  /** Calls the method with a body that does nothing. */
  void call(Object... captured) throws Exception {
    call(() -> null, captured);
  }

  static MethodSpec spec(String name, String descriptor, MetricSpec metrics, SpanSpec span) {
    return Specs.method("com.acme.Orders", name, descriptor, false, metrics, span, null);
  }

  static MethodSpec spec(
      String name, String descriptor, MetricSpec metrics, SpanSpec span, LlmSpec llm) {
    return Specs.method("com.acme.Orders", name, descriptor, false, metrics, span, llm);
  }

  static MetricSpec metrics(String name, LabelSpec... labels) {
    return Specs.tracked(name, false, labels);
  }

  static MetricSpec withActive(String name, LabelSpec... labels) {
    return Specs.tracked(name, true, labels);
  }

  static SpanSpec span(String name, LabelSpec... attributes) {
    return Specs.span(name, SpanSpec.Kind.INTERNAL, List.of(attributes));
  }

  static LabelSpec fixed(String key, String value) {
    return new LabelSpec(key, new LabelSpec.Fixed(value));
  }

  static LabelSpec parameter(String key, int index, String... path) {
    return Specs.parameter(key, index, path);
  }
}
