// SPDX-License-Identifier: Apache-2.0
package io.meterweave.record;

import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicInteger;
import org.jspecify.annotations.Nullable;

/**
 * Finds what a call records into by the values of the method's labels: one level for each value
 * that is read.
 *
 * <p>Thread-safe. What exists is found without a lock and without allocation.
 */
/*
 * A tree needs no key object for the combination of values. It is only the way to the cells, which
 * the groups hold: where labels of several annotations together have more combinations than fit, the
 * further ones are put together anew at each call, slower and as exact.
 */
final class LabelTree {
  private final Maker maker;
  private final Object[] prefix;
  private final AtomicInteger room;
  private final Node root = new Node();

  /**
   * Makes an empty tree.
   *
   * @param prefix values that were read before; they come first
   * @param room how many combinations it may still take, shared with others
   */
  LabelTree(Maker maker, Object[] prefix, AtomicInteger room) {
    this.maker = maker;
    this.prefix = prefix;
    this.room = room;
  }

  /** Returns what belongs to the values that the readers give. */
  CellSet at(
      ArgumentReader[] readers,
      @Nullable Object first,
      @Nullable Object second,
      @Nullable Object third,
      @Nullable Object @Nullable [] others) {
    Node node = root;
    for (int i = 0; i < readers.length; i++) {
      Object key = LabelKey.of(readers[i].read(first, second, third, others));
      Node next = node.children.get(key);
      if (next == null) {
        Object[] keys = new Object[readers.length];
        keys[i] = key;
        for (int j = i + 1; j < readers.length; j++) {
          keys[j] = LabelKey.of(readers[j].read(first, second, third, others));
        }
        return make(node, i, keys);
      }
      node = next;
    }
    CellSet set = node.set;
    return set == null ? make(node, readers.length, new Object[readers.length]) : set;
  }

  private CellSet make(Node last, int depth, Object[] keys) {
    Node up = last;
    for (int i = depth - 1; i >= 0 && up.parent != null; i--) {
      keys[i] = up.key;
      up = up.parent;
    }
    Object[] values = new Object[prefix.length + keys.length];
    System.arraycopy(prefix, 0, values, 0, prefix.length);
    System.arraycopy(keys, 0, values, prefix.length, keys.length);
    boolean hasRoom = room.get() > 0;
    CellSet made = maker.make(values, hasRoom);
    return hasRoom ? keep(keys, made) : made;
  }

  private synchronized CellSet keep(Object[] keys, CellSet made) {
    Node node = root;
    for (int i = 0; i < keys.length; i++) {
      Object key = keys[i];
      Node next = node.children.get(key);
      if (next == null) {
        if (room.get() <= 0) {
          return made;
        }
        next = new Node(node, key, /* isLast= */ i == keys.length - 1);
        node.children.put(key, next);
      }
      node = next;
    }
    CellSet known = node.set;
    if (known != null) {
      return known;
    }
    if (room.getAndDecrement() > 0) {
      node.set = made;
    }
    return made;
  }

  /** Makes what belongs to a combination of values. */
  interface Maker {
    /**
     * Makes it.
     *
     * @param isKept whether further calls will find it; else it serves one call
     */
    CellSet make(Object[] values, boolean isKept);
  }

  /** A value of a label, below the values of the labels before. */
  private static final class Node {
    /** There are as many of the last value as series, and they share this, which takes nothing. */
    private static final Map<Object, Node> NO_CHILDREN = Map.of();

    final @Nullable Node parent;
    final Object key;
    final Map<Object, Node> children;
    volatile @Nullable CellSet set;

    Node() {
      this.parent = null;
      this.key = "";
      this.children = new ConcurrentHashMap<>(4);
    }

    Node(Node parent, Object key, boolean isLast) {
      this.parent = parent;
      this.key = key;
      this.children = isLast ? NO_CHILDREN : new ConcurrentHashMap<>(4);
    }
  }
}
