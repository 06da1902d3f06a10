// SPDX-License-Identifier: Apache-2.0
package io.meterweave.weave;

import io.meterweave.incident.Incidents;
import io.meterweave.spec.CallTargets;
import io.meterweave.spec.MethodSpec;
import java.lang.StackWalker.StackFrame;
import java.lang.invoke.MethodHandle;
import java.lang.invoke.MethodHandles;
import java.lang.invoke.MethodType;
import java.util.Iterator;
import java.util.function.Function;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * The calls that find their method by its number: all of those from class files too old for {@code
 * invokedynamic}, and every {@code fail}.
 *
 * <p>Thread-safe.
 */
final class NumberedCalls {
  /** A number that no method has; its calls do nothing. */
  static final int REHEARSAL = -1;

  private final CallSiteLinker linker;
  private final TargetTable table;
  private final NumberedTargets idle = NumberedTargets.idle();

  NumberedCalls(CallSiteLinker linker, TargetTable table) {
    this.linker = linker;
    this.table = table;
  }

  /** Returns the handles of start, open, close and fail, as the dispatcher takes them. */
  MethodHandle[] handles() throws ReflectiveOperationException {
    return new MethodHandle[] {
      handle("start", MethodType.methodType(long.class, int.class, Object.class)),
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
    return MethodHandles.lookup().findVirtual(NumberedCalls.class, name, type).bindTo(this);
  }

  long start(int number, @Nullable Object receiver) throws Throwable {
    NumberedTargets there = known(number);
    if (there == null) {
      there = link(number);
    }
    return there == null ? CallTargets.NOT_STARTED : (long) there.start().invokeExact(receiver);
  }

  // A call that got a start has found its targets, and its class is running: they are still there.

  @Nullable Object open(int number, long start, @Nullable Object[] arguments) throws Throwable {
    NumberedTargets there = known(number);
    return there == null ? null : (Object) there.open().invokeExact(start, arguments);
  }

  void close(int number, long start, @Nullable Object state, @Nullable Object result)
      throws Throwable {
    NumberedTargets there = known(number);
    if (there != null) {
      there.close().invokeExact(start, state, result);
    }
  }

  void fail(int number, long start, @Nullable Object state, @Nullable Throwable thrown)
      throws Throwable {
    NumberedTargets there = known(number);
    if (there != null) {
      there.fail().invokeExact(start, state, thrown);
    }
  }

  private @Nullable NumberedTargets known(int number) {
    return number == REHEARSAL ? idle : table.get(number);
  }

  private @Nullable NumberedTargets link(int number) {
    MethodSpec spec = linker.spec(number);
    Class<?> holder = spec == null ? null : runningClass(spec.className());
    if (holder != null) {
      try {
        linker.resolve(MethodHandles.privateLookupIn(holder, MethodHandles.lookup()), number);
      } catch (IllegalAccessException closed) {
        Incidents.swallow(Incidents.Kind.LINK, holder.getName(), closed);
      }
    }
    return table.get(number);
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
}
