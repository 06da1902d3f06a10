// SPDX-License-Identifier: Apache-2.0
package io.meterweave.it.targets;

import com.sun.net.httpserver.HttpServer;
import io.meterweave.annotations.Label;
import io.meterweave.annotations.TraceOperation;
import io.meterweave.annotations.TrackMetrics;
import java.io.IOException;
import java.io.InputStream;
import java.net.HttpURLConnection;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;

/** A program that several agents watch at the same time: branches, failures, a stack that ends. */
public final class Watched {
  private final List<String> seen;

  @TrackMetrics(name = "made")
  Watched(List<String> seen) {
    this.seen = seen;
  }

  /** Does one round; with an argument, the server's side of it as well. */
  public static void main(String[] args) throws IOException {
    Watched watched = new Watched(new ArrayList<>());
    for (int i = 0; i < 10; i++) {
      watched.round(i);
    }
    for (int i = 0; i < 20; i++) {
      watched.overflow();
    }
    if (args.length > 0) {
      watched.serve();
    }
    System.out.println(watched.seen);
    Stage.reached("done");
  }

  @TrackMetrics(name = "round", trackActive = true)
  private void round(int number) {
    try {
      seen.add(sort(number) + choose(number));
    } catch (Stage.ExpectedException failed) {
      seen.add(failed.getMessage() + " at " + failed.getStackTrace()[0]);
    }
  }

  @TrackMetrics(name = "choice")
  private static String choose(@Label("number") int number) {
    switch (number % 4) {
      case 0:
        return "zero";
      case 1:
        return "one";
      case 2:
        throw new Stage.ExpectedException("two");
      default:
        return number > 100 ? "never" : "many";
    }
  }

  /** Not measured, and its lines count all the same. */
  private static String sort(int number) {
    if (number < 0) {
      return "negative";
    }
    return "";
  }

  private void overflow() {
    try {
      seen.add("deep " + deep(0));
    } catch (StackOverflowError bottom) {
      seen.add("bottom");
    }
  }

  @TrackMetrics(name = "deep", trackActive = true)
  private int deep(int depth) {
    return depth < 0 ? depth : deep(depth + 1) + 1;
  }

  @TraceOperation(name = "asks itself")
  private void serve() throws IOException {
    HttpServer server =
        HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
    server.createContext(
        "/",
        exchange -> {
          byte[] answer = "answer".getBytes(StandardCharsets.UTF_8);
          exchange.sendResponseHeaders(200, answer.length);
          exchange.getResponseBody().write(answer);
          exchange.close();
        });
    server.start();
    try {
      URI self = URI.create("http://127.0.0.1:" + server.getAddress().getPort() + "/");
      HttpURLConnection call = (HttpURLConnection) self.toURL().openConnection();
      try (InputStream in = call.getInputStream()) {
        seen.add(new String(in.readAllBytes(), StandardCharsets.UTF_8));
      }
    } finally {
      server.stop(0);
    }
  }
}
