// SPDX-License-Identifier: Apache-2.0
package io.meterweave.match;

import java.lang.ref.ReferenceQueue;
import java.lang.ref.WeakReference;
import org.jspecify.annotations.Nullable;

/**
 * A class loader as the key of a map: weakly, and by identity, for its own {@code equals} is
 * foreign code.
 *
 * <p>Thread-safe.
 */
public final class LoaderKey extends WeakReference<ClassLoader> {
  private final int hash;

  /** Makes a key to look something up. */
  public LoaderKey(ClassLoader loader) {
    this(loader, null);
  }

  /**
   * Makes a key to keep.
   *
   * @param queue gets the key once the loader is collected; it equals only itself from then on
   */
  public LoaderKey(ClassLoader loader, @Nullable ReferenceQueue<ClassLoader> queue) {
    super(loader, queue);
    this.hash = System.identityHashCode(loader);
  }

  @Override
  public int hashCode() {
    return hash;
  }

  @Override
  public boolean equals(@Nullable Object other) {
    if (this == other) {
      return true;
    }
    ClassLoader loader = get();
    return loader != null && other instanceof LoaderKey key && key.refersTo(loader);
  }
}
