// SPDX-License-Identifier: Apache-2.0
package io.meterweave.console;

import io.meterweave.incident.AgentThreads;
import io.meterweave.incident.Incidents;
import io.netty.bootstrap.ServerBootstrap;
import io.netty.buffer.UnpooledByteBufAllocator;
import io.netty.channel.Channel;
import io.netty.channel.ChannelFuture;
import io.netty.channel.ChannelHandlerContext;
import io.netty.channel.ChannelInboundHandlerAdapter;
import io.netty.channel.ChannelInitializer;
import io.netty.channel.ChannelOption;
import io.netty.channel.EventLoop;
import io.netty.channel.FixedRecvByteBufAllocator;
import io.netty.channel.SingleThreadIoEventLoop;
import io.netty.channel.nio.NioIoHandler;
import io.netty.channel.socket.SocketChannel;
import io.netty.channel.socket.nio.NioServerSocketChannel;
import io.netty.handler.codec.http.HttpDecoderConfig;
import io.netty.handler.codec.http.HttpServerCodec;
import java.net.InetSocketAddress;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ThreadFactory;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/**
 * The HTTP server, running.
 *
 * <p>Thread-safe. One thread for the network, one for answers that take time (it ends when nobody
 * asks); both are daemons.
 */
public final class ConsoleServer implements AutoCloseable {
  /*
   * The network's thread never waits: not for a client, not for the rest of the agent, not for a
   * lock of the application. It reads heads, answers probes, hands what takes time to the render
   * queue, and sends a slice of an answer whenever a socket has room. So a client can only ever be
   * slow for itself, and /health says whether this process lives, not whether somebody scrapes it.
   *
   * Netty's buffers are plain arrays here: no direct memory that the application may have limited,
   * no pool that outlives a burst, no Unsafe. The event loop stands alone rather than in a group,
   * which would start a thread of Netty's own when it closes.
   */
  private static final int MAX_LINE = 8 * 1024;
  private static final int READ_BYTES = 4 * 1024;

  /** Left alone, Linux would keep up to 4 MiB of an answer for each client that does not read. */
  private static final int SEND_BYTES = 256 * 1024;

  private static final int BACKLOG = 256;
  private static final long BIND_SECONDS = 5;
  private static final long CLOSE_MILLIS = 1_000;

  private final EventLoop eventLoop;
  private final RenderQueue queue;
  private final Connections connections;
  private final Channel channel;

  private ConsoleServer(
      EventLoop eventLoop, RenderQueue queue, Connections connections, Channel channel) {
    this.eventLoop = eventLoop;
    this.queue = queue;
    this.connections = connections;
    this.channel = channel;
  }

  /**
   * Starts a server; returns when it listens.
   *
   * @throws ConsoleStartException if it cannot listen there; nothing is left behind
   */
  public static ConsoleServer start(ConsoleSettings settings, ConsoleSource source)
      throws ConsoleStartException {
    InetSocketAddress address = resolve(settings);
    SilentNetty.install();
    EventLoop eventLoop = new SingleThreadIoEventLoop(null, threads(), NioIoHandler.newFactory());
    RenderQueue queue = new RenderQueue(eventLoop);
    Permission permission = new Permission(settings.token());
    Connections connections =
        new Connections(
            eventLoop,
            settings.limits(),
            gate(settings, address, permission),
            new Routes(source, queue, permission));
    ChannelFuture bound = bootstrap(eventLoop, connections, settings).bind(address);
    boolean isInTime = bound.awaitUninterruptibly(BIND_SECONDS, TimeUnit.SECONDS);
    if (isInTime && bound.isSuccess()) {
      return new ConsoleServer(eventLoop, queue, connections, bound.channel());
    }
    queue.close();
    stop(eventLoop, CLOSE_MILLIS);
    throw cannotListen(settings, bound.cause());
  }

  /** Returns the port, also where any free one was asked for. */
  public int port() {
    return ((InetSocketAddress) channel.localAddress()).getPort();
  }

  /** Returns how many clients are connected. */
  int openConnections() {
    return eventLoop.submit(connections::count).syncUninterruptibly().getNow();
  }

