// SPDX-License-Identifier: Apache-2.0
package io.meterweave.sample.llm;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import io.meterweave.sample.simulation.Latency;
import io.meterweave.sample.simulation.Mishap;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.atomic.AtomicLong;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/**
 * A language model that speaks OpenAI's {@code POST /v1/chat/completions} on a loopback port of its
 * own. It knows nothing but the prompt; its usage figures are counts of the very texts.
 *
 * <p>Thread-safe. A request that it cannot read gets 400.
 */
public final class BuiltInModel implements AutoCloseable {
  private static final JsonMapper JSON = JsonMapper.shared();
  private static final int THREADS = 16;

  private final HttpServer server;
  private final ExecutorService threads;
  private final PromptCache cache = new PromptCache();
  private final AtomicLong completions = new AtomicLong();
  private final Mishap slow;
  private final Mishap rateLimited;
  private final Mishap broken;

  private BuiltInModel(HttpServer server, ExecutorService threads, boolean mishaps) {
    this.server = server;
    this.threads = threads;
    this.slow = Mishap.every(23, 11).when(mishaps);
    this.rateLimited = Mishap.every(41, 6).when(mishaps);
    this.broken = Mishap.every(67, 16).when(mishaps);
  }

  /**
   * Starts a model.
   *
   * @param mishaps whether it is slow or fails now and then
   */
  public static BuiltInModel start(boolean mishaps) {
    try {
      InetAddress loopback = InetAddress.getLoopbackAddress();
      HttpServer server = HttpServer.create(new InetSocketAddress(loopback, 0), 0);
      ExecutorService threads = Executors.newFixedThreadPool(THREADS, BuiltInModel::thread);
      BuiltInModel model = new BuiltInModel(server, threads, mishaps);
      server.createContext("/v1/chat/completions", model::handle);
      server.setExecutor(threads);
      server.start();
      return model;
    } catch (IOException e) {
      throw new UncheckedIOException("The built-in model found no free port on loopback.", e);
    }
  }

  private static Thread thread(Runnable task) {
    Thread thread = new Thread(task, "built-in-model");
    thread.setDaemon(true);
    return thread;
  }

  /** Returns the address to give to an OpenAI client. */
  public String baseUrl() {
    return "http://127.0.0.1:" + server.getAddress().getPort() + "/v1";
  }

  @Override
  public void close() {
    server.stop(0);
    threads.shutdownNow();
  }

  private void handle(HttpExchange exchange) throws IOException {
    try (exchange;
        InputStream body = exchange.getRequestBody()) {
      if (rateLimited.hits()) {
        send(exchange, 429, error("rate_limit_exceeded", "Rate limit reached for requests."));
      } else if (broken.hits()) {
        send(exchange, 500, error("server_error", "The model is overloaded."));
      } else {
        send(exchange, 200, complete(JSON.readTree(body)).json());
      }
    } catch (JacksonException notJson) {
      send(exchange, 400, error("invalid_request_error", "The body is not JSON."));
    }
  }

  private Completion complete(JsonNode request) {
    String model = request.path("model").asString("");
    String system = content(request, "system");
    String user = content(request, "user");
    Writer.Draft draft = Writer.write(system, user);
    List<String> prompt = Tokens.of(system + "\n" + user);
    Completion completion =
        new Completion(
            "chatcmpl-" + completions.incrementAndGet(),
            model,
            draft.text(),
            Instant.now().getEpochSecond(),
            prompt.size(),
            cache.cachedTokens(model, prompt),
            Tokens.of(draft.reasoning()).size(),
            Tokens.of(draft.text()).size());
    Latency.take(time(completion));
    return completion;
  }

  /** As real ones do, it takes longest for what it writes. */
  private Duration time(Completion completion) {
    int read = completion.promptTokens() - completion.cachedTokens();
    int written = completion.reasoningTokens() + completion.textTokens();
    long micros = 25_000 + 60L * read + 1_500L * written;
    return Duration.ofMillis((slow.hits() ? 6 : 1) * micros / 1_000);
  }

  private static String content(JsonNode request, String role) {
    StringBuilder content = new StringBuilder();
    for (JsonNode message : request.path("messages")) {
      if (message.path("role").asString("").equals(role)) {
        content.append(message.path("content").asString(""));
      }
    }
    return content.toString();
  }

  private static Map<String, Object> error(String type, String message) {
    return Map.of("error", Map.of("type", type, "code", type, "message", message));
  }

  private static void send(HttpExchange exchange, int status, Map<String, Object> json)
      throws IOException {
    byte[] body = JSON.writeValueAsBytes(json);
    exchange.getResponseHeaders().set("Content-Type", "application/json");
    exchange.sendResponseHeaders(status, body.length);
    exchange.getResponseBody().write(body);
  }
}
