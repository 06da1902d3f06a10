// SPDX-License-Identifier: Apache-2.0
package io.meterweave.bench.runner;

import java.io.IOException;
import java.net.ConnectException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.time.Duration;
import java.util.concurrent.TimeUnit;

/** Something that answers over HTTP, on one connection that is kept alive. Thread-safe. */
final class Endpoint {
  private static final Duration LIMIT = Duration.ofMinutes(2);
  private static final long PAUSE_MILLIS = 10;

  private final HttpClient client =
      HttpClient.newBuilder().version(HttpClient.Version.HTTP_1_1).build();
  private final HttpRequest request;

  Endpoint(URI address) {
    request = HttpRequest.newBuilder(address).timeout(LIMIT).build();
  }

  /** Waits until it answers. */
  void await() throws IOException, InterruptedException {
    long deadline = System.nanoTime() + LIMIT.toNanos();
    while (true) {
      try {
        get();
        return;
      } catch (ConnectException notYet) {
        if (System.nanoTime() > deadline) {
          throw notYet;
        }
        TimeUnit.MILLISECONDS.sleep(PAUSE_MILLIS);
      }
    }
  }

  /** Returns how many bytes it answers. */
  long get() throws IOException, InterruptedException {
    HttpResponse<byte[]> response = client.send(request, HttpResponse.BodyHandlers.ofByteArray());
    if (response.statusCode() != 200) {
      throw new IOException(request.uri() + " answers " + response.statusCode());
    }
    return response.body().length;
  }
}
