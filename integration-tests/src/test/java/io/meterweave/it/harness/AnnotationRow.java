// SPDX-License-Identifier: Apache-2.0
package io.meterweave.it.harness;

import java.lang.annotation.Annotation;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Predicate;

/**
 * One row of a table of annotations: what is written on every marked method, and which series have
 * to count its calls then. {@code $at} in a value becomes the method, such as {@code
 * Types$Text.convert}.
 *
 * <p>Confined to the calling thread; the methods return this row.
 */
public final class AnnotationRow {
  /** What a series counts. */
  public enum Counts {
    /** All calls. */
    CALLS,
    /** Those that threw. */
    ERRORS,
    /** Those that returned something, null not among it. */
    RESULTS,
    /** Those that returned null. */
    NULLS
  }

  /**
   * Series that differ in one label, the method.
   *
   * @param sample the name of the sample
   * @param label the label that holds the method
   * @param counts what each counts
   */
  public record Series(String sample, String label, Counts counts) {}

  /** An annotation as it is written. */
  record Written(Class<? extends Annotation> type, Map<String, Object> elements) {}

  private final String name;
  private final List<Written> annotations = new ArrayList<>();
  private final List<Series> series = new ArrayList<>();
  private Predicate<String> descriptors = descriptor -> true;
  private boolean isOnConstructors;
  private final List<String> gauges = new ArrayList<>();
  private boolean hasSpans;
  private boolean hasRoots;

  private AnnotationRow(String name) {
    this.name = name;
  }

  /** Begins a row; its name is part of a package's name. */
  public static AnnotationRow row(String name) {
    return new AnnotationRow(name);
  }

  /** Writes an annotation; elements as name, value, name, value … */
  public AnnotationRow with(Class<? extends Annotation> type, Object... elements) {
    Map<String, Object> map = new LinkedHashMap<>();
    for (int i = 0; i < elements.length; i += 2) {
      map.put((String) elements[i], elements[i + 1]);
    }
    annotations.add(new Written(type, map));
    return this;
  }

  /** Writes on constructors, too. */
  public AnnotationRow alsoOnConstructors() {
    isOnConstructors = true;
    return this;
  }

  /** Writes only on methods with such descriptors. */
  public AnnotationRow onlyWhere(Predicate<String> descriptor) {
    descriptors = descriptor;
    return this;
  }

  /** Expects series with the label {@code at}. */
  public AnnotationRow counts(String sample, Counts what) {
    return counts(sample, "at", what);
  }

  /** Expects series that hold the method in a label. */
  public AnnotationRow counts(String sample, String label, Counts what) {
    series.add(new Series(sample, label, what));
    return this;
  }

  /** Expects a gauge with the label {@code at}, which is 0 for each method in the end. */
  public AnnotationRow fallsToZero(String sample) {
    gauges.add(sample);
    return this;
  }

  /** Expects a span for each call, named as the row, a space, and the method. */
  public AnnotationRow isSpans() {
    hasSpans = true;
    return this;
  }

  /** Expects such spans, each the root of a trace of its own. */
  public AnnotationRow isRoots() {
    hasRoots = true;
    return isSpans();
  }

  /** Returns the row's name. */
  public String name() {
    return name;
  }

  /** Returns the package that holds the copies of this row. */
  public String packageName() {
    return "rows." + name;
  }

  /** Returns the expected series. */
  public List<Series> series() {
    return List.copyOf(series);
  }

  /** Returns the gauges that have to be back at 0. */
  public List<String> gauges() {
    return List.copyOf(gauges);
  }

  /** Returns whether each call is the root of a trace. */
  public boolean hasRoots() {
    return hasRoots;
  }

  /** Returns whether each call is a span. */
  public boolean hasSpans() {
    return hasSpans;
  }

  List<Written> annotations() {
    return annotations;
  }

  boolean isOn(String method, String descriptor) {
    return (isOnConstructors || !method.equals("<init>")) && descriptors.test(descriptor);
  }

  @Override
  public String toString() {
    return name;
  }
}
