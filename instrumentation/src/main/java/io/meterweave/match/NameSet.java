// SPDX-License-Identifier: Apache-2.0
package io.meterweave.match;

import java.util.concurrent.atomic.AtomicLongArray;

/**
 * A set of names that only grows and holds 8 to 16 bytes for each: the hash instead of the name.
 *
 * <p>Thread-safe; looking up takes no lock and allocates nothing. Two names with the same 64 bits
 * would be taken for one: among 100,000 names, once in four billion sets.
 */
final class NameSet {
  private static final int SMALLEST = 16;
  private static final long PRIME = 0x100000001b3L;

  private final Object lock = new Object();
  private volatile AtomicLongArray table = new AtomicLongArray(SMALLEST);
  private int size;

  /** Returns the hash of a name as it stands in a class file, never 0. */
  static long hash(byte[] bytes, int from, int to) {
    long hash = 0xcbf29ce484222325L;
    for (int i = from; i < to; i++) {
      hash = (hash ^ (bytes[i] & 0xff)) * PRIME;
    }
    return finish(hash);
  }

  /** Returns the same hash of a name that was read; names outside ASCII may differ. */
  static long hash(String name) {
    long hash = 0xcbf29ce484222325L;
    for (int i = 0; i < name.length(); i++) {
      char c = name.charAt(i);
      if (c > 0 && c < 0x80) {
        hash = (hash ^ c) * PRIME;
      } else if (c < 0x800) {
        hash = (hash ^ (0xc0 | (c >> 6))) * PRIME;
        hash = (hash ^ (0x80 | (c & 0x3f))) * PRIME;
      } else {
        hash = (hash ^ (0xe0 | (c >> 12))) * PRIME;
        hash = (hash ^ (0x80 | ((c >> 6) & 0x3f))) * PRIME;
        hash = (hash ^ (0x80 | (c & 0x3f))) * PRIME;
      }
    }
    return finish(hash);
  }

  /** FNV-1a mixes upwards only; the table looks at the lowest bits. */
  private static long finish(long hash) {
    long mixed = (hash ^ (hash >>> 32)) * 0x9e3779b97f4a7c15L;
    mixed ^= mixed >>> 29;
    return mixed == 0 ? 1 : mixed;
  }

  boolean contains(long hash) {
    AtomicLongArray there = table;
    int mask = there.length() - 1;
    for (int at = (int) hash & mask; ; at = (at + 1) & mask) {
      long found = there.get(at);
      if (found == hash) {
        return true;
      }
      if (found == 0) {
        return false;
      }
    }
  }

  void add(long hash) {
    synchronized (lock) {
      if (contains(hash)) {
        return;
      }
      if (2 * (size + 1) > table.length()) {
        grow();
      }
      put(table, hash);
      size++;
    }
  }

  int size() {
    synchronized (lock) {
      return size;
    }
  }

  private void grow() {
    AtomicLongArray old = table;
    AtomicLongArray larger = new AtomicLongArray(old.length() * 2);
    for (int i = 0; i < old.length(); i++) {
      long hash = old.get(i);
      if (hash != 0) {
        put(larger, hash);
      }
    }
    table = larger;
  }

  private static void put(AtomicLongArray into, long hash) {
    int mask = into.length() - 1;
    int at = (int) hash & mask;
    while (into.get(at) != 0) {
      at = (at + 1) & mask;
    }
    into.set(at, hash);
  }
}
