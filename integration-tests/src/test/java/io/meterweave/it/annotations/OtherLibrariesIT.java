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
import io.meterweave.it.targets.foreign.OtherLibraries;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.AfterParameterizedClassInvocation;
import org.junit.jupiter.params.BeforeParameterizedClassInvocation;
import org.junit.jupiter.params.Parameter;

/** The annotations of MicroProfile, Dropwizard and OpenTelemetry, without any of their jars. */
@OnEveryJdk
final class OtherLibrariesIT {
  private static final String PREFIX = OtherLibraries.class.getName().replace('.', '_') + "_";

  @Parameter Jdk jdk;

  private Jaeger jaeger;
  private TargetApp app;
  private Exposition whileBusy;
  private Exposition metrics;
  private List<JaegerSpan> spans;

  @BeforeParameterizedClassInvocation
  void start() {
    jaeger = Jaeger.start();
    app =
        TargetApp.start(
            AgentJvm.on(jdk)
                .agent()
                .env("OTEL_SERVICE_NAME", "others")
                .env("OTEL_EXPORTER_OTLP_ENDPOINT", jaeger.grpcEndpoint())
                .main(OtherLibraries.class));
    whileBusy = app.awaitStage("busy").metrics();
    metrics = app.proceed().awaitStage("done").metrics();
    app.endQuietly();
    spans = jaeger.awaitSpans("others", 3);
  }

  @AfterParameterizedClassInvocation
  void close() throws Exception {
    Closing.all(app, jaeger);
  }

  @Test
  void microProfilesNamesAndTagsAreThoseOfVersion5() {
    String[] scope = {"mp_scope", "application"};
    assertThat(metrics.value(PREFIX + "profileCounted_total", scope)).isEqualTo(2);
    assertThat(metrics.value("abs_count_jobs_total", "a", "b", "c", "d", "mp_scope", "application"))
        .isEqualTo(2);
    assertThat(metrics.help("abs_count_jobs_total")).isEqualTo("Jobs that were done.");
    assertThat(metrics.value(PREFIX + "timer_seconds_count", "mp_scope", "mine")).isEqualTo(2);
    assertThat(metrics.value(PREFIX + "timer_seconds_max", "mp_scope", "mine")).isPositive();
  }

  @Test
  void dropwizardsNamesAreThoseOfItsRegistry() {
    assertThat(metrics.value(PREFIX + "dropwizardTimed_count")).isEqualTo(2);
    assertThat(metrics.value("in_all_total")).isEqualTo(2);
    assertThat(metrics.value(PREFIX + "dropwizardCounted_total")).isEqualTo(2);
    assertThat(metrics.value(PREFIX + "dropwizardFailing_exceptions_total")).isEqualTo(1);
  }

  @Test
  void dropwizardCountsWhatIsRunningUnlessItIsMonotonic() {
    assertThat(whileBusy.value(PREFIX + "running")).isEqualTo(1);
    assertThat(metrics.value(PREFIX + "running")).isZero();
  }

  @Test
  void withSpanIsASpanOnly() {
    assertThat(spans)
        .extracting(JaegerSpan::operation)
        .containsExactlyInAnyOrder("OtherLibraries.outer", "the inner one", "OtherLibraries.alone");
    assertThat(metrics.text()).doesNotContain("outer").doesNotContain("method_calls_total{");
  }

  @Test
  void aSpanHasItsKindItsAttributesAndItsParent() {
    JaegerSpan outer = one("OtherLibraries.outer");
    JaegerSpan inner = one("the inner one");
    assertThat(inner.parentId()).isEqualTo(outer.spanId());
    assertThat(inner.tags())
        .containsEntry("span.kind", "client")
        .containsEntry("text", "a")
        .containsEntry("number", "7");
    assertThat(outer.tags()).containsEntry("later", "added");
  }

  @Test
  void aSpanThatInheritsNoContextHasNoParent() {
    JaegerSpan alone = one("OtherLibraries.alone");
    assertThat(alone.parentId()).isEmpty();
    assertThat(alone.traceId()).isNotEqualTo(one("OtherLibraries.outer").traceId());
  }

  private JaegerSpan one(String operation) {
    return spans.stream()
        .filter(span -> span.operation().equals(operation))
        .findFirst()
        .orElseThrow();
  }
}
