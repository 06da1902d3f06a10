// SPDX-License-Identifier: Apache-2.0
package io.meterweave.it.annotations;

import static io.meterweave.it.harness.AnnotationRow.Counts.CALLS;
import static io.meterweave.it.harness.AnnotationRow.Counts.ERRORS;
import static io.meterweave.it.harness.AnnotationRow.Counts.NULLS;
import static io.meterweave.it.harness.AnnotationRow.Counts.RESULTS;
import static io.meterweave.it.harness.AnnotationRow.row;
import static org.assertj.core.api.Assertions.assertThat;

import io.meterweave.annotations.CacheMetrics;
import io.meterweave.annotations.CountCalls;
import io.meterweave.annotations.MeasureLatency;
import io.meterweave.annotations.MonitorResource;
import io.meterweave.annotations.RecordValue;
import io.meterweave.annotations.TraceOperation;
import io.meterweave.annotations.TrackLlmUsage;
import io.meterweave.annotations.TrackMetrics;
import io.meterweave.it.harness.AgentJvm;
import io.meterweave.it.harness.AnnotationRow;
import io.meterweave.it.harness.Artifacts;
import io.meterweave.it.harness.Closing;
import io.meterweave.it.harness.Exit;
import io.meterweave.it.harness.Exposition;
import io.meterweave.it.harness.Jdk;
import io.meterweave.it.harness.MarkedCopy;
import io.meterweave.it.harness.OnEveryJdk;
import io.meterweave.it.harness.OtlpReceiver;
import io.meterweave.it.harness.OtlpSpan;
import io.meterweave.it.harness.TargetApp;
import io.meterweave.it.targets.Kinds;
import io.meterweave.it.targets.kinds.Marked;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.AfterParameterizedClassInvocation;
import org.junit.jupiter.params.BeforeParameterizedClassInvocation;
import org.junit.jupiter.params.Parameter;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.FieldSource;

/**
 * Every row of annotations on methods of every kind: what they return, throw and print is what they
 * do without the agent, down to each frame of each stack trace, and every call counts once.
 */
@OnEveryJdk
final class KindsOfMethodsIT {
  private static final String[] AT = {"at=$at"};

  private static final List<AnnotationRow> ROWS =
      List.of(
          row("shared")
              .with(TrackMetrics.class)
              .alsoOnConstructors()
              .counts("method_calls_total", "code_function_name", CALLS)
              .counts("method_errors_total", "code_function_name", ERRORS)
              .counts("method_duration_seconds_count", "code_function_name", CALLS),
          row("tracked")
              .with(TrackMetrics.class, "name", "tracked", "labels", AT, "trackActive", true)
              .alsoOnConstructors()
              .counts("tracked_calls_total", CALLS)
              .counts("tracked_errors_total", ERRORS)
              .counts("tracked_duration_seconds_count", CALLS)
              .fallsToZero("tracked_active"),
          row("counted")
              .with(CountCalls.class, "metricName", "counted", "labels", AT)
              .counts("counted_total", CALLS),
          row("timed")
              .with(MeasureLatency.class, "metricName", "timed", "labels", AT)
              .counts("timed_seconds_count", CALLS),
          row("held")
              .with(MonitorResource.class, "name", "held", "labels", AT)
              .counts("held_acquisitions_total", CALLS)
              .counts("held_errors_total", ERRORS)
              .counts("held_duration_seconds_count", CALLS)
              .fallsToZero("held_active"),
          row("cached")
              .with(CacheMetrics.class, "cacheName", "$at")
              .onlyWhere(KindsOfMethodsIT::returnsAnObject)
              .counts("cache_hits_total", "cache_type", RESULTS)
              .counts("cache_misses_total", "cache_type", NULLS),
          row("resulting")
              .with(RecordValue.class, "metric", "resulting", "of", "result", "labels", AT)
              .onlyWhere(descriptor -> isMeasurable(descriptor.replaceFirst(".*\\)", "")))
              .counts("resulting_count", RESULTS),
          row("given")
              .with(RecordValue.class, "metric", "given", "of", "arg0", "labels", AT)
              .onlyWhere(descriptor -> isMeasurable(descriptor.substring(1)))
              .counts("given_count", CALLS),
          row("traced")
              .with(TraceOperation.class, "name", "traced $at")
              .alsoOnConstructors()
              .isSpans(),
          row("rooted")
              .with(TraceOperation.class, "name", "rooted $at", "root", true)
              .alsoOnConstructors()
              .isRoots(),
          row("several")
              .with(TrackMetrics.class, "name", "several", "labels", AT)
              .with(TraceOperation.class, "name", "several $at")
              .with(CountCalls.class, "metricName", "several_counted", "labels", AT)
              .with(MeasureLatency.class, "metricName", "several_timed", "labels", AT)
              .with(MonitorResource.class, "name", "several_held", "labels", AT)
              .counts("several_calls_total", CALLS)
              .counts("several_counted_total", CALLS)
              .counts("several_timed_seconds_count", CALLS)
              .counts("several_held_acquisitions_total", CALLS)
              .fallsToZero("several_held_active")
              .isSpans(),
          row("llm")
              .with(TrackLlmUsage.class, "provider", "acme", "model", "$at")
              .onlyWhere(KindsOfMethodsIT::returnsAnObject)
              .counts("llm_requests_total", "model", CALLS));

