// SPDX-License-Identifier: Apache-2.0
package io.meterweave.match;

import io.meterweave.rules.MetricName;
import io.meterweave.spec.CacheSpec;
import io.meterweave.spec.InstrumentSpec;
import io.meterweave.spec.InstrumentSpec.Kind;
import io.meterweave.spec.LabelSpec;
import io.meterweave.spec.MetricSpec;
import io.meterweave.spec.ValueSpec;
import java.util.ArrayList;
import java.util.List;

/**
 * Makes the metrics that the marks of one declaration ask for, when the rules found nothing wrong
 * with them.
 *
 * <p>Confined to the thread that reads the class.
 */
final class MetricReader {
  private final MarkedMethod method;
  private final Declaration declaration;

  MetricReader(MarkedMethod method, Declaration declaration) {
    this.method = method;
    this.declaration = declaration;
  }

  void addMetrics(List<MetricSpec> metrics) {
    for (Mark mark : declaration.marks()) {
      List<InstrumentSpec> instruments = Marks.isOurs(mark) ? instruments(mark) : List.of();
      if (!instruments.isEmpty()) {
        metrics.add(new MetricSpec(labels(mark), Marks.labelExtractor(mark), instruments));
      }
    }
  }

  void addValues(List<ValueSpec> values) {
    for (Mark mark : declaration.marks(Marks.RECORD_VALUE)) {
      values.add(
          new ValueSpec(
              MetricName.of(mark.text("metric")),
              mark.text("description"),
              LabelReader.path(mark.text("of"), method, declaration),
              mark.text("as").equals("GAUGE") ? ValueSpec.Form.GAUGE : ValueSpec.Form.HISTOGRAM,
              labels(mark),
              Marks.labelExtractor(mark),
              mark.numbers("buckets")));
    }
  }

  void addCaches(List<CacheSpec> caches) {
    for (Mark mark : declaration.marks(Marks.CACHE_METRICS)) {
      String hit = mark.text("hit");
      caches.add(
          new CacheSpec(
              mark.text("cacheName"),
              hit.isEmpty() ? null : LabelReader.path(hit, method, declaration),
              labels(mark)));
    }
  }

  private List<LabelSpec> labels(Mark mark) {
    return new LabelReader(method)
        .addTexts(mark.texts("labels"), declaration)
        .addPlaced(Marks.LABEL)
        .labels();
  }

  private static List<InstrumentSpec> instruments(Mark mark) {
    return switch (mark.simpleName()) {
      case "TrackMetrics" -> tracked(mark);
      case "MonitorResource" -> resource(MetricName.of(mark.text("name")));
      case "MeasureLatency" -> {
        String name = mark.text("metricName");
        String whole = name.isEmpty() ? "" : MetricName.seconds(name);
        yield List.of(duration(whole, "", mark.numbers("buckets")));
      }
      case "CountCalls" -> {
        String name = mark.text("metricName");
        String whole = name.isEmpty() ? "" : MetricName.counter(name);
        yield List.of(InstrumentSpec.of(Kind.CALLS, whole, ""));
      }
      default -> List.of();
    };
  }

  private static List<InstrumentSpec> tracked(Mark mark) {
    String name = MetricName.of(mark.text("name"));
    String help = mark.text("description");
    List<InstrumentSpec> instruments = new ArrayList<>();
    if (mark.isOn("trackCalls", true)) {
      instruments.add(InstrumentSpec.of(Kind.CALLS, of(name, "_calls_total"), help));
    }
    if (mark.isOn("trackDuration", true)) {
      instruments.add(duration(of(name, "_duration_seconds"), help, mark.numbers("buckets")));
    }
    if (mark.isOn("trackErrors", true)) {
      instruments.add(InstrumentSpec.of(Kind.ERRORS, of(name, "_errors_total"), help));
    }
    if (mark.isOn("trackActive", false)) {
      instruments.add(InstrumentSpec.of(Kind.ACTIVE, of(name, "_active"), help));
    }
    return instruments;
  }

  private static List<InstrumentSpec> resource(String name) {
    return List.of(
        InstrumentSpec.of(Kind.CALLS, name + "_acquisitions_total", ""),
        InstrumentSpec.of(Kind.DURATION, name + "_duration_seconds", ""),
        InstrumentSpec.of(Kind.ERRORS, name + "_errors_total", ""),
        InstrumentSpec.of(Kind.ACTIVE, name + "_active", ""));
  }

  private static InstrumentSpec duration(String name, String help, List<Double> buckets) {
    return new InstrumentSpec(Kind.DURATION, name, help, buckets, List.of());
  }

  private static String of(String name, String suffix) {
    return name.isEmpty() ? "" : name + suffix;
  }
}
