// SPDX-License-Identifier: Apache-2.0
package io.meterweave.weave;

import java.lang.ref.WeakReference;
import java.util.Arrays;
import org.jspecify.annotations.Nullable;

/**
 * Finds a method's targets by its number. They hang on the class that holds the method; here they
 * are held weakly.
 *
 * <p>Thread-safe; looking up neither locks nor allocates.
 */
final class TargetTable {
  private final int first;
  private final Object lock = new Object();
  private volatile @Nullable WeakReference<NumberedTargets>[] all = newArray(64);

  /**
   * Knows of no targets yet.
   *
   * @param first the lowest number of all
   */
  TargetTable(int first) {
    this.first = first;
  }

  /** Returns the targets of a method that is linked, else null. */
  @Nullable NumberedTargets get(int number) {
    @Nullable WeakReference<NumberedTargets>[] now = all;
    int index = number - first;
    WeakReference<NumberedTargets> found = index >= 0 && index < now.length ? now[index] : null;
    return found == null ? null : found.get();
  }

  void put(int number, NumberedTargets targets) {
    synchronized (lock) {
      @Nullable WeakReference<NumberedTargets>[] next = all;
      int index = number - first;
      if (index >= next.length) {
        next = Arrays.copyOf(next, Math.max(index + 1, next.length * 2));
      }
      next[index] = new WeakReference<>(targets);
      all = next; // publishes the element as well
    }
  }

  void forget(int number) {
    synchronized (lock) {
      int index = number - first;
      if (index < all.length) {
        all[index] = null;
      }
    }
  }

  @SuppressWarnings({"unchecked", "rawtypes"}) // there are no generic arrays
  private static @Nullable WeakReference<NumberedTargets>[] newArray(int length) {
    return new WeakReference[length];
  }
}
