// SPDX-License-Identifier: Apache-2.0
package io.meterweave.record;

import io.meterweave.spec.LabelSpec;
import io.meterweave.spec.MethodSpec;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.BooleanSupplier;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/**
 * All that one method records into, by the values of its labels.
 *
 * <p>Thread-safe. What exists is found without a lock and without allocation.
 */
/*
 * Problem: a method may have several annotations, each with labels of its own, some known when a
 * call begins and some only when it ends, and a call must not pay for each of them.
 *
 * Choice: every value that any label needs is read once. Metrics with the same values for labels
 * are a group (mostly there is one), and a group's metrics are recorded together. One look-up in a
 * tree of the values known at the start leads to the cells of all groups that need no more; they
 * also hold the tree of the values known at the end, for those that do. Only a class that extracts
 * labels makes keys that nobody knows before; its metrics are looked up by the labels themselves.
 */
public final class MethodCells {
  private static final Object[] NOTHING_READ = {};
  private static final AtomicInteger NO_ROOM = new AtomicInteger();

  private final List<LabelSpec.Source> atEntry;
  private final List<LabelSpec.Source> atExit;
  private final List<LabelGroup> entryGroups;
  private final List<LabelGroup> exitGroups;
  private final ExtractedLabels[] extracted;
  private final AtomicInteger exitRoom;
  private final LabelTree tree;

  private MethodCells(
      MethodSpec method,
      Instruments instruments,
      Function<String, @Nullable BooleanSupplier> switches) {
    MethodParts parts = new MethodParts(method, instruments, switches);
    atEntry = parts.atEntry();
    atExit = parts.atExit();
    entryGroups = parts.entryGroups();
    exitGroups = parts.exitGroups();
    extracted = parts.extracted().toArray(new ExtractedLabels[0]);
    exitRoom = new AtomicInteger(instruments.maxSeries());
    tree = new LabelTree(new AtEntry(), NOTHING_READ, new AtomicInteger(instruments.maxSeries()));
    if (atEntry.isEmpty()) {
      only();
    }
  }

  /**
   * Makes the cells of a method and registers its metrics.
   *
   * @param switches give, for another library's annotation, what tells whether it is measured here,
   *     or null if it always is
   */
  public static MethodCells of(
      MethodSpec method,
      Instruments instruments,
      Function<String, @Nullable BooleanSupplier> switches) {
    return new MethodCells(method, instruments, switches);
  }

  /** Returns the values that are read when a call begins, in their order. */
  public List<LabelSpec.Source> atEntry() {
    return atEntry;
  }

  /** Returns the values that are read when a call ends, in their order. */
  public List<LabelSpec.Source> atExit() {
    return atExit;
  }

  /** Returns the names of the classes that extract labels, in their order. */
  public List<String> extractors() {
    List<String> names = new ArrayList<>();
    for (ExtractedLabels each : extracted) {
      names.add(each.extractor());
    }
    return names;
  }

  /** Returns what a call records into if nothing is read when it begins. */
  public CellSet only() {
    return tree.at(new ArgumentReader[0], null, null, null, null);
  }

  /**
   * Returns the cells of a method whose labels are fixed and that has one group of metrics and
   * nothing else; null for another.
   */
  public @Nullable CallCells plain() {
    return atEntry.isEmpty() && extracted.length == 0 && only().isPlain() ? only().first() : null;
  }

  /** Returns what a call records into; the readers are those of {@link #atEntry()}. */
  public CellSet at(
      ArgumentReader[] readers,
      @Nullable Object first,
      @Nullable Object second,
      @Nullable Object third,
      @Nullable Object @Nullable [] others) {
    return tree.at(readers, first, second, third, others);
  }

  /**
   * Records a call that ended.
   *
   * @param elapsedNanos how long it took; {@link Timing#COUNTED} if it was not timed
   * @param call what was kept of its start, or null
   * @param result what it returned, boxed; null for void and for a call that threw
   * @param thrown what it threw, or null
   */
  public void ended(
      CellSet set,
      long elapsedNanos,
      @Nullable OpenCall call,
      @Nullable Object result,
      @Nullable Throwable thrown,
      EndReaders readers) {
    Object[] kept = call == null ? null : call.kept();
    set.ended(elapsedNanos, result, thrown, kept, readers);
    CellSet whole = set;
    LabelTree further = set.atExit();
    if (further != null) {
      whole = further.at(readers.labels(), result, thrown, null, kept);
      whole.ended(elapsedNanos, result, thrown, kept, readers);
    }
    for (int i = 0; i < extracted.length && call != null; i++) {
      CallCells cells =
          extracted[i].at(whole.values(), readers.extract(i, call.arguments(), result, thrown));
      CellSet.ended(cells, elapsedNanos, result, thrown, kept, readers);
    }
  }

  /** Returns how many calls ended. */
  public long calls() {
    long calls = 0;
    for (CallCells cells : entryGroups.get(0).all()) {
      calls += cells.calls();
    }
    return calls;
  }

  /** Returns how many calls threw. */
  public long errors() {
    long errors = 0;
    for (CallCells cells : entryGroups.get(0).all()) {
      errors += cells.failed();
    }
    return errors;
  }

  /** Returns how many of the calls were timed. */
  public long timed() {
    long timed = 0;
    for (CallCells cells : entryGroups.get(0).all()) {
      timed += cells.timed();
    }
    return timed;
  }

  /** Returns how long all calls that were timed took together, in nanoseconds. */
  public double sumNanos() {
    double sum = 0;
    for (CallCells cells : entryGroups.get(0).all()) {
      sum += cells.sumNanos();
    }
    return sum;
  }

  private static List<CallCells> cells(List<LabelGroup> groups, Object[] values) {
    List<CallCells> cells = new ArrayList<>(groups.size());
    for (LabelGroup group : groups) {
      cells.add(group.at(values));
    }
    return cells;
  }

  private final class AtEntry implements LabelTree.Maker {
    @Override
    public CellSet make(Object[] values, boolean isKept) {
      AtomicInteger room = isKept ? exitRoom : NO_ROOM;
      LabelTree further = atExit.isEmpty() ? null : new LabelTree(new AtExit(), values, room);
      return new CellSet(cells(entryGroups, values), values, further);
    }
  }

  private final class AtExit implements LabelTree.Maker {
    @Override
    public CellSet make(Object[] values, boolean isKept) {
      return new CellSet(cells(exitGroups, values), values, null);
    }
  }
}
