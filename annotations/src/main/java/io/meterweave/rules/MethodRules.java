// SPDX-License-Identifier: Apache-2.0
package io.meterweave.rules;

import java.util.HashSet;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * The rules for everything that is written about one method, the same when it is compiled and when
 * it is woven. Of the paths of labels and attributes only the first name is looked at: to read the
 * types behind it would cost every class with a label, and what is wrong there costs no more than
 * that label.
 *
 * <p>Confined to the calling thread.
 */
public final class MethodRules {
  private final List<Placed> marks;
  private final Complaints complaints;
  private final Set<String> families = new HashSet<>();

  private MethodRules(List<Placed> marks, Complaints complaints) {
    this.marks = marks;
    this.complaints = complaints;
  }

  /**
   * Checks what is written about a method.
   *
   * @param marks our annotations, in the order they were written
   * @param complaints takes what is wrong
   */
  public static void check(List<Placed> marks, Complaints complaints) {
    new MethodRules(marks, complaints).check();
  }

  /**
   * Checks that what stands beside the asking annotations has something to go onto.
   *
   * @param hasMetrics whether anything asks for metrics of the method
   * @param hasSpan whether anything asks for a span of the method
   */
  public static void checkCompany(
      List<Placed> marks, boolean hasMetrics, boolean hasSpan, Complaints complaints) {
    for (Placed placed : marks) {
      if (placed.is("Label") && !hasMetrics) {
        complaints.addMinor(
            placed.mark(),
            "",
            Complaints.WHOLE,
            new Problem(
                "The method has no metric that could carry the label; add @TrackMetrics, or write"
                    + " @SpanAttribute."));
      } else if (placed.is("SpanAttribute") && !hasSpan) {
        complaints.addMinor(
            placed.mark(),
            "",
            Complaints.WHOLE,
            new Problem(
                "The method has no span that could carry the attribute; add @TraceOperation, or"
                    + " write @Label."));
      }
    }
  }

  /** Returns whether an annotation makes calls spans that a {@code @SpanAttribute} goes onto. */
  public static boolean hasSpan(Written mark) {
    return mark.simpleName().equals("TraceOperation") || mark.simpleName().equals("TrackLlmUsage");
  }

  /** Returns whether an annotation asks for metrics that a {@code @Label} goes onto. */
  public static boolean hasMetrics(Written mark) {
    return Families.hasLabels(mark);
  }

  /** Returns the whole names of the metrics that an annotation asks for; labels may tell more. */
  public static List<String> metrics(Written mark) {
    return Families.of(mark);
  }

  private void check() {
    for (Placed placed : marks) {
      Written mark = placed.mark();
      checkPlace(placed);
      switch (mark.simpleName()) {
        case "Label", "SpanAttribute" -> checkPlaced(placed);
        case "TraceOperation" -> checkSpan(placed);
        case "TrackLlmUsage" -> checkLlm(mark);
        case "CacheMetrics" -> checkCache(placed);
        case "RecordValue" -> checkValue(placed);
        case "TrackMetrics", "MeasureLatency", "CountCalls", "MonitorResource" -> checkName(mark);
        default -> {}
      }
      if (Families.hasLabels(mark)) {
        checkMetrics(placed);
      }
    }
    if (asks("TrackLlmUsage") && !asks("TraceOperation")) {
      new LabelRules(complaints, null).checkPlaced(marks, "SpanAttribute");
    }
  }

  private boolean asks(String annotation) {
    for (Placed placed : marks) {
      if (placed.is(annotation)) {
        return true;
      }
    }
    return false;
  }

  private void checkPlace(Placed placed) {
    Signature method = placed.method();
    if (method != null && method.isNative() && placed.parameter() == Placed.ON_METHOD) {
      add(
          placed.mark(),
          "",
          new Problem(
              "The method is native and has no bytecode; mark a Java method that calls it."));
    }
  }

  private void add(Written mark, String element, @Nullable Problem problem) {
    if (problem != null) {
      complaints.add(mark, element, Complaints.WHOLE, problem);
    }
  }

