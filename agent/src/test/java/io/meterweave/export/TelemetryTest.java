// SPDX-License-Identifier: Apache-2.0
package io.meterweave.export;

import static org.assertj.core.api.Assertions.assertThat;

import com.sun.net.httpserver.HttpServer;
import io.meterweave.export.ExporterState.Condition;
import io.meterweave.plan.Recording;
import io.meterweave.spec.CallTargets;
import io.meterweave.spec.Lineage;
import io.meterweave.spec.MethodSpec;
import io.meterweave.spec.Requests;
import io.meterweave.spec.SpanSpec;
import io.opentelemetry.api.common.AttributeKey;
import io.opentelemetry.api.trace.Span;
import io.opentelemetry.api.trace.TracerProvider;
import io.opentelemetry.sdk.trace.IdGenerator;
import java.io.IOException;
import java.lang.invoke.MethodHandles;
import java.lang.reflect.Modifier;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.CopyOnWriteArrayList;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

final class TelemetryTest {
  private static final Duration LIMIT = Duration.ofSeconds(20);

  private final List<String> requests = new CopyOnWriteArrayList<>();
  private volatile int status = 200;
  private HttpServer backend;

  @BeforeEach
  void startBackend() throws IOException {
    backend = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
    backend.createContext(
        "/",
        exchange -> {
          requests.add(exchange.getRequestURI().getPath());
          exchange.getRequestBody().readAllBytes();
          exchange.sendResponseHeaders(status, -1);
          exchange.close();
        });
    backend.start();
  }

  @AfterEach
  void stopBackend() {
    backend.stop(0);
  }

  @Test
  void spansArriveOverHttp() {
    Telemetry telemetry = start(toBackend());
    span(telemetry);
    assertThat(telemetry.flush(LIMIT)).isTrue();
    assertThat(requests).containsExactly("/v1/traces");
    assertThat(telemetry.exporterStates())
        .singleElement()
        .returns("traces", ExporterState::signal)
        .returns("http/protobuf", ExporterState::protocol)
        .returns(Condition.OK, ExporterState::condition)
        .returns(1L, ExporterState::exported);
    telemetry.shutdown(LIMIT);
    assertThat(telemetry.spansDropped()).containsValues(0L).doesNotContainValue(1L);
  }

  @Test
  void theEndSendsWhatIsLeft() {
    Map<String, String> settings = toBackend();
    settings.put("otel.metrics.exporter", "otlp");
    Telemetry telemetry = start(settings);
    span(telemetry);
    telemetry.meterProvider().get("any").counterBuilder("orders_total").build().add(1);
    telemetry.shutdown(LIMIT);
    assertThat(requests).containsExactlyInAnyOrder("/v1/traces", "/v1/metrics");
  }

  @Test
  void aBackendThatRefusesIsAFailureByExporter() {
    status = 400;
    Telemetry telemetry = start(toBackend());
    span(telemetry);
    telemetry.flush(LIMIT);
    assertThat(telemetry.exporterStates().get(0).lastError()).contains("HTTP 400");
    assertThat(telemetry.exportFailures()).containsExactly(Map.entry("otlp_traces", 1L));
    assertThat(telemetry.spansDropped()).containsEntry("export_failed", 1L);
    telemetry.shutdown(LIMIT);
  }

  @Test
  void aBackendThatNeverAnswersDelaysTheEndByTheLimitAtMost() throws IOException {
    try (ServerSocket silent = new ServerSocket(0, 50, InetAddress.getLoopbackAddress())) {
      Telemetry telemetry =
          start(
              Map.of(
                  "otel.exporter.otlp.protocol",
                  "http/protobuf",
                  "otel.exporter.otlp.endpoint",
                  "http://127.0.0.1:" + silent.getLocalPort()));
      span(telemetry);
      long begin = System.nanoTime();
      telemetry.shutdown(Duration.ofSeconds(1));
      assertThat(Duration.ofNanos(System.nanoTime() - begin)).isLessThan(Duration.ofSeconds(2));
      assertThat(telemetry.exporterStates().get(0).condition()).isEqualTo(Condition.FAILING);
    }
  }

  @Test
  void spansThatFindTheQueueFullAreCounted() {
    Map<String, String> settings = toBackend();
    settings.put("otel.bsp.max.queue.size", "5");
    settings.put("otel.bsp.max.export.batch.size", "5");
    settings.put("otel.bsp.schedule.delay", "60000");
    Telemetry telemetry = start(settings);
    for (int i = 0; i < 100; i++) {
      span(telemetry);
    }
    telemetry.shutdown(LIMIT);
    ExporterState state = telemetry.exporterStates().get(0);
    assertThat(state.exported() + telemetry.spansDropped().get("queue_full")).isEqualTo(100);
  }

  @Test
  void withoutSettingsMetricsStandOnThePageAndGoNowhereElse() {
    Telemetry telemetry = start(Map.of("otel.traces.exporter", "none"));
    telemetry.meterProvider().get("any").counterBuilder("orders_total").build().add(1);
    assertThat(telemetry.exporterStates()).isEmpty();
    assertThat(page(telemetry)).contains("orders_total 1.0\n").contains("target_info{");
    telemetry.shutdown(LIMIT);
  }

