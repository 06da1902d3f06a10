// SPDX-License-Identifier: Apache-2.0
package io.meterweave.it.targets;

import io.meterweave.annotations.CacheMetrics;
import io.meterweave.annotations.CountCalls;
import io.meterweave.annotations.Label;
import io.meterweave.annotations.MeasureLatency;
import io.meterweave.annotations.MonitorResource;
import io.meterweave.annotations.RecordValue;
import io.meterweave.annotations.TraceOperation;
import io.meterweave.annotations.TrackMetrics;
import io.meterweave.api.LabelExtractor;
import io.meterweave.it.targets.Stage.ExpectedException;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Methods with everything that a method can be marked with, and with classes that give labels. */
public final class Several {
  private Several() {}

  /** Says of a call what no path can. */
  static final class Sorter implements LabelExtractor {
    private final Map<String, String> labels = new HashMap<>();

    private Sorter() {
      labels.put("not ok", "x");
      labels.put("shop", "taken");
    }

    @Override
    public synchronized Map<String, String> labels(
        Object[] arguments, Object result, Throwable error) {
      int items = (Integer) arguments[1];
      arguments[1] = null;
      labels.put("size", items > 10 ? "big" : "small");
      labels.put("end", error == null ? String.valueOf(result) : error.getMessage());
      labels.put("nothing", null);
      return labels;
    }
  }

  /** Fails. */
  static final class Broken implements LabelExtractor {
    @Override
    public Map<String, String> labels(Object[] arguments, Object result, Throwable error) {
      throw new UnsupportedOperationException("not today");
    }
  }

  /** Has nothing to say. */
  static final class Silent implements LabelExtractor {
    @Override
    public Map<String, String> labels(Object[] arguments, Object result, Throwable error) {
      return null;
    }
  }

  /** Cannot be made. */
  abstract static class Unmade implements LabelExtractor {}

  @TrackMetrics(name = "all", trackActive = true, labels = "shop={shop}", description = "All.")
  @MeasureLatency(
      metricName = "all.fine",
      buckets = {0.001, 1})
  @MeasureLatency(metricName = "all.coarse", buckets = 60)
  @CountCalls(metricName = "all.plain")
  @CountCalls(
      metricName = "all.by.answer",
      labels = {"answer={result}", "error={error}"})
  @MonitorResource(name = "all.desk", labels = "desk=one")
  @RecordValue(metric = "all.items", of = "items", as = RecordValue.As.GAUGE)
  @RecordValue(
      metric = "all.answer.length",
      of = "result",
      buckets = {1, 10})
  @CacheMetrics(cacheName = "all")
  @TraceOperation(name = "all of it")
  static String all(String shop, int items, @Label("vip") boolean isVip) {
    if (shop.isEmpty()) {
      throw new ExpectedException("no shop");
    }
    if (items == 0) {
      Stage.reached("busy");
    }
    return items > 1 ? shop + items : null;
  }

  @TrackMetrics(
      name = "sorted",
      trackActive = true,
      labels = {"shop={shop}", "fixed=yes"},
      labelExtractor = Sorter.class)
  static Optional<String> sorted(String shop, int items, double[] prices) {
    if (items < 0) {
      throw new ExpectedException("negative");
    }
    return Optional.of("ok");
  }

  @TrackMetrics(name = "broken", labels = "a={a}", labelExtractor = Broken.class)
  static void broken(int a) {}

  @CountCalls(metricName = "silent", labelExtractor = Silent.class)
  static void silent() {}

  @CountCalls(metricName = "unmade", labelExtractor = Unmade.class)
  @CountCalls(metricName = "made")
  static void unmade() {}

  @RecordValue(metric = "sorted.prices", of = "prices", labelExtractor = Sorter.class)
  static void prices(String shop, int items, double[] prices) {}

  /** Calls everything a known number of times. */
  public static void main(String[] arguments) {
    System.out.println(all("a", 2, false) + all("a", 3, false) + all("b", 1, true));
    Stage.fails(() -> all("", 7, false));
    all("a", 0, false);
    System.out.println(sorted("a", 1, null));
    System.out.println(sorted("a", 11, new double[1]));
    System.out.println(sorted("b", 10, null));
    Stage.fails(() -> sorted("b", -1, null));
    for (int i = 0; i < 3; i++) {
      broken(i % 2);
      silent();
      unmade();
    }
    for (double[] prices : List.of(new double[4], new double[5])) {
      prices("c", 12, prices);
    }
    Stage.reached("done");
  }
}
