// SPDX-License-Identifier: Apache-2.0
package io.meterweave.it.export;

import static org.assertj.core.api.Assertions.assertThat;

import io.meterweave.it.harness.AgentJvm;
import io.meterweave.it.harness.Closing;
import io.meterweave.it.harness.Exit;
import io.meterweave.it.harness.Exposition;
import io.meterweave.it.harness.Jdk;
import io.meterweave.it.harness.Launch;
import io.meterweave.it.harness.OnEveryJdk;
import io.meterweave.it.harness.OtlpReceiver;
import io.meterweave.it.harness.OtlpSpan;
import io.meterweave.it.harness.Ports;
import io.meterweave.it.harness.TargetApp;
import io.meterweave.it.targets.Hasty;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.Parameter;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** A program that never ceases to load classes: what it records arrives, however short it is. */
@OnEveryJdk
final class BusyProgramIT {
  private static final String CALLS = "method_calls_total";

  /** No more than a batch of OpenTelemetry's holds when it is told to end. */
  private static final int FEW = 300;

  private static final int MANY = 10_000;

  @Parameter Jdk jdk;

  private OtlpReceiver receiver;

  @BeforeEach
  void start() {
    receiver = OtlpReceiver.start();
  }

  @AfterEach
  void close() throws Exception {
    Closing.all(receiver);
  }

  /** From one that ends at once to one that ends when the exporters are up. */
  @ParameterizedTest
  @ValueSource(ints = {1, 500, 1_500, 2_200, 3_000})
  void itsSpansAndMetricsArrive(int millis) {
    Exit exit =
        launch()
            .agent("prometheus.port=" + Ports.free())
            .main(Hasty.class, String.valueOf(millis), String.valueOf(FEW))
            .run();

    assertThat(exit.err()).isEmpty();
    assertThat(exit.code()).isZero();
    assertThat(OtlpSpan.of(receiver)).hasSize(FEW);
    List<OtlpReceiver.Request> metrics = receiver.requests("/v1/metrics");
    assertThat(metrics).isNotEmpty();
    assertThat(metrics.get(metrics.size() - 1).body())
        .contains("method_calls", Hasty.class.getName() + ".work");
  }

  @Test
  void ofManySpansInItsFirstSecondEachArrivesOrIsCounted() {
    try (TargetApp app =
        TargetApp.start(
            launch().agent().main(Hasty.class, "1000", String.valueOf(MANY), "and waits"))) {
      Exposition metrics = app.awaitStage("done").metrics();
      assertThat(metrics.value(CALLS, "code_function_name", Hasty.class.getName() + ".work"))
          .isEqualTo(MANY);
      double dropped = metrics.sum("meterweave_spans_dropped_total");
      app.end(); // says how many the queue had no room for
      assertThat(OtlpSpan.of(receiver).size() + dropped).isEqualTo(MANY);
      assertThat(OtlpSpan.of(receiver).size()).isGreaterThan(1_000);
    }
  }

  private Launch launch() {
    return AgentJvm.on(jdk)
        .env("OTEL_EXPORTER_OTLP_ENDPOINT", receiver.endpoint())
        .env("OTEL_EXPORTER_OTLP_PROTOCOL", "http/protobuf")
        .env("OTEL_METRICS_EXPORTER", "otlp");
  }
}
