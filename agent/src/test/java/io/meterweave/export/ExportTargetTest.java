// SPDX-License-Identifier: Apache-2.0
package io.meterweave.export;

import static org.assertj.core.api.Assertions.assertThat;

import io.opentelemetry.exporter.otlp.http.trace.OtlpHttpSpanExporter;
import io.opentelemetry.exporter.otlp.trace.OtlpGrpcSpanExporter;
import io.opentelemetry.sdk.autoconfigure.spi.internal.DefaultConfigProperties;
import java.time.Duration;
import java.util.Map;
import org.junit.jupiter.api.Test;

final class ExportTargetTest {
  @Test
  void theDefaultsAreOpenTelemetrys() {
    assertThat(grpc(Map.of()))
        .returns("http://localhost:4317", ExportTarget::endpoint)
        .returns(false, ExportTarget::isConfigured)
        .returns(Duration.ofSeconds(10), ExportTarget::timeout)
        .returns("otlp_traces", ExportTarget::label);
    assertThat(http(Map.of()).endpoint()).isEqualTo("http://localhost:4318/v1/traces");
  }

  @Test
  void aCommonEndpointGetsThePathOfTheSignal() {
    ExportTarget target = http(Map.of("otel.exporter.otlp.endpoint", "https://h/base"));
    assertThat(target.endpoint()).isEqualTo("https://h/base/v1/traces");
    assertThat(target.isConfigured()).isTrue();
  }

  @Test
  void anEndpointOfTheSignalsOwnWinsAndIsUsedAsItIs() {
    ExportTarget target =
        http(
            Map.of(
                "otel.exporter.otlp.endpoint", "https://h",
                "otel.exporter.otlp.traces.endpoint", "https://other/x",
                "otel.exporter.otlp.traces.timeout", "3s"));
    assertThat(target.endpoint()).isEqualTo("https://other/x");
    assertThat(target.timeout()).isEqualTo(Duration.ofSeconds(3));
  }

  @Test
  void aPasswordInTheEndpointIsNotShown() {
    ExportTarget target = grpc(Map.of("otel.exporter.otlp.endpoint", "https://me:secret@h:1"));
    assertThat(target.toString()).isEqualTo("https://h:1 (OTLP grpc)");
  }

  private static ExportTarget grpc(Map<String, String> settings) {
    return of(settings, OtlpGrpcSpanExporter.class);
  }

  private static ExportTarget http(Map<String, String> settings) {
    return of(settings, OtlpHttpSpanExporter.class);
  }

  private static ExportTarget of(Map<String, String> settings, Class<?> exporter) {
    return ExportTarget.of(
        "traces", DefaultConfigProperties.createFromMap(settings), true, exporter);
  }
}
