// SPDX-License-Identifier: Apache-2.0
package io.meterweave.weave;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Random;

/** Damages class files: at any byte, and where it hurts. Confined to one thread. */
final class Damage {
  private static final int[] HUGE = {0xff, 0x7f, 0x80};

  private final Random random;

  Damage(Random random) {
    this.random = random;
  }

  /** Returns a damaged copy. */
  byte[] of(byte[] original) {
    byte[] damaged = original.clone();
    int times = 1 + random.nextInt(4);
    for (int i = 0; i < times; i++) {
      damaged = once(damaged, random.nextInt(damaged.length));
    }
    return random.nextInt(50) == 0 ? Arrays.copyOf(damaged, random.nextInt(64)) : damaged;
  }

  private byte[] once(byte[] bytes, int at) {
    switch (random.nextInt(11)) {
      case 0 -> bytes[at] = (byte) random.nextInt(256);
      case 1 -> bytes[at] ^= (byte) (1 << random.nextInt(8));
      case 2 -> bytes[at] = (byte) (random.nextBoolean() ? 0 : 0xff);
      case 3 -> bytes[at] += (byte) (random.nextBoolean() ? 1 : -1);
      case 4 -> {
        return without(bytes, at, 1 + random.nextInt(4));
      }
      case 5 -> copyWithin(bytes, at, random.nextInt(bytes.length), 1 + random.nextInt(16));
      case 6 -> copyWithin(bytes, at, random.nextInt(bytes.length), 2);
      case 7 -> bytes[bytes.length - 1 - at / 2] ^= (byte) (1 << random.nextInt(3));
      case 8 -> hugeCount(bytes, at);
      default -> swapConstants(bytes);
    }
    return bytes;
  }

  /** A length or a count of two or four bytes, far too large. */
  private void hugeCount(byte[] bytes, int at) {
    int length = Math.min(random.nextBoolean() ? 2 : 4, bytes.length - at);
    Arrays.fill(bytes, at, at + length, (byte) 0xff);
    bytes[at] = (byte) HUGE[random.nextInt(HUGE.length)];
  }

  /** Lets what refers to one constant refer to what another one refers to. */
  private void swapConstants(byte[] bytes) {
    List<Integer> references = references(bytes);
    if (references.size() > 1) {
      int one = references.get(random.nextInt(references.size()));
      int other = references.get(random.nextInt(references.size()));
      for (int i = 0; i < 2; i++) {
        byte kept = bytes[one + i];
        bytes[one + i] = bytes[other + i];
        bytes[other + i] = kept;
      }
    }
  }

  /** Returns where in the constant pool an index stands, as far as the pool can be read. */
  private static List<Integer> references(byte[] bytes) {
    List<Integer> references = new ArrayList<>();
    int count = bytes.length < 10 ? 0 : u2(bytes, 8);
    int at = 10;
    for (int i = 1; i < count && at + 5 < bytes.length; i++) {
      switch (bytes[at]) {
        case 1 -> at += 3 + u2(bytes, at + 1);
        case 3, 4 -> at += 5;
        case 5, 6 -> {
          at += 9;
          i++;
        }
        case 7, 8, 16, 19, 20 -> {
          references.add(at + 1);
          at += 3;
        }
        case 9, 10, 11, 12, 17, 18 -> {
          references.add(at + 1);
          references.add(at + 3);
          at += 5;
        }
        case 15 -> at += 4;
        default -> {
          return references;
        }
      }
    }
    return references;
  }

  private static int u2(byte[] bytes, int at) {
    return (bytes[at] & 0xff) << 8 | (bytes[at + 1] & 0xff);
  }

  private static byte[] without(byte[] bytes, int at, int count) {
    int to = Math.min(bytes.length, at + count);
    byte[] shorter = new byte[bytes.length - (to - at)];
    System.arraycopy(bytes, 0, shorter, 0, at);
    System.arraycopy(bytes, to, shorter, at, bytes.length - to);
    return shorter.length == 0 ? bytes : shorter;
  }

  private static void copyWithin(byte[] bytes, int from, int to, int count) {
    int length = Math.min(count, bytes.length - Math.max(from, to));
    System.arraycopy(bytes, from, bytes, to, length);
  }
}
