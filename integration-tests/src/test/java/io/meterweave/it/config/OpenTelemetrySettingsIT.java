// SPDX-License-Identifier: Apache-2.0
package io.meterweave.it.config;

import static org.assertj.core.api.Assertions.assertThat;

import io.meterweave.it.harness.AgentJvm;
import io.meterweave.it.harness.Exit;
import io.meterweave.it.harness.Exposition;
import io.meterweave.it.harness.Jdks;
import io.meterweave.it.harness.Launch;
import io.meterweave.it.harness.OtlpReceiver;
import io.meterweave.it.harness.OtlpReceiver.Request;
import io.meterweave.it.harness.TargetApp;
import io.meterweave.it.targets.Plain;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** OpenTelemetry's own settings mean what its documentation says. */
final class OpenTelemetrySettingsIT {
  private final OtlpReceiver receiver = OtlpReceiver.start();

  @AfterEach
  void close() {
    receiver.close();
  }

  @Test
  void theResourceAndTheHeadersAreTheOnesThatAreConfigured() {
    runQuietly(
        launch()
            .env("OTEL_SERVICE_NAME", "the-service")
            .env("OTEL_RESOURCE_ATTRIBUTES", "team=blue,deployment.environment.name=staging")
            .env("OTEL_EXPORTER_OTLP_HEADERS", "authorization=secret-token"));
    assertThat(receiver.requests("/v1/traces"))
        .singleElement()
        .satisfies(
            request -> {
              assertThat(request.authorization()).isEqualTo("secret-token");
              assertThat(request.body())
                  .contains("the-service", "team", "blue", "staging", "Plain.work")
                  .contains("process.pid", "host.name", "telemetry.sdk.language");
            });
  }

  @Test
  void aSamplerThatIsOffSendsNoSpan() {
    Exposition metrics = runQuietly(launch().env("OTEL_TRACES_SAMPLER", "always_off"));
    assertThat(calls(metrics)).isEqualTo(1);
    assertThat(receiver.requests("/v1/traces")).isEmpty();
  }

  @Test
  void withoutATracesExporterNoSpanIsSent() {
    Exposition metrics = runQuietly(launch().env("OTEL_TRACES_EXPORTER", "none"));
    assertThat(calls(metrics)).isEqualTo(1);
    assertThat(receiver.requests("/v1/traces")).isEmpty();
  }

  @Test
  void metricsGoToOtlpOnlyWhereItIsNamed() {
    runQuietly(launch());
    assertThat(receiver.requests("/v1/traces")).hasSize(1);
    assertThat(receiver.requests("/v1/metrics")).isEmpty();
  }

  @Test
  void whereOtlpIsNamedForMetricsTheyGoThereAsWell() {
    Exposition metrics = runQuietly(launch().env("OTEL_METRICS_EXPORTER", "otlp"));
    assertThat(calls(metrics)).isEqualTo(1);
    List<Request> requests = receiver.requests("/v1/metrics");
    assertThat(requests).isNotEmpty();
    assertThat(requests.get(requests.size() - 1).body())
        .contains("method_calls", "method_duration", Plain.class.getName() + ".work");
  }

  @Test
  void anEndpointForTracesAloneIsTakenAsItIs() {
    runQuietly(
        AgentJvm.on(Jdks.oldest())
            .agent()
            .property("otel.exporter.otlp.traces.protocol", "http/protobuf")
            .property("otel.exporter.otlp.traces.endpoint", receiver.endpoint() + "/here"));
    assertThat(receiver.requests("/here")).hasSize(1);
  }

  private Launch launch() {
    return AgentJvm.on(Jdks.oldest())
        .agent()
        .env("OTEL_EXPORTER_OTLP_PROTOCOL", "http/protobuf")
        .env("OTEL_EXPORTER_OTLP_ENDPOINT", receiver.endpoint());
  }

  private static double calls(Exposition metrics) {
    return metrics.value(
        "method_calls_total", "code_function_name", Plain.class.getName() + ".work");
  }

  private static Exposition runQuietly(Launch launch) {
    try (TargetApp app = TargetApp.start(launch.main(Plain.class, "wait"))) {
      Exposition metrics = app.awaitStage("waiting").metrics();
      Exit exit = app.endQuietly();
      assertThat(exit.code()).isZero();
      return metrics;
    }
  }
}
