// SPDX-License-Identifier: Apache-2.0
package io.meterweave.it.annotations;

import static io.meterweave.it.harness.AnnotationRow.Counts.CALLS;
import static io.meterweave.it.harness.AnnotationRow.Counts.ERRORS;
import static io.meterweave.it.harness.AnnotationRow.row;
import static org.assertj.core.api.Assertions.assertThat;

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
              .counts("method_calls_total", "code_function_name", CALLS)
              .counts("method_errors_total", "code_function_name", ERRORS)
              .counts("method_duration_seconds_count", "code_function_name", CALLS),
          row("tracked")
              .with(TrackMetrics.class, "name", "tracked", "labels", AT, "trackActive", true)
              .counts("tracked_calls_total", CALLS)
              .counts("tracked_errors_total", ERRORS)
              .counts("tracked_duration_seconds_count", CALLS),
          row("traced").with(TraceOperation.class, "name", "traced $at").isSpans(),
          row("several")
              .with(TrackMetrics.class, "name", "several", "labels", AT)
              .with(TraceOperation.class, "name", "several $at")
              .counts("several_calls_total", CALLS)
              .isSpans(),
          row("llm")
              .with(TrackLlmUsage.class, "provider", "acme", "model", "$at")
              .onlyWhere(KindsOfMethodsIT::returnsAnObject)
              .counts("llm_requests_total", "model", CALLS));

  private static final List<AnnotationRow> TRACED_ROWS =
      ROWS.stream().filter(AnnotationRow::hasSpans).toList();

  @Parameter Jdk jdk;
  private final Map<AnnotationRow, MarkedCopy> copies = new LinkedHashMap<>();
  private OtlpReceiver receiver;
  private TargetApp app;
  private Exit without;
  private Exit with;
  private Exposition metrics;

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
  @FieldSource("TRACED_ROWS")
  void everyCallIsOneSpan(AnnotationRow row) {
    Map<String, Double> found = new TreeMap<>();
    for (OtlpSpan span : OtlpSpan.of(receiver)) {
      if (span.name().startsWith(row.name() + " ")) {
        found.merge(span.name(), 1.0, Double::sum);
      }
    }
    assertThat(found).isNotEmpty().isEqualTo(copies.get(row).expectedSpans());
  }

  private static boolean returnsAnObject(String descriptor) {
    return descriptor.endsWith(";");
  }
}
