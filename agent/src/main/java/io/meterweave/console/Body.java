// SPDX-License-Identifier: Apache-2.0
package io.meterweave.console;

import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * The bytes of an answer in the slices that are sent, none of them empty.
 *
 * <p>Immutable by agreement: nobody writes to the bytes or moves the buffers.
 */
final class Body implements Payload {
  static final Body EMPTY = new Body(List.of());

  private static final int SLICE = 64 * 1024;

  private final List<ByteBuffer> slices;
  private final int length;

  private Body(List<ByteBuffer> slices) {
    this.slices = slices;
    this.length = slices.stream().mapToInt(ByteBuffer::remaining).sum();
  }

  static Body of(byte[] bytes) {
    return of(List.of(ByteBuffer.wrap(bytes)));
  }

  /** Takes pieces of any length; copies no bytes. */
  static Body of(List<ByteBuffer> pieces) {
    List<ByteBuffer> slices = new ArrayList<>(pieces.size());
    for (ByteBuffer piece : pieces) {
      for (int at = 0; at < piece.remaining(); at += SLICE) {
        int start = piece.position() + at;
        slices.add(piece.slice(start, Math.min(SLICE, piece.remaining() - at)));
      }
    }
    return new Body(slices);
  }

  @Override
  public long length() {
    return length;
  }

  @Override
  public long heldBytes() {
    return length;
  }

  int slices() {
    return slices.size();
  }

  ByteBuffer slice(int index) {
    return slices.get(index).duplicate();
  }

  @Override
  public Slices read(Runnable whenMore) {
    return new Reader();
  }

  private final class Reader implements Slices {
    private int at;

    @Override
    public @Nullable ByteBuffer next() {
      return isAtEnd() ? null : slice(at++);
    }

    @Override
    public void sent() {
      // Others may read the same bytes at any time.
    }

    @Override
    public boolean isAtEnd() {
      return at == slices();
    }

    @Override
    public boolean isBroken() {
      return false;
    }

    @Override
    public void close() {
      // Nothing counts the readers.
    }
  }
}
