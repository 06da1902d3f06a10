// SPDX-License-Identifier: Apache-2.0
package io.meterweave.export;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

final class ExportSettingsTest {
  @ParameterizedTest
  @CsvSource(
      nullValues = "-",
      delimiter = '|',
      value = {
        "- | none",
        "none | none",
        "prometheus | none",
        "otlp | otlp",
        "otlp,prometheus | otlp",
        " prometheus , otlp | otlp",
      })
  void metricsAlwaysStandOnOurPageAndGoWhereElseTheyAreSent(String written, String used) {
    Map<String, String> settings =
        written == null ? Map.of() : Map.of("otel.metrics.exporter", written);
    assertThat(new ExportSettings(settings).asMap()).containsEntry("otel.metrics.exporter", used);
  }

  @Test
  void anEmptySettingIsNone() {
    ExportSettings settings = new ExportSettings(Map.of("otel.exporter.otlp.endpoint", " "));
    assertThat(settings.asMap()).doesNotContainKey("otel.exporter.otlp.endpoint");
  }

  @Test
  void retriesAreMadeHereUnlessSwitchedOff() {
    String key = "otel.java.exporter.otlp.retry.disabled";
    assertThat(new ExportSettings(Map.of()).retries()).isTrue();
    assertThat(new ExportSettings(Map.of()).asMap()).containsEntry(key, "true");
    assertThat(new ExportSettings(Map.of(key, "TRUE")).retries()).isFalse();
  }

  @Test
  void theSettingThatIsBlamedIsTakenOut() {
    ExportSettings settings =
        new ExportSettings(
            Map.of("otel.exporter.otlp.endpoint", "bogus", "otel.traces.exporter", "zipkin"));
    assertThat(settings.repair("OTLP endpoint must be a valid URL: bogus")).isTrue();
    assertThat(settings.asMap()).doesNotContainKey("otel.exporter.otlp.endpoint");
    assertThat(settings.repair("Unrecognized value for otel.traces.exporter: zipkin")).isTrue();
    assertThat(settings.asMap()).containsEntry("otel.traces.exporter", "none");
    assertThat(settings.repair("something else")).isFalse();
  }
}