  private static final List<AnnotationRow> TRACED_ROWS =
      ROWS.stream().filter(AnnotationRow::hasSpans).toList();

  private static final List<AnnotationRow> ROWS_WITH_GAUGES =
      ROWS.stream().filter(row -> !row.gauges().isEmpty()).toList();

  @Parameter Jdk jdk;
  private final Map<AnnotationRow, MarkedCopy> copies = new LinkedHashMap<>();
  private OtlpReceiver receiver;
  private TargetApp app;
  private Exit without;
  private Exit with;
  private Exposition metrics;
  private List<OtlpSpan> spans;

  @BeforeParameterizedClassInvocation
  void start() throws IOException {
    Files.createDirectories(Artifacts.work());
    Path classes = Files.createTempDirectory(Artifacts.work(), "kinds-");
    for (AnnotationRow row : ROWS) {
      copies.put(row, MarkedCopy.write(Marked.class, row, classes));
    }
    String[] packages = ROWS.stream().map(AnnotationRow::packageName).toArray(String[]::new);
    without = AgentJvm.on(jdk).classPath(classes).main(Kinds.class, packages).run();
    receiver = OtlpReceiver.start();
    app =
        TargetApp.start(
            AgentJvm.on(jdk)
                .agent()
                .property("otel.exporter.otlp.protocol", "http/protobuf")
                .property("otel.exporter.otlp.endpoint", receiver.endpoint())
                .property("otel.bsp.max.queue.size", 100_000)
                .classPath(classes)
                .main(Kinds.class, packages));
    metrics = app.awaitStage("done").metrics();
    with = app.endQuietly();
    spans = OtlpSpan.of(receiver);
  }

  @AfterParameterizedClassInvocation
  void close() throws Exception {
    Closing.all(app, receiver);
  }

  @Test
  void theProgramPrintsWhatItPrintsWithoutTheAgent() {
    assertThat(without.code()).as(without.err()).isZero();
    assertThat(with.out().lines().toList())
        .containsExactlyElementsOf(without.out().lines().toList());
  }

  @ParameterizedTest
  @FieldSource("ROWS")
  void everyCallCountsOnce(AnnotationRow row) {
    assertThat(row.series())
        .allSatisfy(
            series -> {
              Map<String, Double> expected = copies.get(row).expected(series);
              Map<String, Double> found = metrics.byLabel(series.sample(), series.label());
              assertThat(found).as(series.sample()).isNotEmpty().isEqualTo(expected);
            });
  }

  @ParameterizedTest
  @FieldSource("ROWS_WITH_GAUGES")
  void whatWasActiveIsBackAtZero(AnnotationRow row) {
    for (String gauge : row.gauges()) {
      assertThat(metrics.series(gauge))
          .containsExactlyInAnyOrderElementsOf(
              copies.get(row).methods().stream()
                  .map(at -> gauge + "{at=\"" + at + "\",}")
                  .toList());
      assertThat(metrics.byLabel(gauge, "at")).as("not at 0").isEmpty();
    }
  }

  @ParameterizedTest
  @FieldSource("TRACED_ROWS")
  void everyCallIsOneSpan(AnnotationRow row) {
    Map<String, Double> found = new TreeMap<>();
    spans(row).forEach(span -> found.merge(span.name(), 1.0, Double::sum));
    assertThat(found).isNotEmpty().isEqualTo(copies.get(row).expectedSpans());
  }

  @ParameterizedTest
  @FieldSource("TRACED_ROWS")
  void everyRootBeginsATraceWhereOthersHaveParents(AnnotationRow row) {
    List<OtlpSpan> found = spans(row);
    if (row.hasRoots()) {
      assertThat(found).isNotEmpty().allMatch(span -> span.parentId().isEmpty());
      assertThat(found).extracting(OtlpSpan::traceId).doesNotHaveDuplicates();
    } else {
      assertThat(found).anyMatch(span -> !span.parentId().isEmpty());
    }
  }

  private List<OtlpSpan> spans(AnnotationRow row) {
    return spans.stream().filter(span -> span.name().startsWith(row.name() + " ")).toList();
  }

  private static boolean returnsAnObject(String descriptor) {
    return descriptor.matches(".*\\)[L\\[].*");
  }

  /** Whether a descriptor begins with a number, or with what has a length. */
  private static boolean isMeasurable(String type) {
    return type.matches("([BSIJFD\\[]|Ljava/lang/String;|Ljava/util/List;).*");
  }
}
