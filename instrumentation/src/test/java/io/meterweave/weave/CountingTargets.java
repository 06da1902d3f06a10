// SPDX-License-Identifier: Apache-2.0
package io.meterweave.weave;

import io.meterweave.spec.CallTargets;
import io.meterweave.spec.MethodSpec;
import java.lang.invoke.MethodHandle;
import java.lang.invoke.MethodHandles;
import java.lang.invoke.MethodType;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;

/** Targets that only count, with as little stack as the real ones; for methods of ints. */
final class CountingTargets implements CallTargets.Factory {
  private final Map<String, Call> calls = new ConcurrentHashMap<>();

  long started(String method) {
    return calls.get(method).started;
  }

  long ended(String method) {
    return calls.get(method).ended;
  }

  @Override
  public CallTargets resolve(int method, MethodSpec spec, MethodHandles.Lookup caller) {
    Call call = new Call();
    calls.put(spec.methodName(), call);
    MethodType open = MethodType.methodType(Object.class, long.class);
    for (int i = 0; i < spec.captured().size(); i++) {
      open = open.appendParameterTypes(int.class);
    }
    try {
      return new CallTargets(
          call.handle("start", MethodType.methodType(long.class)),
          MethodHandles.empty(open),
          call.handle(
              "close", MethodType.methodType(void.class, long.class, Object.class, Object.class)),
          call.handle(
              "fail",
              MethodType.methodType(void.class, long.class, Object.class, Throwable.class)));
    } catch (ReflectiveOperationException impossible) {
      throw new AssertionError(impossible);
    }
  }

  private static final class Call {
    long started;
    long ended;

    MethodHandle handle(String name, MethodType type) throws ReflectiveOperationException {
      return MethodHandles.lookup().findVirtual(Call.class, name, type).bindTo(this);
    }

    long start() {
      return started++;
    }

    void close(long start, Object state, Object result) {
      if (start != Long.MIN_VALUE) {
        ended++;
      }
    }

    void fail(long start, Object state, Throwable thrown) {
      if (start != Long.MIN_VALUE) {
        ended++;
      }
    }
  }
}