  private void checkPlaced(Placed placed) {
    Written mark = placed.mark();
    String path = mark.text("path");
    add(mark, "path", path.isEmpty() ? null : LabelPath.check(path));
    if (placed.parameter() == Placed.ON_METHOD) {
      checkResult(placed);
    }
  }

  private void checkName(Written mark) {
    String element = Families.nameElement(mark);
    String name = mark.text(element);
    boolean mayBeEmpty = !mark.simpleName().equals("MonitorResource");
    if (!name.isEmpty() || !mayBeEmpty) {
      boolean isCounter = mark.simpleName().equals("CountCalls");
      add(mark, element, isCounter ? MetricName.checkCounter(name) : MetricName.check(name));
    }
    add(mark, "buckets", BucketBounds.checkSeconds(mark.numbers("buckets")));
    if (mark.simpleName().equals("TrackMetrics") && Families.of(mark).isEmpty()) {
      add(
          mark,
          "",
          new Problem("Everything is switched off; switch something on or remove the annotation."));
    }
  }

  private void checkMetrics(Placed placed) {
    Written mark = placed.mark();
    String element = Families.nameElement(mark);
    boolean isNamed = !mark.text(element).isEmpty();
    for (String family : Families.of(mark)) {
      if (!families.add(family)) {
        add(mark, element, MetricName.duplicate(family));
      }
      if (isNamed && !OwnMetrics.isOwn(family)) {
        add(mark, element, OwnMetrics.check(family));
      }
    }
    LabelRules labels = new LabelRules(complaints, Families.labels(mark));
    labels.checkTexts(placed, "labels");
    labels.checkPlaced(marks, "Label");
  }

  private void checkSpan(Placed placed) {
    Written mark = placed.mark();
    add(mark, "name", SpanName.check(mark.text("name")));
    LabelRules attributes = new LabelRules(complaints, null);
    attributes.checkTexts(placed, "attributes");
    attributes.checkPlaced(marks, "SpanAttribute");
  }

  private void checkLlm(Written mark) {
    checkNotBlank(mark, "provider");
    checkNotBlank(mark, "model");
    for (String price : new String[] {"costPer1kPrompt", "costPer1kCompletion"}) {
      add(mark, price, Prices.check(price, mark.number(price)));
    }
  }

  private void checkCache(Placed placed) {
    Written mark = placed.mark();
    checkNotBlank(mark, "cacheName");
    String hit = mark.text("hit");
    if (!hit.isEmpty()) {
      checkPath(placed, "hit", hit);
    } else {
      checkResult(placed);
    }
  }

  private void checkResult(Placed placed) {
    Signature method = placed.method();
    if (method != null) {
      add(placed.mark(), "", PathRoot.checkResult(method));
    }
  }

  private void checkValue(Placed placed) {
    Written mark = placed.mark();
    add(mark, "metric", MetricName.checkWhole(mark.text("metric")));
    add(mark, "buckets", BucketBounds.check(mark.numbers("buckets")));
    if (mark.text("as").equals("GAUGE") && !mark.numbers("buckets").isEmpty()) {
      add(mark, "buckets", new Problem("A gauge has no buckets; remove them or the as = GAUGE."));
    }
    checkPath(placed, "of", mark.text("of"));
  }

  private void checkNotBlank(Written mark, String element) {
    if (mark.text(element).isBlank()) {
      add(mark, element, new Problem("The " + element + " is empty; write one."));
    }
  }

  private void checkPath(Placed placed, String element, String path) {
    Signature method = placed.method();
    Problem problem = PathRoot.check(path, path, method);
    add(placed.mark(), element, problem);
    if (problem == null && method != null) {
      add(placed.mark(), element, checkType(element, path, method));
    }
  }

  private static @Nullable Problem checkType(String element, String path, Signature method) {
    TypedPath way = TypedPath.follow(PathRoot.of(path, method), method, path);
    if (way.problem() != null) {
      return way.problem();
    }
    return element.equals("of")
        ? ValueType.checkNumber(path, way.end())
        : ValueType.checkBoolean(path, way.end());
  }
}
