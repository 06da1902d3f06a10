// SPDX-License-Identifier: Apache-2.0
package io.meterweave.it.coexist;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.meterweave.it.harness.AgentJvm;
import io.meterweave.it.harness.Artifacts;
import io.meterweave.it.harness.Exit;
import io.meterweave.it.harness.Exposition;
import io.meterweave.it.harness.Jdk;
import io.meterweave.it.harness.Launch;
import io.meterweave.it.harness.OnEveryJdk;
import io.meterweave.it.harness.OtlpReceiver;
import io.meterweave.it.harness.OtlpSpan;
import io.meterweave.it.harness.TargetApp;
import io.meterweave.it.targets.Watched;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.Parameter;

/** OpenTelemetry's agent in the same JVM, before and after ours. */
@OnEveryJdk
final class OpenTelemetryAgentIT {
  private static final String ARGUMENT = "serve";

  @Parameter Jdk jdk;

  @Test
  void bothDoTheirWorkIfOursComesLast() {
    try (OtlpReceiver receiver = OtlpReceiver.start()) {
      together(settings(AgentJvm.on(jdk).options(other()).agent(), receiver), receiver);
    }
  }

  @Test
  void bothDoTheirWorkIfOursComesFirst() {
    try (OtlpReceiver receiver = OtlpReceiver.start()) {
      together(settings(AgentJvm.on(jdk).agent().options(other()), receiver), receiver);
    }
  }

  private void together(Launch launch, OtlpReceiver receiver) {
    Exit without = AgentJvm.on(jdk).main(Watched.class, ARGUMENT).run();
    try (TargetApp app = TargetApp.start(launch.main(Watched.class, ARGUMENT))) {
      Exposition metrics = app.awaitStage("done").metrics();
      assertThat(metrics.value("made_calls_total")).isEqualTo(1);
      assertThat(metrics.value("round_calls_total")).isEqualTo(10);
      assertThat(metrics.value("round_active")).isZero();
      assertThat(metrics.sum("choice_errors_total")).isEqualTo(2);
      assertThat(metrics.value("deep_active")).isZero();
      await()
          .atMost(Duration.ofSeconds(30))
          .untilAsserted(() -> assertThat(names(receiver)).contains("GET", "asks itself"));
      assertThat(app.end().out()).isEqualTo(without.out());
      assertThat(app.jvm().err().lines().filter(line -> !isOfTheOtherAgent(line))).isEmpty();
    }
  }

  private static List<String> names(OtlpReceiver receiver) {
    return OtlpSpan.of(receiver).stream().map(OtlpSpan::name).toList();
  }

  private static Launch settings(Launch launch, OtlpReceiver receiver) {
    return launch
        .property("otel.exporter.otlp.endpoint", receiver.endpoint())
        .property("otel.exporter.otlp.protocol", "http/protobuf")
        .property("otel.metrics.exporter", "none")
        .property("otel.logs.exporter", "none")
        .property("otel.bsp.schedule.delay", 100);
  }

  private static String other() {
    return "-javaagent:" + Artifacts.otherAgent("opentelemetry");
  }

  /** Its first line, and a warning of the JVM's that its way of reaching the boot loader causes. */
  private static boolean isOfTheOtherAgent(String line) {
    return line.startsWith("[otel.javaagent ")
        || line.contains("Sharing is only supported for boot loader classes");
  }
}
