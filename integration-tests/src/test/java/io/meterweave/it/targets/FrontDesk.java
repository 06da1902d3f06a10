// SPDX-License-Identifier: Apache-2.0
package io.meterweave.it.targets;

import io.meterweave.annotations.TraceOperation;
import io.meterweave.api.Spans;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;

/** The caller of {@link Archive}: a trace that leaves the process. */
public final class FrontDesk {
  private FrontDesk() {}

  @TraceOperation(kind = TraceOperation.Kind.SERVER)
  static int answer(int port, String question) throws Exception {
    return look(port, question);
  }

  @TraceOperation(kind = TraceOperation.Kind.CLIENT)
  static int look(int port, String question) throws IOException, InterruptedException {
    HttpRequest.Builder request =
        HttpRequest.newBuilder(URI.create("http://127.0.0.1:" + port + "/" + question));
    Spans.inject(request::header);
    return HttpClient.newHttpClient()
        .send(request.build(), HttpResponse.BodyHandlers.discarding())
        .statusCode();
  }

  /** Asks the archive on a port two questions. */
  public static void main(String[] args) throws Exception {
    int port = Integer.parseInt(args[0]);
    System.out.println(answer(port, "found"));
    System.out.println(answer(port, "lost"));
  }
}
