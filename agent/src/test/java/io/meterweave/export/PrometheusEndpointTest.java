// SPDX-License-Identifier: Apache-2.0
package io.meterweave.export;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assumptions.assumeThat;

import io.opentelemetry.api.common.AttributeKey;
import io.opentelemetry.api.common.Attributes;
import io.opentelemetry.api.metrics.Meter;
import io.opentelemetry.sdk.metrics.InstrumentSelector;
import io.opentelemetry.sdk.metrics.SdkMeterProvider;
import io.opentelemetry.sdk.metrics.View;
import io.opentelemetry.sdk.resources.Resource;
import java.io.File;
import java.io.IOException;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

final class PrometheusEndpointTest {
  private static final File PROMTOOL = new File("/usr/bin/promtool");
  private static final String OPEN_METRICS =
      "application/openmetrics-text;version=1.0.0;q=0.6,text/plain;version=0.0.4;q=0.3,*/*;q=0.2";

  private final PrometheusEndpoint endpoint = new PrometheusEndpoint(null);
  private final SdkMeterProvider meters =
      SdkMeterProvider.builder()
          .registerMetricReader(endpoint.reader())
          .registerView(
              InstrumentSelector.builder().setName("seconds").build(),
              View.builder().setName("work_duration_seconds").build())
          .build();
  private final Meter meter = meters.get("any");

  @AfterEach
  void stop() {
    meters.close();
  }

  @Test
  void aCounterKeepsItsNameAndGetsNoLabelOfTheLibrary() {
    meter
        .counterBuilder("orders_total")
        .setDescription("Orders placed")
        .build()
        .add(3, Attributes.of(AttributeKey.stringKey("tier"), "gold"));
    assertThat(text(null))
        .isEqualTo(
            """
            # HELP orders_total Orders placed
            # TYPE orders_total counter
            orders_total{tier="gold"} 3.0
            """);
  }

  @Test
  void aUnitThatTheNameEndsInIsNotRepeated() {
    meter
        .histogramBuilder("seconds")
        .setUnit("s")
        .setDescription("Work")
        .setExplicitBucketBoundariesAdvice(List.of(0.5))
        .build()
        .record(0.25);
    assertThat(text(null))
        .contains("work_duration_seconds_bucket{le=\"0.5\"} 1\n")
        .contains("work_duration_seconds_sum 0.25\n")
        .doesNotContain("seconds_seconds");
  }

  @Test
  void theResourceStandsInTargetInfo() {
    endpoint.describe(
        Resource.create(Attributes.of(AttributeKey.stringKey("service.name"), "a \"shop\"")));
    assertThat(text(null))
        .isEqualTo(
            """
            # HELP target_info The program, as its traces name it
            # TYPE target_info gauge
            target_info{service_name="a \\"shop\\""} 1
            """);
  }

  @Test
  void openMetricsIsWrittenForThoseWhoPreferIt() {
    meter.counterBuilder("orders_total").build().add(1);
    PrometheusPage page = endpoint.page(OPEN_METRICS);
    assertThat(page.contentType()).startsWith("application/openmetrics-text; version=1.0.0");
    assertThat(PageText.of(page)).contains("orders_total 1.0\n").endsWith("# EOF\n");
    assertThat(endpoint.page("application/openmetrics-text;q=0").contentType())
        .isEqualTo("text/plain; version=0.0.4; charset=utf-8");
    assertThat(endpoint.page("garbage;;q=x,,").contentType()).startsWith("text/plain");
  }

  @Test
  void aCollectionThatThrowsServesTheLastGoodPage() {
    AtomicBoolean fails = new AtomicBoolean();
    meter
        .gaugeBuilder("level")
        .buildWithCallback(
            measurement -> {
              if (fails.get()) {
                throw new OutOfMemoryError("thrown on purpose");
              }
              measurement.record(4);
            });
    String good = text(null);
    fails.set(true);
    assertThat(text(null)).isEqualTo(good).contains("level 4.0");
    fails.set(false);
    meter.counterBuilder("later_total").build().add(1);
    assertThat(text(null)).contains("later_total 1.0");
  }

  @Test
  void oneCollectionRunsAtATime() throws Exception {
    AtomicInteger running = new AtomicInteger();
    AtomicInteger collections = new AtomicInteger();
    meter
        .gaugeBuilder("level")
        .buildWithCallback(
            measurement -> {
              assertThat(running.incrementAndGet()).isEqualTo(1);
              measurement.record(collections.incrementAndGet());
              running.decrementAndGet();
            });
    ExecutorService clients = Executors.newFixedThreadPool(4);
    try {
      List<Future<String>> pages =
          IntStream.range(0, 40).mapToObj(i -> clients.submit(() -> text(null))).toList();
      Set<String> distinct = new HashSet<>();
      for (Future<String> page : pages) {
        distinct.add(page.get());
      }
      assertThat(distinct).hasSize(40).allMatch(page -> page.contains("level "));
    } finally {
      clients.shutdownNow();
    }
  }

  @Test
  void promtoolHasNothingToSay() throws Exception {
    assumeThat(PROMTOOL).exists();
    endpoint.describe(
        Resource.create(Attributes.of(AttributeKey.stringKey("service.name"), "shop")));
    meter.counterBuilder("orders_total").setDescription("Orders").build().add(1);
    meter.histogramBuilder("seconds").setUnit("s").setDescription("Work").build().record(1);
    meter.upDownCounterBuilder("work_active").setDescription("Running").build().add(1);
    assertThat(promtool(text(null).getBytes(UTF_8))).isEmpty();
  }

  private static String promtool(byte[] page) throws IOException, InterruptedException {
    Process promtool =
        new ProcessBuilder(PROMTOOL.getPath(), "check", "metrics")
            .redirectErrorStream(true)
            .start();
    promtool.getOutputStream().write(page);
    promtool.getOutputStream().close();
    String said = new String(promtool.getInputStream().readAllBytes(), UTF_8);
    promtool.waitFor();
    return said;
  }

  private String text(String accept) {
    return PageText.of(endpoint.page(accept));
  }
}
