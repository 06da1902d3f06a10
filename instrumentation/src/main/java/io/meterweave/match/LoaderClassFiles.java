// SPDX-License-Identifier: Apache-2.0
package io.meterweave.match;

import java.io.IOException;
import java.io.InputStream;
import java.lang.ref.WeakReference;
import org.jspecify.annotations.Nullable;

/**
 * Reads class files as resources of a class loader; no class is loaded.
 *
 * <p>Thread-safe; holds the loader weakly. Runs the loader's code on the calling thread.
 */
final class LoaderClassFiles implements ClassFiles {
  /** The JVM allows more, but nobody writes it; a loader that answers without end ends here. */
  private static final int MAX_BYTES = 16 << 20;

  private final WeakReference<ClassLoader> loader;

  LoaderClassFiles(ClassLoader loader) {
    this.loader = new WeakReference<>(loader);
  }

  @Override
  public byte @Nullable [] read(String internalName) throws IOException {
    ClassLoader asked = loader.get();
    if (asked == null) {
      return null;
    }
    try (InputStream in = asked.getResourceAsStream(internalName + ".class")) {
      if (in == null) {
        return null;
      }
      byte[] read = in.readNBytes(MAX_BYTES);
      return read.length == MAX_BYTES ? null : read;
    }
  }

  @Override
  public boolean mayReadMore() {
    ClassLoader asked = loader.get();
    return asked != null && asked.isRegisteredAsParallelCapable();
  }
}
