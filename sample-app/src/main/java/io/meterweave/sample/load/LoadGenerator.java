// SPDX-License-Identifier: Apache-2.0
package io.meterweave.sample.load;

import io.meterweave.sample.llm.ModelEndpoint;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse.BodyHandlers;
import java.time.Duration;
import java.util.SplittableRandom;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import org.springframework.beans.factory.DisposableBean;
import org.springframework.beans.factory.annotation.Value;
import org.springframework.boot.context.event.ApplicationReadyEvent;
import org.springframework.context.event.EventListener;
import org.springframework.stereotype.Component;
import tools.jackson.databind.json.JsonMapper;

/**
 * Sends customers' requests to the desk, from the moment that the desk and the article service are
 * ready. The sequence is the same in every run.
 *
 * <p>All fields but the permits belong to the one thread of the timer. An answer is read and
 * forgotten, whatever it is; while 40 are out, none is sent.
 */
@Component
class LoadGenerator implements DisposableBean {
  private static final long SEED = 20_261_121;
  private static final Duration TIMEOUT = Duration.ofSeconds(30);

  private final boolean enabled;
  private final Duration period;
  private final JsonMapper json;
  private final HttpClient http = HttpClient.newBuilder().connectTimeout(TIMEOUT).build();
  private final ScheduledExecutorService timer =
      Executors.newSingleThreadScheduledExecutor(LoadGenerator::thread);
  private final Semaphore permits = new Semaphore(40);
  private final SplittableRandom random = new SplittableRandom(SEED);
  private long number;
  private boolean ready;

  LoadGenerator(
      JsonMapper json,
      ModelEndpoint model,
      @Value("${sample.load}") String load,
      @Value("${sample.load-rate}") double perSecond) {
    this.json = json;
    this.enabled = load.equals("true") || (load.equals("auto") && model.isBuiltIn());
    this.period = Duration.ofNanos((long) (1e9 / Math.max(perSecond, 0.01)));
  }

  private static Thread thread(Runnable task) {
    Thread thread = new Thread(task, "customers");
    thread.setDaemon(true);
    return thread;
  }

  @EventListener
  void start(ApplicationReadyEvent event) {
    String port = event.getApplicationContext().getEnvironment().getProperty("local.server.port");
    if (enabled) {
      String desk = "http://127.0.0.1:" + port + "/api";
      var unused =
          timer.scheduleAtFixedRate(() -> next(desk), 0, period.toNanos(), TimeUnit.NANOSECONDS);
    }
  }

  private void next(String desk) {
    ready = ready || isReady(desk);
    if (ready && permits.tryAcquire()) {
      Scenario scenario = Scenario.next(number, random);
      number++;
      var unused =
          http.sendAsync(request(desk, scenario.request(random)), BodyHandlers.discarding())
              .whenComplete((answer, error) -> permits.release());
    }
  }

  private HttpRequest request(String desk, Request request) {
    HttpRequest.Builder builder = HttpRequest.newBuilder().timeout(TIMEOUT);
    if (request.equals(Questions.NO_QUESTION)) {
      return builder.uri(URI.create(desk + "/tickets?limit=50")).build();
    }
    return builder
        .uri(URI.create(desk + "/questions"))
        .header("Content-Type", "application/json")
        .POST(BodyPublishers.ofString(json.writeValueAsString(request)))
        .build();
  }

  private boolean isReady(String desk) {
    HttpRequest request = HttpRequest.newBuilder(URI.create(desk + "/ready")).build();
    try {
      return http.send(request, BodyHandlers.discarding()).statusCode() == 204;
    } catch (IOException notYet) {
      return false;
    } catch (InterruptedException closing) {
      Thread.currentThread().interrupt();
      return false;
    }
  }

  @Override
  public void destroy() {
    timer.shutdownNow();
  }
}
