// SPDX-License-Identifier: Apache-2.0
package io.meterweave.console;

import io.netty.buffer.Unpooled;
import io.netty.channel.Channel;
import io.netty.channel.ChannelFuture;
import io.netty.handler.codec.http.DefaultHttpContent;
import io.netty.handler.codec.http.DefaultHttpResponse;
import io.netty.handler.codec.http.HttpContent;
import io.netty.handler.codec.http.HttpHeaderNames;
import io.netty.handler.codec.http.HttpHeaderValues;
import io.netty.handler.codec.http.HttpHeaders;
import io.netty.handler.codec.http.HttpResponse;
import io.netty.handler.codec.http.HttpResponseStatus;
import io.netty.handler.codec.http.HttpVersion;
import io.netty.handler.codec.http.LastHttpContent;
import java.nio.ByteBuffer;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.List;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/**
 * Sends one answer over one connection, a slice at a time.
 *
 * <p>Confined to the event loop. A slice is handed to the socket only when the one before it is
 * gone: however slow a client is, and however long the answer, it costs one slice of memory, for
 * the answer itself is shared; and each slice taken shows that the client still reads. An answer
 * that is still being made is sent in chunks as far as it has come.
 */
final class ReplyWriter {
  /** No script, style, picture or connection but our own; framed by nobody. */
  private static final String CONTENT_SECURITY_POLICY =
      "default-src 'self'; script-src 'self'; object-src 'none'; base-uri 'none'; form-action 'none';"
          + " frame-ancestors 'none'";

  private static final DateTimeFormatter HTTP_DATE =
      DateTimeFormatter.ofPattern("EEE, dd MMM yyyy HH:mm:ss 'GMT'", Locale.ENGLISH)
          .withZone(ZoneOffset.UTC);

  private final Connection connection;
  private final Channel channel;
  private final Request request;
  private final Reply reply;
  private final boolean keepsConnection;
  private final Payload payload;
  private Payload.@Nullable Slices slices;
  private boolean hasHead;
  private boolean isWriting;
  private boolean isDone;

  private ReplyWriter(
      Connection connection,
      Channel channel,
      Request request,
      Reply reply,
      boolean keepsConnection) {
    this.connection = connection;
    this.channel = channel;
    this.request = request;
    this.reply = reply;
    this.keepsConnection = keepsConnection;
    this.payload = reply.bytes(request.acceptsGzip());
  }

  /** Begins to send; {@code connection} is told about every slice and about the end. */
  static void send(
      Connection connection,
      Channel channel,
      Request request,
      Reply reply,
      boolean keepsConnection) {
    ReplyWriter writer = new ReplyWriter(connection, channel, request, reply, keepsConnection);
    connection.writes(writer);
    if (!request.isHead()) {
      writer.slices = writer.payload.read(writer::more);
    }
    writer.next();
  }

  /** Sends no more. */
  void close() {
    isDone = true;
    Payload.Slices open = slices;
    if (open != null) {
      open.close();
    }
  }

  private void more() {
    if (isDone) {
      return;
    }
    connection.hasMore(payload);
    if (!isWriting && !isDone) {
      next();
    }
  }

  private void next() {
    Payload.Slices from = slices;
    if (from != null && from.isBroken()) {
      connection.close();
      return;
    }
    if (from != null && !hasHead && !canSendHead()) {
      connection.waitsForMore();
      return;
    }
    if (!hasHead) {
      hasHead = true;
      ChannelFuture unused = channel.write(head());
    }
    ByteBuffer slice = from == null ? null : from.next();
    if (slice != null) {
      write(new DefaultHttpContent(Unpooled.wrappedBuffer(slice)), false);
    } else if (from == null || from.isAtEnd()) {
      write(LastHttpContent.EMPTY_LAST_CONTENT, true);
    } else {
      channel.flush();
      connection.waitsForMore();
    }
  }

  /** A client of HTTP/1.0 could not tell an answer that breaks off from one that ends. */
  private boolean canSendHead() {
    return payload.length() != Payload.UNKNOWN || !isOldProtocol();
  }

  private void write(HttpContent content, boolean isEnd) {
    isWriting = true;
    channel.writeAndFlush(content).addListener(written -> isWritten(written.isSuccess(), isEnd));
  }

  private void isWritten(boolean isSuccess, boolean isEnd) {
    isWriting = false;
    Payload.Slices from = slices;
    if (!isSuccess) {
      connection.close();
    } else if (isEnd) {
      connection.replySent();
    } else if (!isDone) {
      if (from != null) {
        from.sent();
      }
      connection.sliceSent();
      next();
    }
  }

  private boolean isOldProtocol() {
    return request.head().protocolVersion().equals(HttpVersion.HTTP_1_0);
  }

  private HttpResponse head() {
    HttpResponse head =
        new DefaultHttpResponse(HttpVersion.HTTP_1_1, HttpResponseStatus.valueOf(reply.status()));
    HttpHeaders headers = head.headers();
    headers.set(HttpHeaderNames.DATE, HTTP_DATE.format(Instant.now()));
    headers.set("X-Content-Type-Options", "nosniff");
    headers.set("Content-Security-Policy", CONTENT_SECURITY_POLICY);
    headers.set("Cross-Origin-Resource-Policy", "same-origin");
    headers.set("Referrer-Policy", "no-referrer");
    headers.set(HttpHeaderNames.CACHE_CONTROL, "no-store");
    headers.set(HttpHeaderNames.VARY, "Accept, Accept-Encoding");
    List<String> further = reply.headers();
    for (int i = 0; i < further.size(); i += 2) {
      headers.set(further.get(i), further.get(i + 1));
    }
    if (reply.status() != 304) {
      headers.set(HttpHeaderNames.CONTENT_TYPE, reply.contentType());
      if (payload.length() != Payload.UNKNOWN) {
        headers.set(HttpHeaderNames.CONTENT_LENGTH, payload.length());
      } else if (!isOldProtocol()) {
        headers.set(HttpHeaderNames.TRANSFER_ENCODING, HttpHeaderValues.CHUNKED);
      }
      if (payload.equals(reply.gzipped())) {
        headers.set(HttpHeaderNames.CONTENT_ENCODING, "gzip");
      }
    }
    if (!keepsConnection) {
      headers.set(HttpHeaderNames.CONNECTION, HttpHeaderValues.CLOSE);
    } else if (isOldProtocol()) {
      headers.set(HttpHeaderNames.CONNECTION, HttpHeaderValues.KEEP_ALIVE);
    }
    return head;
  }
}
