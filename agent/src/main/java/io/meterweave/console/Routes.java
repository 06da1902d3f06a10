// SPDX-License-Identifier: Apache-2.0
package io.meterweave.console;

import io.meterweave.incident.Incidents;
import java.io.IOException;
import java.util.HashMap;
import java.util.Map;
import java.util.concurrent.Callable;
import java.util.function.Consumer;

/**
 * What lies at which path.
 *
 * <p>Confined to the event loop. Probes are answered right there; whatever takes time goes through
 * the {@link RenderQueue}.
 */
final class Routes {
  static final String METRICS = "/metrics";
  static final String HEALTH = "/health";

  /** Takes {@code id} and {@code to}. */
  static final String SWITCH = "/api/methods/switch";

  private final ConsoleSource source;
  private final Identity identity;
  private final RenderQueue queue;
  private final Permission permission;
  private final Assets assets = new Assets();
  private final Map<String, Route> table = new HashMap<>();
  private long changes;

  Routes(ConsoleSource source, RenderQueue queue, Permission permission) {
    this.source = source;
    this.identity = source.identity();
    this.queue = queue;
    this.permission = permission;
    table.put(HEALTH, (request, whenDone) -> whenDone.accept(health()));
    table.put(METRICS, this::metrics);
    json("/api/overview", () -> ConsoleJson.overview(identity, source.overview(), now()));
    json("/api/methods", () -> ConsoleJson.methods(source.overview(), now()));
    json("/api/endpoints", () -> ConsoleJson.endpoints(source.overview()));
    json("/api/config", () -> ConsoleJson.config(source.overview()));
    for (String path : Assets.paths()) {
      table.put(path, this::asset);
    }
  }

  /**
   * Answers a request that passed the {@link Gate}.
   *
   * @param whenDone told on the event loop, once
   */
  void answer(Request request, Consumer<Reply> whenDone) {
    Route route = table.get(request.path());
    if (request.path().equals(SWITCH)) {
      change(request, whenDone);
    } else if (route == null) {
      whenDone.accept(Reply.sentence(404, "There is nothing here."));
    } else if (!request.onlyReads()) {
      whenDone.accept(Reply.sentence(405, "This can only be read.", "Allow", "GET, HEAD"));
    } else if (request.hasBody()) {
      whenDone.accept(Reply.sentence(413, "A request for this has no body."));
    } else {
      route.answer(request, whenDone);
    }
  }

  private void change(Request request, Consumer<Reply> whenDone) {
    Reply refusal =
        request.isPost()
            ? permission.refusal(request)
            : Reply.sentence(405, "This changes something: send a POST.", "Allow", "POST");
    String to = request.parameter("to");
    String id = request.parameter("id");
    if (refusal != null) {
      whenDone.accept(refusal);
    } else if (request.hasBody()) {
      whenDone.accept(Reply.sentence(413, "A request for this has no body."));
    } else if (id.isEmpty() || !(to.equals("on") || to.equals("off"))) {
      whenDone.accept(
          Reply.sentence(
              400,
              "Say what and how: "
                  + SWITCH
                  + "?id=ID&to=off (or on); /api/methods has the ids, * stands for all methods."));
    } else {
      // Each by itself and in their order, not once for all who wait.
      String key = SWITCH + ' ' + changes++;
      queue.submit(key, false, () -> switched(id, to.equals("on")), whenDone);
    }
  }

  private Reply switched(String id, boolean isOn) throws IOException {
    int methods = source.switchMethods(id, isOn);
    return methods == 0 && !id.equals("*")
        ? Reply.sentence(404, "No woven method has that id; /api/methods has the ids.")
        : Reply.ok(Reply.JSON, ConsoleJson.switched(methods, isOn));
  }

  private void metrics(Request request, Consumer<Reply> whenDone) {
    String accept = request.accept();
    queue.stream(
        METRICS + ' ' + accept, request.acceptsGzip(), () -> source.metrics(accept), whenDone);
  }

  private void json(String path, Callable<byte[]> render) {
    table.put(
        path,
        (request, whenDone) ->
            queue.submit(
                path, request.acceptsGzip(), () -> Reply.ok(Reply.JSON, render.call()), whenDone));
  }

  private void asset(Request request, Consumer<Reply> whenDone) {
    Consumer<Reply> unlessKnown = reply -> whenDone.accept(notModified(request, reply));
    Reply loaded = assets.loaded(request.path());
    if (loaded == null) {
      queue.submit(request.path(), true, () -> assets.load(request.path()), unlessKnown);
    } else {
      unlessKnown.accept(loaded);
    }
  }

  private static Reply notModified(Request request, Reply reply) {
    int tag = reply.headers().indexOf("ETag");
    boolean isKnown = tag >= 0 && request.ifNoneMatch().contains(reply.headers().get(tag + 1));
    return isKnown ? new Reply(304, reply.contentType(), Body.EMPTY, null, reply.headers()) : reply;
  }

  private Reply health() {
    try {
      return Reply.ok(Reply.JSON, ConsoleJson.health(identity, now()));
    } catch (IOException impossible) {
      Incidents.swallow(Incidents.Kind.EXPORT, "HTTP server, " + HEALTH, impossible);
      return Reply.sentence(500, "This could not be answered.");
    }
  }

  private static long now() {
    return System.currentTimeMillis();
  }

  /** One path's way to its answer. */
  @FunctionalInterface
  private interface Route {
    void answer(Request request, Consumer<Reply> whenDone);
  }
}
