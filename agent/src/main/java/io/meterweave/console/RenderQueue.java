// SPDX-License-Identifier: Apache-2.0
package io.meterweave.console;

import io.meterweave.incident.AgentThreads;
import io.meterweave.incident.Incidents;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ArrayBlockingQueue;
import java.util.concurrent.Callable;
import java.util.concurrent.Executor;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.ThreadPoolExecutor;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;

/**
 * Makes the answers that take time, one after the other on one thread, and each once for all who
 * wait for it.
 *
 * <p>Thread-safe. A failure is an incident and an answer 500; a full queue is an answer 503.
 */
final class RenderQueue implements AutoCloseable {
  /*
   * Two thousand clients that ask for the metrics at once would have them collected two thousand
   * times. Here everybody who asks while an answer waits for its turn shares it. Who asks after it
   * has begun waits for the next: an answer never is older than its question, so a program that
   * calls a method and then asks for the metrics finds the call in them. Two collections serve any
   * number of clients, and no time-to-live has to be chosen.
   */
  private static final int MAX_WAITING = 32;

  private final Object lock = new Object();
  private final Map<String, Batch> waiting = new HashMap<>();
  private final Executor eventLoop;
  private final ThreadPoolExecutor worker;

  /**
   * @param eventLoop where those who wait are told
   */
  RenderQueue(Executor eventLoop) {
    this.eventLoop = eventLoop;
    this.worker =
        new ThreadPoolExecutor(
            1,
            1,
            30,
            TimeUnit.SECONDS,
            new ArrayBlockingQueue<>(MAX_WAITING),
            work -> AgentThreads.daemon("console", Incidents.Kind.EXPORT, work));
    worker.allowCoreThreadTimeOut(true);
  }

  /**
   * Has an answer made, or shares the one that is waiting to be made.
   *
   * @param key equal for equal answers
   * @param whenDone told on the event loop
   */
  void submit(String key, boolean isGzip, Callable<Reply> render, Consumer<Reply> whenDone) {
    submit(key, isGzip, audience -> whole(render.call(), audience), whenDone);
  }

  /**
   * Has a text written, which may be long, and sent while it is; or shares the one that is waiting
   * to be written.
   *
   * @param key equal for equal answers
   * @param whenDone told on the event loop, when the answer begins
   */
  void stream(String key, boolean isGzip, Callable<Exposition> render, Consumer<Reply> whenDone) {
    submit(key, isGzip, audience -> stream(render.call(), audience), whenDone);
  }

  private void submit(String key, boolean isGzip, Render render, Consumer<Reply> whenDone) {
    Batch batch;
    synchronized (lock) {
      batch = waiting.get(key);
      boolean isNew = batch == null;
      if (batch == null) {
        batch = new Batch(key, render);
      }
      batch.join(isGzip, whenDone);
      if (!isNew) {
        return;
      }
      waiting.put(key, batch);
    }
    try {
      worker.execute(batch);
    } catch (RejectedExecutionException full) {
      batch.leave().tell(Reply.busy());
    }
  }

  @Override
  public void close() {
    worker.shutdownNow();
  }

  /** Waits until the thread is gone, but not for ever: what it calls is not ours. */
  void awaitEnd(long millis) {
    try {
      worker.awaitTermination(millis, TimeUnit.MILLISECONDS);
    } catch (InterruptedException hurry) {
      Thread.currentThread().interrupt();
    }
  }

  private static void whole(Reply reply, Audience audience) {
    audience.tell(audience.wantsGzip() ? reply.withGzip() : reply);
  }

  private void stream(Exposition exposition, Audience audience) throws Exception {
    PageStream page = new PageStream(exposition.contentType(), audience, eventLoop);
    try {
      exposition.text().writeTo(page.out());
      page.end();
    } catch (Throwable failure) {
      if (!page.isFlowing()) {
        throw failure;
      }
      if (!page.isAbandoned()) {
        Incidents.swallow(
            Incidents.Kind.EXPORT, "HTTP server, in the middle of an answer", failure);
      }
      page.fail();
    }
  }

  /** Makes an answer and gives it to an audience, once. */
  @FunctionalInterface
  private interface Render {
    void render(Audience audience) throws Exception;
  }

  /** Those who wait for the same answer. Immutable. */
  record Audience(
      Executor eventLoop, List<Consumer<Reply>> clients, boolean wantsPlain, boolean wantsGzip) {
    /** Gives all of them their answer, on the event loop. */
    void tell(Reply reply) {
      try {
        eventLoop.execute(() -> clients.forEach(client -> client.accept(reply)));
      } catch (RejectedExecutionException closed) {
        // The server is closed, and with it every connection.
      }
    }
  }

  /** One answer and those who wait for it. */
  private final class Batch implements Runnable {
    private final String key;
    private final Render render;
    private final List<Consumer<Reply>> clients = new ArrayList<>(1);
    private boolean wantsPlain;
    private boolean wantsGzip;

    Batch(String key, Render render) {
      this.key = key;
      this.render = render;
    }

    void join(boolean withGzip, Consumer<Reply> client) {
      wantsGzip |= withGzip;
      wantsPlain |= !withGzip;
      clients.add(client);
    }

    /** Takes no more clients; returns those that came. */
    Audience leave() {
      synchronized (lock) {
        waiting.remove(key);
        return new Audience(eventLoop, clients, wantsPlain, wantsGzip);
      }
    }

    @Override
    public void run() {
      Audience audience = leave();
      try {
        render.render(audience);
      } catch (Throwable failure) {
        Incidents.swallow(Incidents.Kind.EXPORT, "HTTP server, " + key, failure);
        audience.tell(
            Reply.sentence(
                500, "This could not be answered; the application's standard error says why."));
      }
    }
  }
}
