// SPDX-License-Identifier: Apache-2.0
package io.meterweave.it.cost;

import static org.assertj.core.api.Assertions.assertThat;

import io.meterweave.it.harness.AgentJvm;
import io.meterweave.it.harness.Jdk;
import io.meterweave.it.harness.OnEveryJdk;
import io.meterweave.it.harness.OtlpReceiver;
import io.meterweave.it.harness.OtlpSpan;
import io.meterweave.it.harness.TargetApp;
import io.meterweave.it.targets.HotSpans;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.Parameter;

/** A million spans at once: whatever does not arrive is counted. */
@OnEveryJdk
final class SpanBurstIT {
  private static final int SPANS = 1_000_000;

  @Parameter Jdk jdk;

  @Test
  void whatArrivesAndWhatIsDroppedIsWhatWasMade() {
    try (OtlpReceiver receiver = OtlpReceiver.start();
        TargetApp app =
            TargetApp.start(
                AgentJvm.on(jdk)
                    .env("OTEL_EXPORTER_OTLP_ENDPOINT", receiver.endpoint())
                    .env("OTEL_EXPORTER_OTLP_PROTOCOL", "http/protobuf")
                    .env("OTEL_METRICS_EXPORTER", "none")
                    .agent()
                    .main(HotSpans.class, String.valueOf(SPANS)))) {
      app.awaitStage("ready").metrics();
      app.proceed().awaitStage("done");
      double dropped = app.metrics().sum("meterweave_spans_dropped_total");
      double full = app.metrics().value("meterweave_spans_dropped_total", "reason", "queue_full");
      app.end();
      assertThat(full).isPositive().isEqualTo(dropped);
      assertThat(OtlpSpan.of(receiver).size() + dropped).isEqualTo(SPANS);
    }
  }
}