  /** Frees the port and ends the threads; returns after a second at most. */
  @Override
  public void close() {
    close(Duration.ofMillis(CLOSE_MILLIS));
  }

  /** Frees the port and ends the threads; what has not ended within the limit is not waited for. */
  public void close(Duration limit) {
    long deadline = System.nanoTime() + limit.toNanos();
    ChannelFuture unused = channel.close();
    queue.close();
    try {
      eventLoop.execute(connections::closeAll);
    } catch (RuntimeException closedBefore) {
      return;
    }
    stop(eventLoop, millisUntil(deadline));
    queue.awaitEnd(millisUntil(deadline));
  }

  private static ServerBootstrap bootstrap(
      EventLoop eventLoop, Connections connections, ConsoleSettings settings) {
    UnpooledByteBufAllocator arrays = new UnpooledByteBufAllocator(false, true);
    return new ServerBootstrap()
        .group(eventLoop, eventLoop)
        .channel(NioServerSocketChannel.class)
        .option(ChannelOption.ALLOCATOR, arrays)
        .option(ChannelOption.SO_BACKLOG, BACKLOG)
        .childOption(ChannelOption.ALLOCATOR, arrays)
        .childOption(ChannelOption.RECVBUF_ALLOCATOR, new FixedRecvByteBufAllocator(READ_BYTES))
        .childOption(ChannelOption.SO_SNDBUF, SEND_BYTES)
        .childOption(ChannelOption.TCP_NODELAY, true)
        .childHandler(
            new ChannelInitializer<SocketChannel>() {
              @Override
              protected void initChannel(SocketChannel client) {
                Connection connection = connections.admit(client);
                client
                    .pipeline()
                    .addLast(new FirstByte(connection), codec(settings.limits()), connection);
              }
            });
  }

  private static HttpServerCodec codec(ConsoleLimits limits) {
    return new HttpServerCodec(
        new HttpDecoderConfig()
            .setMaxInitialLineLength(MAX_LINE)
            .setMaxHeaderSize(limits.maxHeadBytes()));
  }

  private static Gate gate(
      ConsoleSettings settings, InetSocketAddress address, Permission permission) {
    List<String> names = new ArrayList<>(settings.allowedHosts());
    if (!address.getAddress().isAnyLocalAddress()) {
      names.add(settings.host());
    }
    return new Gate(address.getAddress().isLoopbackAddress(), names, permission);
  }

  private static InetSocketAddress resolve(ConsoleSettings settings) throws ConsoleStartException {
    try {
      InetSocketAddress address = new InetSocketAddress(settings.host(), settings.port());
      if (!address.isUnresolved()) {
        return address;
      }
      throw cannotListen(settings, new IllegalArgumentException("the host is not known"));
    } catch (IllegalArgumentException outOfRange) {
      throw cannotListen(settings, outOfRange);
    }
  }

  private static ConsoleStartException cannotListen(
      ConsoleSettings settings, @Nullable Throwable cause) {
    String reason =
        cause == null ? "no answer from the system" : String.valueOf(cause.getMessage());
    return new ConsoleStartException(
        ConsoleStartException.sentence(settings.host(), settings.port(), reason), cause);
  }

  private static ThreadFactory threads() {
    return work -> AgentThreads.daemon("http", Incidents.Kind.EXPORT, work);
  }

  private static void stop(EventLoop eventLoop, long millis) {
    eventLoop
        .shutdownGracefully(0, CLOSE_MILLIS, TimeUnit.MILLISECONDS)
        .awaitUninterruptibly(millis);
  }

  private static long millisUntil(long deadline) {
    return Math.max(0, TimeUnit.NANOSECONDS.toMillis(deadline - System.nanoTime()));
  }

  /** Tells a connection that bytes have come, before the codec knows what they mean. */
  private static final class FirstByte extends ChannelInboundHandlerAdapter {
    private final Connection connection;

    FirstByte(Connection connection) {
      this.connection = connection;
    }

    @Override
    public void channelRead(ChannelHandlerContext context, Object bytes) {
      connection.bytesArrived();
      context.fireChannelRead(bytes);
    }
  }
}
