// SPDX-License-Identifier: Apache-2.0
package io.meterweave.it.attach;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.annotation.JsonProperty;
import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.meterweave.it.harness.AgentJvm;
import io.meterweave.it.harness.Artifacts;
import io.meterweave.it.harness.Exit;
import io.meterweave.it.harness.Exposition;
import io.meterweave.it.harness.Jdk;
import io.meterweave.it.harness.OnEveryJdk;
import io.meterweave.it.harness.TargetApp;
import io.meterweave.it.targets.Isolated;
import io.meterweave.it.targets.OtherVersions;
import io.opentelemetry.api.OpenTelemetry;
import io.opentelemetry.context.Context;
import io.opentelemetry.extension.incubator.trace.ExtendedSpan;
import io.opentelemetry.sdk.OpenTelemetrySdk;
import io.opentelemetry.sdk.common.Clock;
import io.opentelemetry.sdk.logs.SdkLoggerProvider;
import io.opentelemetry.sdk.metrics.SdkMeterProvider;
import io.opentelemetry.sdk.trace.SdkTracerProvider;
import java.nio.file.Path;
import java.util.stream.Stream;
import okhttp3.OkHttpClient;
import okio.Okio;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.Parameter;

/** Class loaders and class paths that an agent could clash with. */
@OnEveryJdk
final class LoadersIT {
  @Parameter Jdk jdk;

  @Test
  void aLoaderThatDelegatesOnlyJavaHasItsClassesWoven() {
    try (TargetApp app = TargetApp.start(jdk, Isolated.class)) {
      Exposition metrics = app.awaitStage("done").metrics();
      assertThat(metrics.value("guest_calls_total")).isEqualTo(3);
      assertThat(metrics.value("visit_calls_total", "by", "strict", "again", "1")).isEqualTo(3);
      assertThat(app.endQuietly().out()).startsWith("java-only\njava-only\njava-only\n");
    }
  }

  @Test
  void otherVersionsOfTheAgentsLibrariesStayTheApplications() {
    Path[] libraries =
        Stream.of(
                OpenTelemetry.class,
                Context.class,
                OpenTelemetrySdk.class,
                Clock.class,
                ExtendedSpan.class,
                SdkTracerProvider.class,
                SdkMeterProvider.class,
                SdkLoggerProvider.class,
                OkHttpClient.class,
                Okio.class,
                ObjectMapper.class,
                JsonFactory.class,
                JsonProperty.class)
            .map(Artifacts::jarOf)
            .distinct()
            .toArray(Path[]::new);
    Exit without = AgentJvm.on(jdk).classPath(libraries).main(OtherVersions.class).run();
    try (TargetApp app =
        TargetApp.start(AgentJvm.on(jdk).agent().classPath(libraries).main(OtherVersions.class))) {
      Exposition metrics = app.awaitStage("done").metrics();
      assertThat(metrics.value("fetch_calls_total")).isEqualTo(2);
      assertThat(
              metrics.value(
                  "llm_tokens_used_total", "provider", "acme", "model", "m", "type", "input"))
          .isEqualTo(3);
      assertThat(app.end().out())
          .isEqualTo(without.out())
          .contains("own span own", "current is own true", "okhttp-3.14.9.jar");
      assertThat(app.jvm().err()).isEqualTo(without.err());
    }
  }
}
