// SPDX-License-Identifier: Apache-2.0
package io.meterweave.it.annotations;

import static org.assertj.core.api.Assertions.assertThat;

import io.meterweave.it.harness.AgentJvm;
import io.meterweave.it.harness.Closing;
import io.meterweave.it.harness.Exposition;
import io.meterweave.it.harness.Jaeger;
import io.meterweave.it.harness.JaegerSpan;
import io.meterweave.it.harness.Jdk;
import io.meterweave.it.harness.OnEveryJdk;
import io.meterweave.it.harness.TargetApp;
import io.meterweave.it.targets.Spanning;
import io.meterweave.it.targets.Stage.ExpectedException;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.AfterParameterizedClassInvocation;
import org.junit.jupiter.params.BeforeParameterizedClassInvocation;
import org.junit.jupiter.params.Parameter;

/** The spans of {@code @TraceOperation}, as a real Jaeger got them. */
@OnEveryJdk
final class TraceOperationIT {
  @Parameter Jdk jdk;
  private Jaeger jaeger;
  private TargetApp app;
  private Exposition metrics;
  private List<JaegerSpan> spans;

  @BeforeParameterizedClassInvocation
  void start() {
    jaeger = Jaeger.start();
    app =
        TargetApp.start(
            AgentJvm.on(jdk)
                .agent()
                .env("OTEL_SERVICE_NAME", "spanning")
                .env("OTEL_EXPORTER_OTLP_ENDPOINT", jaeger.grpcEndpoint())
                .main(Spanning.class));
    metrics = app.awaitStage("done").metrics();
    app.endQuietly();
    spans = jaeger.awaitSpans("spanning", 8);
  }

  @AfterParameterizedClassInvocation
  void close() throws Exception {
    Closing.all(app, jaeger);
  }

  @Test
  void eachCallIsExactlyOneSpan() {
    assertThat(spans)
        .extracting(JaegerSpan::operation)
        .containsExactlyInAnyOrder(
            "Spanning.outer",
            "the inner one",
            "Spanning.failing",
            "Spanning.current",
            "composed",
            "composed",
            "composed",
            "composed");
  }

  @Test
  void theParentIsTheSpanThatWasCurrent() {
    JaegerSpan outer = one("Spanning.outer");
    assertThat(outer.parentId()).isEmpty();
    assertThat(List.of(one("the inner one"), one("Spanning.failing"), one("Spanning.current")))
        .allSatisfy(
            child -> {
              assertThat(child.parentId()).isEqualTo(outer.spanId());
              assertThat(child.traceId()).isEqualTo(outer.traceId());
            });
  }

  @Test
  void recursiveCallsAreSpansWithinEachOther() {
    List<JaegerSpan> composed =
        spans.stream().filter(span -> span.operation().equals("composed")).toList();
    assertThat(composed).filteredOn(span -> span.parentId().isEmpty()).hasSize(2);
    assertThat(composed)
        .filteredOn(span -> !span.parentId().isEmpty())
        .hasSize(2)
        .allSatisfy(
            span -> assertThat(composed).extracting(JaegerSpan::spanId).contains(span.parentId()));
  }

  @Test
  void kindAndFixedAttributesAreTheOnesThatWereAskedFor() {
    JaegerSpan inner = one("the inner one");
    assertThat(inner.tags())
        .containsEntry("span.kind", "client")
        .containsEntry("peer.service", "archive")
        .containsEntry("team", "desk")
        .containsEntry("code.function.name", Spanning.class.getName() + ".inner");
    assertThat(one("Spanning.failing").tags()).containsEntry("span.kind", "producer");
    assertThat(one("Spanning.outer").tags()).containsEntry("span.kind", "internal");
  }

  @Test
  void parametersAreAttributesAndANullIsLeftOut() {
    assertThat(one("the inner one").tags())
        .containsEntry("text", "a")
        .containsEntry("number", "7")
        .containsEntry("flag", "true")
        .containsEntry("ratio", "2.5")
        .doesNotContainKey("nothing");
  }

  @Test
  void anExceptionIsAnEventWithTypeMessageAndStackTraceAndTheStatusIsError() {
    JaegerSpan failing = one("Spanning.failing");
    assertThat(failing.tags())
        .containsEntry("otel.status_code", "ERROR")
        .containsEntry("error", "true");
    assertThat(failing.events())
        .singleElement()
        .satisfies(
            event -> {
              assertThat(event)
                  .containsEntry("event", "exception")
                  .containsEntry("exception.type", ExpectedException.class.getName())
                  .containsEntry("exception.message", "no <b>luck</b>");
              assertThat(event.get("exception.stacktrace"))
                  .startsWith(ExpectedException.class.getName() + ": no <b>luck</b>")
                  .contains("at " + Spanning.class.getName() + ".failing");
            });
    assertThat(one("Spanning.outer").tags()).doesNotContainKey("error");
  }

  @Test
  void applicationCodeReachesTheCurrentSpan() {
    JaegerSpan current = one("Spanning.current");
    assertThat(current.tags())
        .containsEntry("said", "by hand")
        .containsEntry("count", "3")
        .containsEntry("share", "0.5")
        .containsEntry("sure", "true");
    assertThat(current.events())
        .extracting(event -> event.get("event"))
        .containsExactly("half way");
    assertThat(app.jvm().out())
        .contains("before false")
        .contains("trace " + current.traceId() + " true")
        .contains("after false");
  }

  @Test
  void severalAnnotationsAreOneWeave() {
    assertThat(metrics.value("composed_calls_total")).isEqualTo(4);
    assertThat(
            metrics.value("composed_errors_total", "error_type", ExpectedException.class.getName()))
        .isEqualTo(1);
    assertThat(metrics.value("composed_duration_seconds_count")).isEqualTo(4);
  }

  private JaegerSpan one(String operation) {
    List<JaegerSpan> found =
        spans.stream().filter(span -> span.operation().equals(operation)).toList();
    assertThat(found).as(operation).hasSize(1);
    return found.get(0);
  }
}
