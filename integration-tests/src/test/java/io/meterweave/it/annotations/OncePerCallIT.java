// SPDX-License-Identifier: Apache-2.0
package io.meterweave.it.annotations;

import static org.assertj.core.api.Assertions.assertThat;

import io.meterweave.it.harness.AgentJvm;
import io.meterweave.it.harness.Closing;
import io.meterweave.it.harness.Exit;
import io.meterweave.it.harness.Exposition;
import io.meterweave.it.harness.Jdk;
import io.meterweave.it.harness.OnEveryJdk;
import io.meterweave.it.harness.OtlpReceiver;
import io.meterweave.it.harness.OtlpSpan;
import io.meterweave.it.harness.TargetApp;
import io.meterweave.it.targets.Chains;
import io.meterweave.it.targets.Stage.ExpectedException;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.AfterParameterizedClassInvocation;
import org.junit.jupiter.params.BeforeParameterizedClassInvocation;
import org.junit.jupiter.params.Parameter;

/** A call counts once, however many overrides, defaults and proxies it runs through. */
@OnEveryJdk
final class OncePerCallIT {
  private static final String[] ONCE = {
    "one",
    "two",
    "three",
    "recursion",
    "recursion.1",
    "recursion.2",
    "twice",
    "caught",
    "after",
    "from elsewhere",
    "fail",
    "proxied",
    "intercepted",
    "proxied twice",
    "remote",
    "remote twice",
    "refused"
  };

  @Parameter Jdk jdk;
  private OtlpReceiver receiver;
  private TargetApp app;
  private Exposition metrics;
  private Exit exit;
  private List<OtlpSpan> spans;

  @BeforeParameterizedClassInvocation
  void start() {
    receiver = OtlpReceiver.start();
    app =
        TargetApp.start(
            AgentJvm.on(jdk)
                .agent()
                .env("OTEL_EXPORTER_OTLP_PROTOCOL", "http/protobuf")
                .env("OTEL_EXPORTER_OTLP_ENDPOINT", receiver.endpoint())
                .main(Chains.class));
    metrics = app.awaitStage("done").metrics();
    exit = app.endQuietly();
    spans = OtlpSpan.of(receiver);
  }

  @AfterParameterizedClassInvocation
  void close() throws Exception {
    Closing.all(app, receiver);
  }

  @Test
  void aSuperCallIsTheSameCallAndSoIsAnImplementationBehindAProxy() {
    for (String what : ONCE) {
      assertThat(metrics.value("served_calls_total", "what", what)).as(what).isEqualTo(1);
      assertThat(metrics.value("served_duration_seconds_count", "what", what)).as(what).isOne();
    }
  }

  @Test
  void anotherObjectAnotherThreadAndAnotherTryAreOtherCalls() {
    for (String what : new String[] {"delegation", "other thread", "fail again"}) {
      assertThat(metrics.value("served_calls_total", "what", what)).as(what).isEqualTo(2);
    }
    assertThat(metrics.sum("served_calls_total")).isEqualTo(ONCE.length + 6);
  }

  @Test
  void anErrorCountsWhereItLeavesTheCall() {
    assertThat(metrics.byLabel("served_errors_total", "what"))
        .containsExactlyInAnyOrderEntriesOf(Map.of("fail", 1.0, "fail again", 2.0, "refused", 1.0));
    assertThat(metrics.byLabel("served_errors_total", "error_type"))
        .containsOnlyKeys(ExpectedException.class.getName());
  }

  @Test
  void nothingStaysInFlight() {
    assertThat(metrics.series("served_active")).isNotEmpty();
    assertThat(metrics.sum("served_active")).isZero();
  }

  @Test
  void aDefaultMethodThatIsCalledByWhatOverridesItIsTheSameCall() {
    assertThat(metrics.byLabel("greeted_total", "who"))
        .containsExactlyInAnyOrderEntriesOf(
            Map.of("plain", 1.0, "careful", 1.0, "anonymous", 1.0, "proxied", 1.0));
  }

  @Test
  void eachCallIsOneSpan() {
    assertThat(spans.stream().filter(span -> span.name().equals("serve"))).hasSize(ONCE.length + 6);
    assertThat(spans).hasSize(ONCE.length + 7);
  }

  @Test
  void whatRunsBetweenAProxyAndItsTargetHangsOnTheSpanOfTheCall() {
    OtlpSpan interceptor =
        spans.stream().filter(span -> span.name().equals("interceptor")).findFirst().orElseThrow();
    assertThat(spans)
        .filteredOn(span -> span.spanId().equals(interceptor.parentId()))
        .singleElement()
        .satisfies(
            parent -> {
              assertThat(parent.name()).isEqualTo("serve");
              assertThat(parent.traceId()).isEqualTo(interceptor.traceId());
              assertThat(parent.parentId()).isEmpty();
            });
  }

  @Test
  void theProgramPrintsWhatItPrintsWithoutTheAgent() {
    assertThat(exit.out()).isEqualTo(AgentJvm.on(jdk).main(Chains.class).run().out());
  }
}
