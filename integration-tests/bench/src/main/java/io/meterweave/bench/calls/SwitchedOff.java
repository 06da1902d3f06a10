// SPDX-License-Identifier: Apache-2.0
package io.meterweave.bench.calls;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.time.Duration;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.State;

/** Somebody has switched all methods off through {@code /api}. */
@State(Scope.Benchmark)
public class SwitchedOff {
  private static final Duration PATIENCE = Duration.ofSeconds(20);

  /** Switches, as soon as the agent answers, at the port that {@code bench.port} names. */
  @Setup
  public void switchOff() throws InterruptedException {
    String server = "http://127.0.0.1:" + Integer.getInteger("bench.port");
    HttpRequest request =
        HttpRequest.newBuilder(URI.create(server + "/api/methods/switch?id=*&to=off"))
            .header("Origin", server)
            .POST(HttpRequest.BodyPublishers.noBody())
            .build();
    long deadline = System.nanoTime() + PATIENCE.toNanos();
    while (true) {
      try {
        HttpResponse<String> answer =
            HttpClient.newHttpClient().send(request, HttpResponse.BodyHandlers.ofString());
        if (answer.statusCode() != 200) {
          throw new IllegalStateException(answer.body());
        }
        return;
      } catch (IOException notYet) {
        if (System.nanoTime() - deadline > 0) {
          throw new UncheckedIOException(notYet);
        }
        Thread.onSpinWait();
      }
    }
  }
}
