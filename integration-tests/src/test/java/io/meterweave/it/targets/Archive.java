// SPDX-License-Identifier: Apache-2.0
package io.meterweave.it.targets;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import io.meterweave.annotations.SpanAttribute;
import io.meterweave.annotations.TraceOperation;
import io.meterweave.api.Scope;
import io.meterweave.api.Spans;
import io.meterweave.it.targets.Stage.ExpectedException;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;

/** The service that {@link FrontDesk} calls: a trace that comes from another process. */
public final class Archive {
  private Archive() {}

  @TraceOperation(kind = TraceOperation.Kind.SERVER)
  static String find(@SpanAttribute("key") String key) {
    if (key.equals("lost")) {
      throw new ExpectedException("nothing under " + key);
    }
    return key;
  }

  @SuppressWarnings("try") // a scope is there to be closed, not to be used
  private static void handle(HttpExchange exchange) throws IOException {
    int status = 200;
    try (Scope scope = Spans.extract(exchange.getRequestHeaders()::getFirst)) {
      find(exchange.getRequestURI().getPath().substring(1));
    } catch (ExpectedException e) {
      status = 404;
    }
    exchange.sendResponseHeaders(status, -1);
    exchange.close();
  }

  /** Serves until a line comes in. */
  public static void main(String[] args) throws IOException {
    HttpServer server =
        HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
    server.createContext("/", Archive::handle);
    server.start();
    Stage.reached("port=" + server.getAddress().getPort() + ";");
    server.stop(0);
  }
}
