// SPDX-License-Identifier: Apache-2.0
package io.meterweave.record;

import io.meterweave.incident.Incidents;
import io.meterweave.spec.InstrumentSpec;
import io.meterweave.spec.LabelSpec;
import io.meterweave.spec.MethodSpec;
import io.meterweave.spec.MetricSpec;
import io.opentelemetry.api.common.AttributeKey;
import io.opentelemetry.api.common.Attributes;
import io.opentelemetry.api.common.AttributesBuilder;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Queue;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.ConcurrentMap;
import org.jspecify.annotations.Nullable;

/**
 * All cells of one method: one for each combination of the values of its labels from parameters.
 *
 * <p>Thread-safe. Cells that exist are found without a lock and without allocation.
 */
/*
 * The cells hang in a tree, one level per label from a parameter, so that a look-up needs no key
 * object for the combination. A leaf is made under the lock, once per combination, and only while
 * every family of the method has room: then a combination is either counted as itself in all of them
 * or in the series for the rest in all of them, and the sums over the series stay exact.
 */
public final class MethodCells {
  private final String name;
  private final CallFamilies families;
  private final Attributes fixed;
  private final List<AttributeKey<String>> dynamicKeys;
  private final int maxCombinations;
  private final Queue<CallCells> made = new ConcurrentLinkedQueue<>();
  private final Node root = new Node(null, "");
  private volatile @Nullable CallCells overflow;
  private volatile boolean isFull;
  private int combinations;

  private MethodCells(MethodSpec method, Instruments instruments) {
    name = method.functionName();
    List<MetricSpec> all = method.requests().metrics();
    MetricSpec metrics = all.isEmpty() ? null : all.get(0);
    families = metrics == null ? CallFamilies.NONE : CallFamilies.of(name, metrics, instruments);
    maxCombinations = instruments.maxSeries();
    AttributesBuilder labels = Attributes.builder();
    dynamicKeys = new ArrayList<>();
    if (metrics != null) {
      new Labels(method, metrics).fill(labels, dynamicKeys);
    }
    fixed = labels.build();
    if (dynamicKeys.isEmpty() && families.accept(fixed)) {
      root.cells = add(fixed);
    }
  }

  /** Makes the cells of a method and registers its metrics. */
  public static MethodCells of(MethodSpec method, Instruments instruments) {
    return new MethodCells(method, instruments);
  }

  /** Returns the cells of a method without labels from parameters. */
  public CallCells only() {
    return root.cells == null ? overflow() : root.cells;
  }

  /** Returns the cells for the values that the readers give, in the order of the labels. */
  public CallCells at(
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
    CallCells cells = node.cells;
    return cells == null ? overflow() : cells;
  }

  private CallCells make(Node last, int depth, Object[] keys) {
    Node up = last;
    for (int i = depth - 1; i >= 0; i--) {
      keys[i] = up.key;
      up = up.parent == null ? root : up.parent;
    }
    AttributesBuilder labels = fixed.toBuilder();
    for (int i = 0; i < keys.length; i++) {
      labels.put(dynamicKeys.get(i), Names.labelValue(String.valueOf(keys[i])));
    }
    Attributes built = labels.build();
    return isFull || !families.accept(built) ? overflow() : make(built, keys);
  }

  private synchronized CallCells make(Attributes labels, Object[] keys) {
    Node node = root;
    for (int i = 0; i < keys.length; i++) {
      Node next = node.children.get(keys[i]);
      if (next == null) {
        if (isFull || !families.accept(labels)) {
          return overflow();
        }
        next = new Node(node, keys[i]);
        if (i == keys.length - 1) {
          next.cells = add(labels);
        }
        node.children.put(keys[i], next);
      }
      node = next;
    }
    CallCells cells = node.cells;
    return cells == null ? overflow() : cells;
  }

  private CallCells add(Attributes labels) {
    isFull = ++combinations >= maxCombinations;
    CallCells cells = families.cells(labels);
    made.add(cells);
    return cells;
  }

  private CallCells overflow() {
    CallCells rest = overflow;
    return rest == null ? makeOverflow() : rest;
  }

  private synchronized CallCells makeOverflow() {
    CallCells rest = overflow;
    if (rest == null) {
      rest = families.overflowCells();
      made.add(rest);
      overflow = rest;
      Incidents.warn(
          Incidents.Kind.CONFIG,
          name
              + ": its labels have more combinations than a metric may have series; the rest counts"
              + " in the series otel_metric_overflow. Take labels with fewer values.");
    }
    return rest;
  }

  /** Returns how many calls ended. */
  public long calls() {
    long calls = 0;
    for (CallCells cells : made) {
      calls += cells.calls();
    }
    return calls;
  }

  /** Returns how many calls threw. */
  public long errors() {
    long errors = 0;
    for (CallCells cells : made) {
      errors += cells.errors();
    }
    return errors;
  }

  /** Returns how long all calls took together, in nanoseconds. */
  public double sumNanos() {
    double sum = 0;
    for (CallCells cells : made) {
      sum += cells.sumNanos();
    }
    return sum;
  }

  /** A value of a label, below the values of the labels before. */
  private static final class Node {
    final @Nullable Node parent;
    final Object key;
    final ConcurrentMap<Object, Node> children = new ConcurrentHashMap<>(4);
    volatile @Nullable CallCells cells;

    Node(@Nullable Node parent, Object key) {
      this.parent = parent;
      this.key = key;
    }
  }

  /** The labels of a method's series. */
  private record Labels(MethodSpec method, MetricSpec metrics) {
    private static final String FUNCTION = "code_function_name";

    void fill(AttributesBuilder fixed, List<AttributeKey<String>> dynamic) {
      Set<String> seen = new HashSet<>();
      if (metrics.instrument(InstrumentSpec.Kind.ERRORS) != null) {
        seen.add("error_type");
      }
      if (metrics.isShared()) {
        seen.add(FUNCTION);
        fixed.put(FUNCTION, Names.labelValue(method.functionName()));
      }
      for (LabelSpec label : metrics.labels()) {
        String key = Names.labelKey(label.key());
        boolean isNew = seen.add(key);
        if (!isNew) {
          Incidents.warn(
              Incidents.Kind.CONFIG,
              method.functionName()
                  + ": label "
                  + label.key()
                  + " is there already and is left out. Give it another key.");
        }
        if (label.source() instanceof LabelSpec.Fixed value && isNew) {
          fixed.put(key, Names.labelValue(value.value()));
        } else if (label.source() instanceof LabelSpec.Read read && read.path().isKnownAtEntry()) {
          dynamic.add(AttributeKey.stringKey(isNew ? key : ""));
        }
      }
    }
  }
}
