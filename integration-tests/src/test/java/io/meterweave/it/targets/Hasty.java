// SPDX-License-Identifier: Apache-2.0
package io.meterweave.it.targets;

import io.meterweave.annotations.TraceOperation;
import io.meterweave.annotations.TrackMetrics;
import java.io.IOException;
import java.io.InputStream;
import java.util.concurrent.locks.LockSupport;

/** A program that loads classes and works from its first moment to its last. */
public final class Hasty {
  private static final int PAUSE_NANOS = 4_000_000;

  private Hasty() {}

  @TrackMetrics
  @TraceOperation
  static void work() {}

  /** Defines the same class over and over, each time in a loader of its own. */
  private static final class Loader extends ClassLoader {
    void define(byte[] classFile) {
      defineClass(Stage.ExpectedException.class.getName(), classFile, 0, classFile.length);
    }
  }

  /**
   * Takes how many milliseconds to work, how many calls to make in them, and, to wait at the end, a
   * third argument.
   */
  public static void main(String[] arguments) throws IOException {
    byte[] classFile = classFile();
    long millis = Long.parseLong(arguments[0]);
    int calls = Integer.parseInt(arguments[1]);
    long begin = System.nanoTime();
    int made = 0;
    for (long past = 0; past < millis; past = (System.nanoTime() - begin) / 1_000_000) {
      new Loader().define(classFile);
      made = work(made, (int) Math.min(calls, calls * (past + 1) / millis));
      LockSupport.parkNanos(PAUSE_NANOS);
    }
    work(made, calls);
    if (arguments.length > 2) {
      Stage.reached("done");
    }
  }

  private static int work(int made, int due) {
    for (int i = made; i < due; i++) {
      work();
    }
    return Math.max(made, due);
  }

  private static byte[] classFile() throws IOException {
    Class<?> type = Stage.ExpectedException.class;
    try (InputStream in = type.getResourceAsStream("Stage$ExpectedException.class")) {
      return in.readAllBytes();
    }
  }
}
