// SPDX-License-Identifier: Apache-2.0
package io.meterweave.weave;

import io.meterweave.incident.Incidents;
import io.meterweave.spec.CallTargets;
import java.lang.invoke.MethodHandle;
import java.lang.invoke.MethodHandles;
import java.lang.invoke.MethodType;
import java.util.concurrent.atomic.AtomicBoolean;

/**
 * Walks the way of a call that throws once, to no effect, when the first method is linked: the
 * first such call may come at the end of the stack, where no class can be loaded and nothing be
 * linked.
 *
 * <p>Thread-safe. A rehearsal that fails is an incident, and the calls go on.
 */
final class Rehearsal {
  /**
   * Classes of the JDK that are first used in a call, where loading them could run in circles; and
   * the exceptions of a method handle that the JVM compiles, at its 128th call, at the bottom of a
   * stack that overflows: there a class cannot be offered to an agent, which the JVM then prints.
   */
  private static final String[] PRELOADED = {
    "java.lang.invoke.MethodHandle$1",
    "java.util.concurrent.ThreadLocalRandom",
    "java.lang.ExceptionInInitializerError",
    "java.lang.invoke.InvokerBytecodeGenerator$BytecodeGenerationException",
    "jdk.internal.classfile.impl.DirectCodeBuilder$LabelOverflowException"
  };

  private final String dispatcher;
  private final AtomicBoolean isDone = new AtomicBoolean();

  /**
   * Prepares the rehearsal.
   *
   * @param dispatcher the internal name of the class that woven code calls
   */
  Rehearsal(String dispatcher) {
    this.dispatcher = dispatcher.replace('/', '.');
  }

  /** Rehearses, the first time; where the stack ends in it, the next time again. */
  void once() {
    if (!isDone.compareAndSet(false, true)) {
      return;
    }
    try {
      for (String name : PRELOADED) {
        preload(name);
      }
      callThatThrows();
    } catch (VirtualMachineError exhausted) {
      isDone.set(false);
      throw exhausted;
    } catch (Throwable anyFailure) {
      Incidents.swallow(Incidents.Kind.LINK, dispatcher, anyFailure);
    }
  }

  private void callThatThrows() throws Throwable {
    Class<?> bridge = Class.forName(dispatcher, true, Rehearsal.class.getClassLoader());
    MethodType fail =
        MethodType.methodType(void.class, int.class, long.class, Object.class, Throwable.class);
    MethodHandle call = MethodHandles.publicLookup().findStatic(bridge, "fail", fail);
    call.invokeExact(
        NumberedCalls.REHEARSAL, CallTargets.NOT_STARTED, (Object) null, (Throwable) null);
  }

  private static void preload(String name) {
    try {
      Class.forName(name, true, null);
    } catch (ClassNotFoundException notInThisJdk) {
      // Then nothing can load it at a bad time.
    }
  }
}
