// SPDX-License-Identifier: Apache-2.0
package io.meterweave.console;

import java.io.IOException;
import java.io.OutputStream;
import java.util.Arrays;

/**
 * Cuts what is written into arrays of {@value Flow#PIECE_BYTES} bytes. Confined to one thread.
 *
 * <p>The first array begins small, for most pages are.
 */
final class Pieces extends OutputStream {
  private static final int FIRST_BYTES = 8 * 1024;

  private final Taker taker;
  private byte[] piece = new byte[FIRST_BYTES];
  private int used;

  Pieces(Taker taker) {
    this.taker = taker;
  }

  @Override
  public void write(int b) throws IOException {
    if (used == piece.length) {
      makeRoom();
    }
    piece[used++] = (byte) b;
  }

  @Override
  public void write(byte[] from, int offset, int length) throws IOException {
    int at = offset;
    int left = length;
    while (left > 0) {
      if (used == piece.length) {
        makeRoom();
      }
      int fits = Math.min(left, piece.length - used);
      System.arraycopy(from, at, piece, used, fits);
      used += fits;
      at += fits;
      left -= fits;
    }
  }

  private void makeRoom() throws IOException {
    if (piece.length < Flow.PIECE_BYTES) {
      piece = Arrays.copyOf(piece, Math.min(Flow.PIECE_BYTES, 2 * piece.length));
    } else {
      piece = taker.take(piece, used);
      used = 0;
    }
  }

  /** Returns the array that is not full yet; {@link #used} of its bytes count. */
  byte[] rest() {
    return piece;
  }

  int used() {
    return used;
  }

  /** Where a full array goes. */
  @FunctionalInterface
  interface Taker {
    /** Takes an array and returns the one to fill next, which may be the same. */
    byte[] take(byte[] full, int length) throws IOException;
  }
}
