// SPDX-License-Identifier: Apache-2.0
package io.meterweave.it.export;

import static org.assertj.core.api.Assertions.assertThat;

import io.meterweave.it.harness.AgentJvm;
import io.meterweave.it.harness.Closing;
import io.meterweave.it.harness.Exit;
import io.meterweave.it.harness.Jaeger;
import io.meterweave.it.harness.JaegerSpan;
import io.meterweave.it.harness.Jdk;
import io.meterweave.it.harness.Launch;
import io.meterweave.it.harness.OnEveryJdk;
import io.meterweave.it.harness.Ports;
import io.meterweave.it.targets.Plain;
import java.io.IOException;
import java.net.ServerSocket;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.AfterParameterizedClassInvocation;
import org.junit.jupiter.params.BeforeParameterizedClassInvocation;
import org.junit.jupiter.params.Parameter;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** A program that ends before the exporters are up: nothing is lost, and nobody waits long. */
@OnEveryJdk
final class EndAtOnceIT {
  @Parameter Jdk jdk;

  /** The two seconds that the end may take, and what a loaded machine adds to them. */
  private static final Duration MOST = Duration.ofMillis(3_000);

  private Jaeger jaeger;

  @BeforeParameterizedClassInvocation
  void start() {
    jaeger = Jaeger.start();
  }

  @AfterParameterizedClassInvocation
  void close() throws Exception {
    Closing.all(jaeger);
  }

  @ParameterizedTest
  @CsvSource({"return, 0", "exit, 5", "exit-inside, 3", "throw, 1"})
  void itsSpanIsInJaegerAndItsExitCodeIsItsOwn(String ending, int code) {
    String service = ending + "-" + jdk.feature();
    Exit exit =
        plain()
            .env("OTEL_SERVICE_NAME", service)
            .env("OTEL_EXPORTER_OTLP_PROTOCOL", "http/protobuf")
            .env("OTEL_EXPORTER_OTLP_ENDPOINT", jaeger.httpEndpoint())
            .main(Plain.class, ending)
            .run();
    Exit without = AgentJvm.on(jdk).main(Plain.class, ending).run();
    assertThat(exit.code()).isEqualTo(code).isEqualTo(without.code());
    assertThat(exit.out()).isEqualTo(without.out());
    assertThat(exit.err()).isEqualTo(without.err());
    if (!ending.equals("exit-inside")) {
      List<JaegerSpan> spans = jaeger.awaitSpans(service, 1);
      assertThat(spans).extracting(JaegerSpan::operation).containsExactly("Plain.work");
    }
  }

  @Test
  void aProgramThatIsAskedToEndHasItsSpansOutAsWell() {
    String service = "terminated-" + jdk.feature();
    try (AgentJvm jvm =
        plain()
            .env("OTEL_SERVICE_NAME", service)
            .env("OTEL_EXPORTER_OTLP_ENDPOINT", jaeger.grpcEndpoint())
            .main(Plain.class, "wait")
            .start()) {
      Exit exit = jvm.awaitOutput("[waiting]").terminate().awaitExit();
      assertThat(exit.code()).isEqualTo(143);
      assertThat(exit.err()).isEmpty();
      assertThat(jaeger.awaitSpans(service, 1)).hasSize(1);
    }
  }

  @Test
  void overGrpcTheSpanArrivesJustAsWell() {
    String service = "grpc-" + jdk.feature();
    Exit exit =
        plain()
            .env("OTEL_SERVICE_NAME", service)
            .env("OTEL_EXPORTER_OTLP_ENDPOINT", jaeger.grpcEndpoint())
            .env("OTEL_EXPORTER_OTLP_PROTOCOL", "grpc")
            .main(Plain.class, "return")
            .run();
    assertThat(exit.err()).isEmpty();
    assertThat(jaeger.awaitSpans(service, 1)).hasSize(1);
  }

  @Test
  void nobodyAtTheDefaultEndpointIsNoWarningAndNoDelay() {
    Exit exit = plain().property("say.when.it.ends", true).main(Plain.class, "return").run();
    assertThat(exit.err()).isEmpty();
    assertThat(end(exit)).isLessThan(MOST);
  }

  @Test
  void nobodyAtAConfiguredEndpointIsExactlyOneLine() {
    int nobody = Ports.free();
    Exit exit =
        plain()
            .env("OTEL_EXPORTER_OTLP_ENDPOINT", "http://127.0.0.1:" + nobody)
            .property("say.when.it.ends", true)
            .main(Plain.class, "return")
            .run();
    assertThat(exit.code()).isZero();
    assertThat(exit.err().lines())
        .singleElement()
        .asString()
        .startsWith("[meterweave]")
        .contains(String.valueOf(nobody));
    assertThat(end(exit)).isLessThan(MOST);
  }

  @Test
  void aCollectorThatNeverAnswersHoldsNobodyUp() throws IOException {
    try (ServerSocket deaf = Ports.taken()) {
      Exit exit =
          plain()
              .env("OTEL_EXPORTER_OTLP_ENDPOINT", "http://127.0.0.1:" + deaf.getLocalPort())
              .property("say.when.it.ends", true)
              .main(Plain.class, "return")
              .run();
      assertThat(exit.code()).isZero();
      assertThat(exit.err().lines()).hasSize(1);
      assertThat(end(exit)).isLessThan(MOST);
    }
  }

  @Test
  void aWarningIsOutBeforeTheProgramEnds() throws IOException {
    try (ServerSocket taken = Ports.taken()) {
      Exit exit =
          AgentJvm.on(jdk)
              .agent("prometheus.port=" + taken.getLocalPort())
              .main(Plain.class, "return")
              .run();
      assertThat(exit.code()).isZero();
      assertThat(exit.err().lines()).hasSize(1);
      assertThat(exit.err()).contains(String.valueOf(taken.getLocalPort()));
    }
  }

  private Launch plain() {
    return AgentJvm.on(jdk).agent("prometheus.port=" + Ports.free());
  }

  /** Returns the time from the last line of the program to the end of its process. */
  private static Duration end(Exit exit) {
    String millis = exit.out().replaceAll("(?s).*ends=(\\d+);.*", "$1");
    return Duration.between(Instant.ofEpochMilli(Long.parseLong(millis)), exit.at());
  }
}
