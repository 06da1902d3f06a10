// SPDX-License-Identifier: Apache-2.0
package io.meterweave.export;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

final class ExportNewsTest {
  private static final ExportFailure REFUSED = new ExportFailure("refused", true, true);
  private static final ExportFailure ANSWERED = new ExportFailure("HTTP 400", false, false);

  private final List<String> lines = new ArrayList<>();
  private final ExportNews news = new ExportNews(lines::add);
  private final ExportTarget traces = target("traces", "grpc", "http://h:1", true);
  private final ExportTarget metrics = target("metrics", "grpc", "http://h:1", true);
  private final ExportTarget unchosen = target("traces", "grpc", "http://localhost:4317", false);

  @Test
  void aChangeOfStateIsOneLine() {
    news.failed(traces, REFUSED);
    news.failed(traces, ANSWERED);
    news.arrived(traces);
    news.arrived(traces);
    news.failed(traces, REFUSED);
    assertThat(lines)
        .containsExactly(
            "traces do not arrive at http://h:1 (OTLP grpc): refused. Start a backend there, name"
                + " another with OTEL_EXPORTER_OTLP_ENDPOINT, or switch this off with"
                + " OTEL_TRACES_EXPORTER=none. Until then they are dropped and counted.",
            "traces arrive at http://h:1 (OTLP grpc) again.",
            lines.get(0));
  }

  @Test
  void nobodyAtAnEndpointThatNobodyChoseIsNoNews() {
    news.failed(unchosen, REFUSED);
    news.arrived(unchosen);
    news.close();
    news.lost(unchosen, "5 of 5 spans", "refused");
    news.sayLosses();
    assertThat(lines).isEmpty();
  }

  @Test
  void somebodyWhoAnswersWithAnErrorIsNewsThereToo() {
    news.failed(unchosen, ANSWERED);
    assertThat(lines).singleElement().asString().contains("HTTP 400");
  }

  @Test
  void whatTwoSignalsSufferAtOnePlaceIsSaidOnce() {
    news.failed(traces, REFUSED);
    news.failed(metrics, REFUSED);
    assertThat(lines).hasSize(1);
    news.close();
    news.lost(traces, "5 of 5 spans", "refused");
    news.lost(metrics, "the last metrics", "refused");
    news.sayLosses();
    assertThat(lines.get(1))
        .isEqualTo(
            "5 of 5 spans and the last metrics were not sent to http://h:1 (OTLP grpc): refused.");
  }

  @Test
  void failuresAtTheEndAreSaidWithWhatIsLost() {
    news.close();
    news.failed(traces, REFUSED);
    assertThat(lines).isEmpty();
    news.lost(traces, "5 of 5 spans", "refused");
    news.sayLosses();
    assertThat(lines)
        .containsExactly(
            "5 of 5 spans were not sent to http://h:1 (OTLP grpc): refused. Start a backend there,"
                + " name another with OTEL_EXPORTER_OTLP_ENDPOINT, or switch this off with"
                + " OTEL_TRACES_EXPORTER=none.");
  }

  @Test
  void aPortOfTheOtherProtocolIsPointedAt() {
    assertThat(target("traces", "grpc", "http://h:4318", true).wayOut())
        .startsWith("Set OTEL_EXPORTER_OTLP_PROTOCOL=http/protobuf");
    assertThat(target("traces", "http/protobuf", "http://h:4317/v1/traces", true).wayOut())
        .startsWith("Set OTEL_EXPORTER_OTLP_PROTOCOL=grpc");
  }

  private static ExportTarget target(
      String signal, String protocol, String endpoint, boolean isConfigured) {
    return new ExportTarget(
        "otlp", signal, protocol, endpoint, isConfigured, true, Duration.ofSeconds(10));
  }
}
