// SPDX-License-Identifier: Apache-2.0
package io.meterweave.export;

import java.io.OutputStream;
import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.List;

/**
 * A text in the making, in pieces of at most 64 KB. Confined to one thread.
 *
 * <p>A page may have ten megabytes: as one array it would be copied at each doubling and once more
 * at the end, and arrays of that size bypass the collectors' young generation.
 */
final class ChunkedBody extends OutputStream {
  private static final int FIRST_BYTES = 8 * 1024;
  private static final int MAX_BYTES = 64 * 1024;

  private final List<ByteBuffer> full = new ArrayList<>();
  private byte[] chunk = new byte[FIRST_BYTES];
  private int used;

  @Override
  public void write(int b) {
    if (used == chunk.length) {
      next();
    }
    chunk[used++] = (byte) b;
  }

  @Override
  public void write(byte[] from, int offset, int length) {
    int at = offset;
    int left = length;
    while (left > 0) {
      if (used == chunk.length) {
        next();
      }
      int fits = Math.min(left, chunk.length - used);
      System.arraycopy(from, at, chunk, used, fits);
      used += fits;
      at += fits;
      left -= fits;
    }
  }

  private void next() {
    full.add(ByteBuffer.wrap(chunk, 0, used));
    chunk = new byte[Math.min(MAX_BYTES, 2 * chunk.length)];
    used = 0;
  }

  /** Returns what was written; nothing more is to be written then. */
  List<ByteBuffer> pieces() {
    List<ByteBuffer> all = new ArrayList<>(full);
    all.add(ByteBuffer.wrap(chunk, 0, used));
    return List.copyOf(all);
  }
}
