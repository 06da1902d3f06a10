// SPDX-License-Identifier: Apache-2.0
package io.meterweave.weave;

import io.meterweave.spec.CallTargets;
import io.meterweave.spec.MethodSpec;
import java.lang.invoke.MethodHandle;
import java.lang.invoke.MethodHandles;
import java.lang.invoke.MethodType;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicLong;

/** Targets of methods without a state that count what started and how it ended. Thread-safe. */
final class Ends implements CallTargets.Factory {
  volatile Runnable whenStarted = () -> {};
  volatile Runnable whenResolved = () -> {};
  private final Map<String, Call> calls = new ConcurrentHashMap<>();

  long started(String method) {
    return of(method).started.get();
  }

  long returned(String method) {
    return of(method).returned.get();
  }

  long thrown(String method) {
    return of(method).thrown.get();
  }

  private Call of(String method) {
    return calls.computeIfAbsent(method, name -> new Call());
  }

  @Override
  public CallTargets resolve(int method, MethodSpec spec, MethodHandles.Lookup caller) {
    whenResolved.run();
    Call call = of(spec.methodName());
    return new CallTargets(
        call.handle("start", MethodType.methodType(long.class)),
        MethodHandles.empty(MethodType.methodType(Object.class, long.class)),
        call.handle(
            "close", MethodType.methodType(void.class, long.class, Object.class, Object.class)),
        call.handle(
            "fail", MethodType.methodType(void.class, long.class, Object.class, Throwable.class)));
  }

  private final class Call {
    private final AtomicLong started = new AtomicLong();
    private final AtomicLong returned = new AtomicLong();
    private final AtomicLong thrown = new AtomicLong();

    MethodHandle handle(String name, MethodType type) {
      try {
        return MethodHandles.lookup().findVirtual(Call.class, name, type).bindTo(this);
      } catch (ReflectiveOperationException impossible) {
        throw new AssertionError(impossible);
      }
    }

    long start() {
      whenStarted.run();
      return started.incrementAndGet();
    }

    void close(long start, Object state, Object result) {
      if (start != CallTargets.NOT_STARTED) {
        returned.incrementAndGet();
      }
    }

    void fail(long start, Object state, Throwable failure) {
      if (start != CallTargets.NOT_STARTED) {
        thrown.incrementAndGet();
      }
    }
  }
}
