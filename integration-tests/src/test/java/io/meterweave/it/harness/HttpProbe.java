// SPDX-License-Identifier: Apache-2.0
package io.meterweave.it.harness;

import static org.awaitility.Awaitility.await;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.net.URLEncoder;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;

/** Asks an HTTP server on a port of the loopback address. Thread-safe. */
public final class HttpProbe {
  private static final HttpClient CLIENT =
      HttpClient.newBuilder()
          .version(HttpClient.Version.HTTP_1_1)
          .connectTimeout(Duration.ofSeconds(5))
          .build();
  private static final ObjectMapper JSON = new ObjectMapper();

  private final int port;

  /** Makes a probe; nothing is asked yet. */
  public HttpProbe(int port) {
    this.port = port;
  }

  /** Returns a page, whatever its status. */
  public HttpResponse<String> get(String path, String... headers) throws IOException {
    HttpRequest.Builder request =
        HttpRequest.newBuilder(URI.create("http://127.0.0.1:" + port + path))
            .timeout(Duration.ofSeconds(10));
    if (headers.length > 0) {
      request.headers(headers);
    }
    return send(request.build());
  }

  /** Posts nothing but the address. */
  public HttpResponse<String> post(String path, List<String> headers) throws IOException {
    HttpRequest.Builder request =
        HttpRequest.newBuilder(URI.create("http://127.0.0.1:" + port + path))
            .timeout(Duration.ofSeconds(10))
            .POST(HttpRequest.BodyPublishers.noBody());
    if (!headers.isEmpty()) {
      request.headers(headers.toArray(new String[0]));
    }
    return send(request.build());
  }

  /** Posts a JSON text. */
  public HttpResponse<String> post(String path, String json) throws IOException {
    return send(
        HttpRequest.newBuilder(URI.create("http://127.0.0.1:" + port + path))
            .timeout(Duration.ofSeconds(60))
            .header("Content-Type", "application/json")
            .POST(HttpRequest.BodyPublishers.ofString(json))
            .build());
  }

  /** Deletes a resource. */
  public HttpResponse<String> delete(String path) throws IOException {
    return send(
        HttpRequest.newBuilder(URI.create("http://127.0.0.1:" + port + path)).DELETE().build());
  }

  /** Returns a page as JSON. */
  public JsonNode json(String path) {
    try {
      return JSON.readTree(get(path).body());
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** Waits until a page answers with 200. */
  public HttpProbe awaitOk(String path) {
    await()
        .alias("port " + port + " answers " + path)
        .atMost(Duration.ofSeconds(60))
        .pollInterval(Duration.ofMillis(50))
        .until(() -> isOk(path));
    return this;
  }

  /** Waits for the agent's endpoints and returns one scrape. */
  public Exposition metrics() {
    awaitOk("/health");
    try {
      return Exposition.parse(get("/metrics").body());
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** Writes a value as part of an address. */
  public static String encode(String value) {
    return URLEncoder.encode(value, StandardCharsets.UTF_8);
  }

  private boolean isOk(String path) {
    try {
      return get(path).statusCode() == 200;
    } catch (IOException e) {
      return false;
    }
  }

  private static HttpResponse<String> send(HttpRequest request) throws IOException {
    try {
      return CLIENT.send(request, HttpResponse.BodyHandlers.ofString(StandardCharsets.UTF_8));
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IOException(e);
    }
  }
}
