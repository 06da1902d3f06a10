// SPDX-License-Identifier: Apache-2.0
package io.meterweave.match;

import java.util.Arrays;

/**
 * Looks for one text in class files, by Horspool's algorithm.
 *
 * <p>Immutable; a search allocates nothing.
 */
public final class ByteSearch {
  private final byte[] text;
  private final int[] skips = new int[256];

  /** Prepares the search for a text of at least one byte. */
  public ByteSearch(byte[] text) {
    this.text = text.clone();
    Arrays.fill(skips, text.length);
    for (int i = 0; i < text.length - 1; i++) {
      skips[text[i] & 0xff] = text.length - 1 - i;
    }
  }

  /** Returns whether the bytes hold the text. */
  public boolean isIn(byte[] bytes) {
    byte[] wanted = text;
    int last = wanted.length - 1;
    int end = last;
    while (end < bytes.length) {
      byte there = bytes[end];
      if (there == wanted[last] && matches(bytes, end - last, wanted)) {
        return true;
      }
      end += skips[there & 0xff];
    }
    return false;
  }

  private static boolean matches(byte[] bytes, int from, byte[] wanted) {
    for (int i = 0; i < wanted.length; i++) {
      if (bytes[from + i] != wanted[i]) {
        return false;
      }
    }
    return true;
  }
}