  @Test
  void openTelemetrysOwnInnerMetricsStayOut() {
    Telemetry telemetry = start(toBackend());
    span(telemetry);
    telemetry.flush(LIMIT);
    assertThat(page(telemetry).lines().filter(line -> !line.startsWith("#")))
        .allMatch(line -> line.startsWith("target_info"));
    telemetry.shutdown(LIMIT);
  }

  @Test
  void theResourceNamesTheProgramWithoutItsCommandLine() {
    Telemetry telemetry =
        start(Map.of("otel.traces.exporter", "none", "otel.service.name", "shop"));
    Map<AttributeKey<?>, Object> attributes = telemetry.resource().getAttributes().asMap();
    assertThat(attributes)
        .containsEntry(AttributeKey.stringKey("service.name"), "shop")
        .containsEntry(AttributeKey.longKey("process.pid"), ProcessHandle.current().pid())
        .containsKey(AttributeKey.stringKey("host.name"))
        .containsKey(AttributeKey.stringKey("os.type"));
    assertThat(attributes.keySet()).noneMatch(key -> key.getKey().startsWith("process.command"));
    telemetry.shutdown(LIMIT);
  }

  @Test
  void aWrongSettingIsLeftOutAndTheOthersAreUsed() {
    Map<String, String> settings = toBackend();
    settings.put("otel.traces.sampler", "no-such-sampler");
    settings.put("otel.bsp.schedule.delay", "soon");
    Telemetry telemetry = start(settings);
    span(telemetry);
    telemetry.flush(LIMIT);
    assertThat(requests).containsExactly("/v1/traces");
    telemetry.shutdown(LIMIT);
  }

  @Test
  void settingsMayNameEveryPropagatorThatIsBundled() {
    Telemetry telemetry =
        start(
            Map.of(
                "otel.traces.exporter", "none",
                "otel.propagators", "tracecontext,baggage,b3,b3multi,jaeger,ottrace"));
    assertThat(telemetry.propagators().getTextMapPropagator().fields())
        .contains("traceparent", "b3", "X-B3-TraceId", "uber-trace-id", "ot-tracer-traceid");
    telemetry.shutdown(LIMIT);
  }

  @Test
  void onlyEarlySpansHaveIdsOfTheGivenGenerator() {
    String trace = "0123456789abcdef0123456789abcdef";
    IdGenerator ids =
        new IdGenerator() {
          @Override
          public String generateSpanId() {
            return "0123456789abcdef";
          }

          @Override
          public String generateTraceId() {
            return trace;
          }
        };
    Telemetry telemetry = TelemetrySetup.start(Map.of("otel.traces.exporter", "none"), null, ids);
    assertThat(traceId(telemetry.earlyTracerProvider())).isEqualTo(trace);
    assertThat(traceId(telemetry.tracerProvider())).isNotEqualTo(trace).matches("[0-9a-f]{32}");
    telemetry.shutdown(LIMIT);
  }

  private static String traceId(TracerProvider tracers) {
    return tracers.get("any").spanBuilder("s").startSpan().getSpanContext().getTraceId();
  }

  @Test
  void earlySpansGoWhereAllGo() {
    Telemetry telemetry = start(toBackend());
    telemetry.earlyTracerProvider().get("any").spanBuilder("early").startSpan().end();
    span(telemetry);
    telemetry.shutdown(LIMIT);
    assertThat(requests).containsExactly("/v1/traces");
    assertThat(telemetry.exporterStates().get(0).exported()).isEqualTo(2);
  }

  @Test
  void spansOfOursGoToEveryProcessorHoweverItWasAdded() throws Throwable {
    Map<String, String> settings = toBackend();
    settings.put("otel.test.added", "true");
    Telemetry telemetry = start(settings);
    Recording recording = new Recording(10);
    recording.connect(telemetry.outlet(), telemetry.earlyTracerProvider(), telemetry.propagators());
    SpanSpec span = new SpanSpec(SpanSpec.Form.CHILD, "of ours", SpanSpec.Kind.INTERNAL, List.of());
    Requests requests = new Requests(List.of(), List.of(), List.of(), span, null);
    CallTargets call =
        recording
            .planner((spec, holder) -> null)
            .resolve(
                1,
                new MethodSpec("w", "w", "()V", Modifier.STATIC, Lineage.alone("w"), requests),
                MethodHandles.lookup());
    long start = (long) call.start().invoke();
    Object state = call.open().invoke(start);
    call.close().invoke(start, state, null);
    assertThat(AddedProcessor.ENDED).containsExactly("of ours");
    telemetry.shutdown(LIMIT);
    assertThat(telemetry.exporterStates().get(0).exported()).isEqualTo(1);
  }

  private Map<String, String> toBackend() {
    Map<String, String> settings = new TreeMap<>();
    settings.put("otel.exporter.otlp.protocol", "http/protobuf");
    settings.put(
        "otel.exporter.otlp.endpoint", "http://127.0.0.1:" + backend.getAddress().getPort());
    return settings;
  }

  private static Telemetry start(Map<String, String> settings) {
    return TelemetrySetup.start(settings, null, IdGenerator.random());
  }

  private static void span(Telemetry telemetry) {
    Span span = telemetry.tracerProvider().get("any").spanBuilder("work").startSpan();
    span.end();
  }

  private static String page(Telemetry telemetry) {
    return PageText.of(telemetry.prometheus().page(null));
  }
}
