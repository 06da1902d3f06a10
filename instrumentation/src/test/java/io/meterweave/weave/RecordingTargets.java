// SPDX-License-Identifier: Apache-2.0
package io.meterweave.weave;

import io.meterweave.spec.CallTargets;
import io.meterweave.spec.MethodSpec;
import java.lang.invoke.MethodHandle;
import java.lang.invoke.MethodHandles;
import java.lang.invoke.MethodType;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.List;
import net.bytebuddy.jar.asm.Type;

/** Targets that write down what was called, in the order in which it was. */
final class RecordingTargets implements CallTargets.Factory {
  final List<String> events = Collections.synchronizedList(new ArrayList<>());
  final List<String> resolved = Collections.synchronizedList(new ArrayList<>());

  @Override
  public CallTargets resolve(int method, MethodSpec spec, MethodHandles.Lookup caller) {
    if ((caller.lookupModes() & MethodHandles.Lookup.PRIVATE) == 0) {
      throw new IllegalStateException("not a private lookup: " + caller);
    }
    resolved.add(spec.methodName());
    try {
      return new Call(spec).targets();
    } catch (ReflectiveOperationException impossible) {
      throw new AssertionError(impossible);
    }
  }

  /** Counts the events of a kind, such as {@code start}. */
  long count(String kind) {
    return events.stream().filter(event -> event.startsWith(kind + " ")).count();
  }

  private final class Call {
    private final MethodSpec spec;
    private long next;

    Call(MethodSpec spec) {
      this.spec = spec;
    }

    CallTargets targets() throws ReflectiveOperationException {
      int captured = spec.captured().size();
      MethodType opened = MethodType.methodType(Object.class, long.class);
      for (int index : spec.captured()) {
        Type type =
            index == MethodSpec.RECEIVER
                ? Type.getType(Object.class)
                : Type.getArgumentTypes(spec.descriptor())[index];
        opened = opened.appendParameterTypes(erased(type));
      }
      return new CallTargets(
          handle("start", MethodType.methodType(long.class)),
          handle("open", MethodType.methodType(Object.class, long.class, Object[].class))
              .asCollector(Object[].class, captured)
              .asType(opened),
          handle(
              "close", MethodType.methodType(void.class, long.class, Object.class, Object.class)),
          handle(
              "fail",
              MethodType.methodType(void.class, long.class, Object.class, Throwable.class)));
    }

    private Class<?> erased(Type type) {
      return type.getSort() >= Type.ARRAY
          ? Object.class
          : MethodType.fromMethodDescriptorString("()" + type.getDescriptor(), null).returnType();
    }

    private MethodHandle handle(String name, MethodType type) throws ReflectiveOperationException {
      return MethodHandles.lookup().findVirtual(Call.class, name, type).bindTo(this);
    }

    long start() {
      long start = next++;
      events.add("start " + spec.methodName() + " " + start);
      return start;
    }

    Object open(long start, Object[] arguments) {
      events.add("open " + spec.methodName() + " " + start + " " + Arrays.toString(arguments));
      return "state" + start;
    }

    void close(long start, Object state, Object result) {
      events.add("close " + spec.methodName() + " " + start + " " + state + " " + result);
    }

    void fail(long start, Object state, Throwable thrown) {
      events.add("fail " + spec.methodName() + " " + start + " " + state + " " + thrown);
    }
  }
}
