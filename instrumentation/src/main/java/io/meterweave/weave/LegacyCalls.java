// SPDX-License-Identifier: Apache-2.0
package io.meterweave.weave;

import io.meterweave.incident.Incidents;
import io.meterweave.spec.MethodSpec;
import java.lang.StackWalker.StackFrame;
import java.lang.invoke.MethodHandle;
import java.lang.invoke.MethodHandles;
import java.lang.invoke.MethodType;
import java.lang.ref.WeakReference;
import java.util.Arrays;
import java.util.Iterator;
import java.util.function.Function;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * The calls of woven methods whose class files are too old for {@code invokedynamic}: found by the
 * method's number.
 *
 * <p>Thread-safe. The targets hang on the class that holds the method; here they are held weakly.
 */
final class LegacyCalls {
  private static final long NOT_STARTED = Long.MIN_VALUE;

  private final CallSiteLinker linker;
  private final Object lock = new Object();
  private volatile @Nullable WeakReference<LegacyTargets>[] targets = newArray(16);

  LegacyCalls(CallSiteLinker linker) {
    this.linker = linker;
  }

  /** Returns the handles of start, open, close and fail, as the dispatcher takes them. */
  MethodHandle[] handles() throws ReflectiveOperationException {
    return new MethodHandle[] {
      handle("start", MethodType.methodType(long.class, int.class)),
      handle("open", MethodType.methodType(Object.class, int.class, long.class, Object[].class)),
      handle(
          "close",
          MethodType.methodType(void.class, int.class, long.class, Object.class, Object.class)),
      handle(
          "fail",
          MethodType.methodType(void.class, int.class, long.class, Object.class, Throwable.class))
    };
  }

  private MethodHandle handle(String name, MethodType type) throws ReflectiveOperationException {
    return MethodHandles.lookup().findVirtual(LegacyCalls.class, name, type).bindTo(this);
  }

  long start(int number) throws Throwable {
    LegacyTargets there = known(number);
    if (there == null) {
      there = link(number);
    }
    return there == null ? NOT_STARTED : (long) there.start().invokeExact();
  }

  // A call that got a start has found its targets, and its class is running: they are still there.

  @Nullable Object open(int number, long start, @Nullable Object[] arguments) throws Throwable {
    LegacyTargets there = known(number);
    return there == null ? null : (Object) there.open().invokeExact(start, arguments);
  }

  void close(int number, long start, @Nullable Object state, @Nullable Object result)
      throws Throwable {
    LegacyTargets there = known(number);
    if (there != null) {
      there.close().invokeExact(start, state, result);
    }
  }

  void fail(int number, long start, @Nullable Object state, Throwable thrown) throws Throwable {
    LegacyTargets there = known(number);
    if (there != null) {
      there.fail().invokeExact(start, state, thrown);
    }
  }

  private @Nullable LegacyTargets known(int number) {
    @Nullable WeakReference<LegacyTargets>[] all = targets;
    WeakReference<LegacyTargets> reference = number < all.length ? all[number] : null;
    return reference == null ? null : reference.get();
  }

  private @Nullable LegacyTargets link(int number) {
    MethodSpec spec = linker.spec(number);
    Class<?> holder = spec == null ? null : runningClass(spec.className());
    LinkedMethod method = holder == null ? null : linker.method(holder, number);
    if (holder == null || method == null || method.hasFailed()) {
      return null;
    }
    try {
      method.resolve(
          MethodHandles.privateLookupIn(holder, MethodHandles.lookup()), linker.factory());
    } catch (IllegalAccessException closed) {
      Incidents.swallow(Incidents.Kind.LINK, holder.getName(), closed);
    }
    LegacyTargets made = method.legacy();
    if (made != null) {
      store(number, made);
    }
    return made;
  }

  private void store(int number, LegacyTargets made) {
    synchronized (lock) {
      @Nullable WeakReference<LegacyTargets>[] all = targets;
      if (number >= all.length) {
        all = Arrays.copyOf(all, Math.max(number + 1, all.length * 2));
      }
      all[number] = new WeakReference<>(made);
      targets = all;
    }
  }

  /** The class is on the stack: it has just called. */
  private static @Nullable Class<?> runningClass(String name) {
    return StackWalker.getInstance(StackWalker.Option.RETAIN_CLASS_REFERENCE)
        .walk(
            new Function<Stream<StackFrame>, @Nullable Class<?>>() {
              @Override
              public @Nullable Class<?> apply(Stream<StackFrame> frames) {
                for (Iterator<StackFrame> all = frames.iterator(); all.hasNext(); ) {
                  Class<?> type = all.next().getDeclaringClass();
                  if (type.getName().equals(name)) {
                    return type;
                  }
                }
                return null;
              }
            });
  }

  @SuppressWarnings({"unchecked", "rawtypes"}) // there are no generic arrays
  private static @Nullable WeakReference<LegacyTargets>[] newArray(int length) {
    return new WeakReference[length];
  }
}
