// SPDX-License-Identifier: Apache-2.0
package io.meterweave.it.api;

import static java.util.stream.Collectors.groupingBy;
import static org.assertj.core.api.Assertions.assertThat;

import io.meterweave.it.harness.AgentJvm;
import io.meterweave.it.harness.Closing;
import io.meterweave.it.harness.Exit;
import io.meterweave.it.harness.Jaeger;
import io.meterweave.it.harness.JaegerSpan;
import io.meterweave.it.harness.Jdk;
import io.meterweave.it.harness.Launch;
import io.meterweave.it.harness.OnEveryJdk;
import io.meterweave.it.harness.TargetApp;
import io.meterweave.it.targets.Archive;
import io.meterweave.it.targets.FrontDesk;
import io.meterweave.it.targets.Stage.ExpectedException;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.AfterParameterizedClassInvocation;
import org.junit.jupiter.params.BeforeParameterizedClassInvocation;
import org.junit.jupiter.params.Parameter;

/** One trace across two JVMs by {@code Spans.inject} and {@code Spans.extract}. */
@OnEveryJdk
final class TraceAcrossProcessesIT {
  @Parameter Jdk jdk;
  private Jaeger jaeger;
  private List<JaegerSpan> spans;

  @BeforeParameterizedClassInvocation
  void start() {
    jaeger = Jaeger.start();
    try (TargetApp archive = TargetApp.start(traced("archive").main(Archive.class));
        TargetApp desk =
            TargetApp.start(traced("front-desk").main(FrontDesk.class, portOf(archive)))) {
      assertThat(desk.endQuietly().out()).isEqualTo("200\n404\n");
      archive.endQuietly();
    }
    spans = jaeger.awaitSpans("front-desk", 6);
  }

  @AfterParameterizedClassInvocation
  void close() throws Exception {
    Closing.all(jaeger);
  }

  @Test
  void eachQuestionIsOneTraceOverBothServices() {
    assertThat(spans).hasSize(6);
    assertThat(spans.stream().collect(groupingBy(JaegerSpan::traceId)).values())
        .hasSize(2)
        .allSatisfy(
            trace ->
                assertThat(trace)
                    .extracting(JaegerSpan::operation)
                    .containsExactlyInAnyOrder(
                        "FrontDesk.answer", "FrontDesk.look", "Archive.find"));
  }

  @Test
  void withoutTheAgentNothingIsInjectedAndTheProgramsRun() {
    try (AgentJvm archive = AgentJvm.on(jdk).main(Archive.class).start()) {
      Exit desk =
          AgentJvm.on(jdk).main(FrontDesk.class, port(archive.awaitOutput(";]").out())).run();
      assertThat(desk.out()).isEqualTo("200\n404\n");
      assertThat(desk.code()).isZero();
    }
  }

  @Test
  void theServersSpanIsTheChildOfTheClientsSpan() {
    for (JaegerSpan server : named("Archive.find")) {
      JaegerSpan client = parentOf(server);
      assertThat(client.operation()).isEqualTo("FrontDesk.look");
      assertThat(client.service()).isEqualTo("front-desk");
      assertThat(client.tags()).containsEntry("span.kind", "client");
      assertThat(server.service()).isEqualTo("archive");
      assertThat(server.tags()).containsEntry("span.kind", "server");
      JaegerSpan root = parentOf(client);
      assertThat(root.operation()).isEqualTo("FrontDesk.answer");
      assertThat(root.parentId()).isEmpty();
    }
  }

  @Test
  void theErrorIsOnTheSpanThatFailedAndOnNoOther() {
    assertThat(spans)
        .filteredOn(span -> "true".equals(span.tags().get("error")))
        .singleElement()
        .satisfies(
            failed -> {
              assertThat(failed.operation()).isEqualTo("Archive.find");
              assertThat(failed.tags()).containsEntry("key", "lost");
              assertThat(failed.events())
                  .singleElement()
                  .satisfies(
                      event ->
                          assertThat(event)
                              .containsEntry("event", "exception")
                              .containsEntry("exception.type", ExpectedException.class.getName())
                              .containsEntry("exception.message", "nothing under lost"));
            });
  }

  private Launch traced(String service) {
    return AgentJvm.on(jdk)
        .agent()
        .env("OTEL_SERVICE_NAME", service)
        .env("OTEL_EXPORTER_OTLP_PROTOCOL", "http/protobuf")
        .env("OTEL_EXPORTER_OTLP_ENDPOINT", jaeger.httpEndpoint());
  }

  private static String portOf(TargetApp archive) {
    return port(archive.jvm().awaitOutput(";]").out());
  }

  private static String port(String out) {
    return out.replaceAll("(?s).*\\[port=(\\d+);].*", "$1");
  }

  private List<JaegerSpan> named(String operation) {
    List<JaegerSpan> found =
        spans.stream().filter(span -> span.operation().equals(operation)).toList();
    assertThat(found).hasSize(2);
    return found;
  }

  private JaegerSpan parentOf(JaegerSpan child) {
    return spans.stream()
        .filter(span -> span.spanId().equals(child.parentId()))
        .filter(span -> span.traceId().equals(child.traceId()))
        .findFirst()
        .orElseThrow(() -> new AssertionError("no parent of " + child));
  }
}
