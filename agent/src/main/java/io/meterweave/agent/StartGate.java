// SPDX-License-Identifier: Apache-2.0
package io.meterweave.agent;

import java.lang.instrument.ClassFileTransformer;
import java.security.ProtectionDomain;
import org.jspecify.annotations.Nullable;

/**
 * Lets classes wait until the agent is there to look at them.
 *
 * <p>Thread-safe. It changes no class. A wait is bounded: what a class loader of the application
 * holds might be what the start needs; then classes pass unseen, and one line says so.
 */
final class StartGate implements ClassFileTransformer {
  private static final String AGENT = "io/meterweave/agent/";

  private final Thread start;
  private final long limitMillis;
  private final boolean isForAll;
  private final ClassLoader platformLoader = ClassLoader.getPlatformClassLoader();
  private volatile boolean isOpen;

  /**
   * Closes the gate.
   *
   * @param start the thread that is waited for
   * @param isForAll whether any class may be one to weave, whatever stands in it
   */
  StartGate(Thread start, long limitMillis, boolean isForAll) {
    this.start = start;
    this.limitMillis = limitMillis;
    this.isForAll = isForAll;
  }

  @Override
  public byte @Nullable [] transform(
      @Nullable Module module,
      @Nullable ClassLoader loader,
      @Nullable String name,
      @Nullable Class<?> redefined,
      @Nullable ProtectionDomain domain,
      byte[] classFile) {
    return transform(loader, name, redefined, domain, classFile);
  }

  @Override
  public byte @Nullable [] transform(
      @Nullable ClassLoader loader,
      @Nullable String name,
      @Nullable Class<?> redefined,
      @Nullable ProtectionDomain domain,
      byte[] classFile) {
    try {
      if (!isOpen && loader != null && mustWait(loader, name, classFile)) {
        pass(String.valueOf(name));
      }
    } catch (Throwable anyFailure) {
      isOpen = true;
      MeterweaveAgent.report(anyFailure);
    }
    return null;
  }

  private boolean mustWait(ClassLoader loader, @Nullable String name, byte[] classFile) {
    if (loader == platformLoader
        || loader.getClass() == AgentClassLoader.class
        || Thread.currentThread() == start
        || (name != null && name.startsWith(AGENT))) {
      return false;
    }
    return isForAll || isApi(name) || !PlainClass.isPlain(classFile);
  }

  /** The API asks for the agent when it is first used. */
  private static boolean isApi(@Nullable String name) {
    return name != null && name.startsWith("io/meterweave/api/");
  }

  private void pass(String name) {
    if (!join(start, limitMillis) && !isOpen) {
      isOpen = true;
      System.err.println(
          "[meterweave] WARN the start takes longer than "
              + limitMillis / 1000
              + " s; what is loaded before its end, beginning with "
              + name.replace('/', '.')
              + ", is not measured.");
    }
  }

  /** Waits for a thread's end, whoever interrupts; false if it did not end in time. */
  static boolean join(Thread thread, long limitMillis) {
    long end = System.nanoTime() + limitMillis * 1_000_000;
    boolean isInterrupted = false;
    while (thread.isAlive() && System.nanoTime() - end < 0) {
      try {
        thread.join(Math.max(1, (end - System.nanoTime()) / 1_000_000));
      } catch (InterruptedException later) {
        isInterrupted = true;
      }
    }
    if (isInterrupted) {
      Thread.currentThread().interrupt();
    }
    return !thread.isAlive();
  }
}
