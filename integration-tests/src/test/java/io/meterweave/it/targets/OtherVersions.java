// SPDX-License-Identifier: Apache-2.0
package io.meterweave.it.targets;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.sun.net.httpserver.HttpServer;
import io.meterweave.annotations.TraceOperation;
import io.meterweave.annotations.TrackLlmUsage;
import io.meterweave.annotations.TrackMetrics;
import io.opentelemetry.api.GlobalOpenTelemetry;
import io.opentelemetry.api.trace.Span;
import io.opentelemetry.context.Scope;
import io.opentelemetry.sdk.OpenTelemetrySdk;
import io.opentelemetry.sdk.common.CompletableResultCode;
import io.opentelemetry.sdk.trace.SdkTracerProvider;
import io.opentelemetry.sdk.trace.data.SpanData;
import io.opentelemetry.sdk.trace.export.SimpleSpanProcessor;
import io.opentelemetry.sdk.trace.export.SpanExporter;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URL;
import java.util.Collection;
import okhttp3.OkHttpClient;
import okhttp3.Request;
import okhttp3.Response;

/**
 * An application with an OpenTelemetry SDK, an okhttp and a Jackson of its own, all in versions
 * that are not the agent's, and all in use while woven methods run.
 */
public final class OtherVersions {
  private OtherVersions() {}

  /** Prints the spans of the application's own SDK. */
  static final class PrintingExporter implements SpanExporter {
    @Override
    public CompletableResultCode export(Collection<SpanData> spans) {
      for (SpanData span : spans) {
        System.out.println("own span " + span.getName());
      }
      return CompletableResultCode.ofSuccess();
    }

    @Override
    public CompletableResultCode flush() {
      return CompletableResultCode.ofSuccess();
    }

    @Override
    public CompletableResultCode shutdown() {
      return CompletableResultCode.ofSuccess();
    }
  }

  @SuppressWarnings("try") // a scope is there to be closed, not to be used
  @TrackMetrics(name = "fetch")
  @TraceOperation
  static String fetch(OkHttpClient client, int port) throws IOException {
    Span own = GlobalOpenTelemetry.getTracer("app").spanBuilder("own").startSpan();
    try (Scope scope = own.makeCurrent();
        Response response =
            client
                .newCall(new Request.Builder().url("http://127.0.0.1:" + port + "/").build())
                .execute()) {
      System.out.println("current is own " + Span.current().equals(own));
      return response.body().string();
    } finally {
      own.end();
    }
  }

  @TrackLlmUsage(provider = "acme", model = "m", costPer1kPrompt = 1, costPer1kCompletion = 1)
  static Object parse(String json) throws IOException {
    return new ObjectMapper().readTree(json);
  }

  private static HttpServer server() throws IOException {
    HttpServer server =
        HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
    byte[] answer = "{\"usage\":{\"prompt_tokens\":3,\"completion_tokens\":4}}".getBytes("UTF-8");
    server.createContext(
        "/",
        exchange -> {
          exchange.sendResponseHeaders(200, answer.length);
          exchange.getResponseBody().write(answer);
          exchange.close();
        });
    server.start();
    return server;
  }

  private static void printOrigin(String what, Class<?> type) {
    URL origin = type.getProtectionDomain().getCodeSource().getLocation();
    String path = origin.getPath();
    System.out.println(what + " " + path.substring(path.lastIndexOf('/') + 1));
  }

  /** Uses them all, and says whose classes ran. */
  public static void main(String[] args) throws Exception {
    SdkTracerProvider provider =
        SdkTracerProvider.builder()
            .addSpanProcessor(SimpleSpanProcessor.create(new PrintingExporter()))
            .build();
    OpenTelemetrySdk.builder().setTracerProvider(provider).buildAndRegisterGlobal();
    HttpServer server = server();
    OkHttpClient client = new OkHttpClient();
    System.out.println(fetch(client, server.getAddress().getPort()));
    System.out.println(parse(fetch(client, server.getAddress().getPort())));
    server.stop(0);
    client.dispatcher().executorService().shutdown();
    client.connectionPool().evictAll();
    printOrigin("OpenTelemetry", Span.class);
    printOrigin("OpenTelemetry SDK", SdkTracerProvider.class);
    printOrigin("okhttp", OkHttpClient.class);
    printOrigin("Jackson", ObjectMapper.class);
    Stage.reached("done");
  }
}
