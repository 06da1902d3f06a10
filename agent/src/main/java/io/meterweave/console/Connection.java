// SPDX-License-Identifier: Apache-2.0
package io.meterweave.console;

import io.meterweave.incident.Incidents;
import io.netty.channel.ChannelFuture;
import io.netty.channel.ChannelHandlerContext;
import io.netty.channel.ChannelInboundHandlerAdapter;
import io.netty.channel.socket.SocketChannel;
import io.netty.handler.codec.http.HttpRequest;
import io.netty.util.ReferenceCountUtil;
import java.io.IOException;
import java.net.InetSocketAddress;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/**
 * One client: its requests one after the other, and how long it may take for what.
 *
 * <p>Confined to the event loop. Whatever goes wrong closes this connection and no other.
 */
final class Connection extends ChannelInboundHandlerAdapter {
  /** What the connection waits for. */
  private enum State {
    /** The client: for another request. */
    IDLE,
    /** The client: for the rest of a request's head. */
    HEAD,
    /** Us: for the answer to be made. */
    RENDERING,
    /** The client: to take the answer. */
    WRITING,
    /** The client: to notice that we have said all, so that nothing of it is lost. */
    CLOSING
  }

  private static final int MAX_PIPELINED = 16;
  private static final long CLOSING_NANOS = TimeUnit.SECONDS.toNanos(1);
  private static final long TURNED_AWAY_HEAD_NANOS = TimeUnit.SECONDS.toNanos(1);
  private static final long STUCK_READER_NANOS = TimeUnit.SECONDS.toNanos(1);
  private static final long STUCK_NANOS = TimeUnit.MILLISECONDS.toNanos(250);

  private final SocketChannel channel;
  private final Connections all;
  private final Gate gate;
  private final Routes routes;
  private final boolean isTurnedAway;
  private final Deque<HttpRequest> pipelined = new ArrayDeque<>();

  private State state = State.HEAD;
  private @Nullable Payload answer;
  private @Nullable ReplyWriter writer;
  private boolean keepsConnection = true;
  private long headSince = System.nanoTime();
  private long requestSince = headSince;
  private long progress = headSince;

  /**
   * @param isTurnedAway whether there was no room: whatever is asked, the answer is 503
   */
  Connection(
      SocketChannel channel, Connections all, Gate gate, Routes routes, boolean isTurnedAway) {
    this.channel = channel;
    this.all = all;
    this.gate = gate;
    this.routes = routes;
    this.isTurnedAway = isTurnedAway;
  }

  /** A byte has arrived, whatever it means. */
  void bytesArrived() {
    if (state == State.IDLE) {
      headSince = System.nanoTime();
      enter(State.HEAD);
    }
  }

  @Override
  public void channelRead(ChannelHandlerContext context, Object message) {
    boolean isExpected =
        message instanceof HttpRequest && state != State.CLOSING && keepsConnection;
    if (!isExpected) {
      // The body of a request, which nothing here has a use for, or what follows the last answer.
      ReferenceCountUtil.release(message);
    } else if (state == State.HEAD || state == State.IDLE) {
      serve((HttpRequest) message);
    } else if (pipelined.size() < MAX_PIPELINED) {
      pipelined.add((HttpRequest) message);
    } else {
      close();
    }
  }

  @Override
  public void channelInactive(ChannelHandlerContext context) {
    stopWriting();
    all.remove(this);
  }

  @Override
  public void exceptionCaught(ChannelHandlerContext context, Throwable failure) {
    if (!(failure instanceof IOException)) {
      Incidents.swallow(Incidents.Kind.EXPORT, "HTTP server, connection", failure);
    }
    close();
  }

  private void serve(HttpRequest head) {
    requestSince = System.nanoTime();
    enter(State.RENDERING);
    channel.config().setAutoRead(false);
    Request request = Request.of(head, isFromHere());
    Reply refusal = isTurnedAway ? Reply.busy() : gate.refusal(request);
    keepsConnection = refusal == null && request.keepsConnection();
    if (refusal != null) {
      send(request, refusal);
    } else {
      routes.answer(request, reply -> send(request, reply));
    }
  }

  private void send(Request request, Reply reply) {
    if (!channel.isActive()) {
      return;
    }
    try {
      enter(State.WRITING);
      answer = reply.bytes(request.acceptsGzip());
      all.hold(answer);
      ReplyWriter.send(this, channel, request, reply, keepsConnection);
    } catch (RuntimeException unsendable) {
      exceptionCaught(channel.pipeline().lastContext(), unsendable);
    }
  }

  /** Writes an answer from now on. */
  void writes(ReplyWriter begun) {
    writer = begun;
  }

  private void stopWriting() {
    ReplyWriter last = writer;
    writer = null;
    if (last != null) {
      last.close();
    }
  }

  /** The client has taken a part of the answer. */
  void sliceSent() {
    progress = System.nanoTime();
  }

  /** The client has taken what there is of the answer; the rest is being made. */
  void waitsForMore() {
    enter(State.RENDERING);
  }

  /** There is more of the answer. */
  void hasMore(Payload grown) {
    all.hold(grown);
    if (state == State.RENDERING) {
      enter(State.WRITING);
    }
  }

  /** The client has taken all of the answer. */
  void replySent() {
    answer = null;
    stopWriting();
    all.forgetAnswersRead();
    if (!keepsConnection) {
      enter(State.CLOSING);
      ChannelFuture unused = channel.shutdownOutput();
      channel.config().setAutoRead(true);
      return;
    }
    enter(State.IDLE);
    HttpRequest next = pipelined.poll();
    if (next == null) {
      channel.config().setAutoRead(true);
    } else {
      serve(next);
    }
  }

  void close() {
    ChannelFuture unused = channel.close();
  }

  private void enter(State next) {
    state = next;
    progress = System.nanoTime();
    all.wakeBy(deadlineNanos());
  }

  /** Returns when the connection's patience ends, on the scale of {@link System#nanoTime}. */
  long deadlineNanos() {
    ConsoleLimits limits = all.limits();
    return switch (state) {
      case IDLE -> progress + millis(limits.idleMillis());
      case HEAD ->
          headSince + (isTurnedAway ? TURNED_AWAY_HEAD_NANOS : millis(limits.headMillis()));
      case RENDERING -> requestSince + millis(limits.responseMillis());
      case WRITING -> {
        long end = requestSince + millis(limits.responseMillis());
        long stall = progress + millis(limits.stallMillis());
        yield stall - end < 0 ? stall : end;
      }
      case CLOSING -> progress + CLOSING_NANOS;
    };
  }

  /** Returns for how long the client has kept us waiting past any courtesy; 0 if it has not. */
  long stuckNanos(long nowNanos) {
    long courtesy =
        switch (state) {
          case IDLE, HEAD, CLOSING -> STUCK_NANOS;
          case WRITING -> STUCK_READER_NANOS;
          case RENDERING -> Long.MAX_VALUE;
        };
    long waited = nowNanos - progress;
    return waited > courtesy ? waited : 0;
  }

  boolean isReading(Payload known) {
    return answer == known;
  }

  boolean isTurnedAway() {
    return isTurnedAway;
  }

  private boolean isFromHere() {
    InetSocketAddress client = channel.remoteAddress();
    InetSocketAddress server = channel.localAddress();
    return client != null
        && (client.getAddress().isLoopbackAddress()
            || (server != null && client.getAddress().equals(server.getAddress())));
  }

  private static long millis(long millis) {
    return TimeUnit.MILLISECONDS.toNanos(millis);
  }
}
