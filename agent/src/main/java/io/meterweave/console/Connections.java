// SPDX-License-Identifier: Apache-2.0
package io.meterweave.console;

import io.netty.channel.EventLoop;
import io.netty.channel.socket.SocketChannel;
import io.netty.util.concurrent.ScheduledFuture;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/**
 * All clients: who may come in, and who has to leave.
 *
 * <p>Confined to the event loop.
 */
final class Connections {
  /*
   * Connections are few, for each is a file descriptor that the application may need. So that a
   * handful of clients that say nothing, or read nothing, cannot take them all, a newcomer gets the
   * place of the one that has kept us waiting for longest. Where all of them are busy in good faith
   * the newcomer is asked to come back: it is read just far enough to send it a 503, for an answer
   * sent to somebody who is still talking may be lost.
   *
   * Those who read an answer share it, but who asks every second and never reads would hold a
   * different one each time. Where the answers held grow past a bound, the oldest is given up, and
   * with it those who have not read it yet.
   *
   * Every state of a connection has a deadline. One timer, set to the earliest of them, serves all;
   * nothing ticks while there is nobody.
   */
  private static final long LEAST_DELAY_NANOS = TimeUnit.MILLISECONDS.toNanos(10);

  /** An answer below it is not worth counting. */
  private static final int LONG_ANSWER = 64 * 1024;

  private static final long MAX_HELD_BYTES = 32 << 20;

  private final EventLoop eventLoop;
  private final ConsoleLimits limits;
  private final Gate gate;
  private final Routes routes;
  private final Set<Connection> open = new LinkedHashSet<>();

  /** The long answers that somebody may still read, oldest first. */
  private final List<Payload> held = new ArrayList<>();

  private int turnedAway;
  private @Nullable ScheduledFuture<?> timer;
  private long timerNanos;

  Connections(EventLoop eventLoop, ConsoleLimits limits, Gate gate, Routes routes) {
    this.eventLoop = eventLoop;
    this.limits = limits;
    this.gate = gate;
    this.routes = routes;
  }

  int count() {
    return open.size();
  }

  ConsoleLimits limits() {
    return limits;
  }

  /** Takes a new client in, for an answer or for a 503. */
  Connection admit(SocketChannel channel) {
    boolean isFull = open.size() - turnedAway >= limits.maxConnections();
    boolean hasRoom = !isFull || evictStuck();
    if (!hasRoom && turnedAway >= limits.maxConnections()) {
      evictTurnedAway();
    }
    Connection connection = new Connection(channel, this, gate, routes, !hasRoom);
    open.add(connection);
    turnedAway += hasRoom ? 0 : 1;
    wakeBy(connection.deadlineNanos());
    return connection;
  }

  void remove(Connection connection) {
    if (open.remove(connection) && connection.isTurnedAway()) {
      turnedAway--;
    }
    forgetAnswersRead();
  }

  void closeAll() {
    new ArrayList<>(open).forEach(Connection::close);
  }

  /** Makes room for an answer that is about to be sent, or has become longer. */
  void hold(Payload answer) {
    if (answer.heldBytes() < LONG_ANSWER) {
      return;
    }
    forgetAnswersRead();
    held.removeIf(answer::equals);
    held.add(answer);
    long bytes = held.stream().mapToLong(Payload::heldBytes).sum();
    while (bytes > MAX_HELD_BYTES && held.size() > 2) {
      Payload oldest = held.remove(0);
      bytes -= oldest.heldBytes();
      readers(oldest).forEach(Connection::close);
    }
  }

  /** Lets go of the answers that everybody has read. */
  void forgetAnswersRead() {
    held.removeIf(known -> readers(known).isEmpty());
  }

  private List<Connection> readers(Payload answer) {
    return open.stream().filter(connection -> connection.isReading(answer)).toList();
  }

  /** Makes sure that deadlines are looked at by then. */
  void wakeBy(long deadlineNanos) {
    if (timer == null || deadlineNanos - timerNanos < 0) {
      if (timer != null) {
        timer.cancel(false);
      }
      timerNanos = deadlineNanos;
      long delay = Math.max(LEAST_DELAY_NANOS, deadlineNanos - System.nanoTime());
      timer = eventLoop.schedule(this::closeOverdue, delay, TimeUnit.NANOSECONDS);
    }
  }

  private void closeOverdue() {
    timer = null;
    long now = System.nanoTime();
    for (Connection connection : new ArrayList<>(open)) {
      if (connection.deadlineNanos() - now <= 0) {
        connection.close();
      }
    }
    for (Connection connection : open) {
      wakeBy(connection.deadlineNanos());
    }
  }

  private boolean evictStuck() {
    long now = System.nanoTime();
    Connection victim = null;
    long longest = 0;
    for (Connection connection : open) {
      long stuck = connection.isTurnedAway() ? 0 : connection.stuckNanos(now);
      if (stuck > longest) {
        longest = stuck;
        victim = connection;
      }
    }
    return victim != null && evict(victim);
  }

  private void evictTurnedAway() {
    for (Connection connection : open) {
      if (connection.isTurnedAway()) {
        evict(connection);
        return;
      }
    }
  }

  private boolean evict(Connection connection) {
    remove(connection);
    connection.close();
    return true;
  }
}
