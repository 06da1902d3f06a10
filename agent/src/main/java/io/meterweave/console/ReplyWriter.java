// SPDX-License-Identifier: Apache-2.0
package io.meterweave.console;

import io.netty.buffer.Unpooled;
import io.netty.channel.Channel;
import io.netty.channel.ChannelFuture;
import io.netty.handler.codec.http.DefaultHttpContent;
import io.netty.handler.codec.http.DefaultHttpResponse;
import io.netty.handler.codec.http.HttpHeaderNames;
import io.netty.handler.codec.http.HttpHeaderValues;
import io.netty.handler.codec.http.HttpHeaders;
import io.netty.handler.codec.http.HttpResponse;
import io.netty.handler.codec.http.HttpResponseStatus;
import io.netty.handler.codec.http.HttpVersion;
import io.netty.handler.codec.http.LastHttpContent;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.List;
import java.util.Locale;

/**
 * Sends one answer over one connection, a slice at a time.
 *
 * <p>Confined to the event loop. A slice is handed to the socket only when the one before it is
 * gone: however slow a client is, and however long the answer, it costs one slice of memory, for
 * the answer itself is shared; and each slice taken shows that the client still reads.
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
  private final Body body;
  private int slicesSent;

  private ReplyWriter(Connection connection, Channel channel, Body body) {
    this.connection = connection;
    this.channel = channel;
    this.body = body;
  }

  /** Begins to send; {@code connection} is told about every slice and about the end. */
  static void send(
      Connection connection,
      Channel channel,
      Request request,
      Reply reply,
      boolean keepsConnection) {
    Body bytes = reply.bytes(request.acceptsGzip());
    HttpResponse head = head(request, reply, bytes, keepsConnection);
    ReplyWriter writer =
        new ReplyWriter(connection, channel, request.isHead() ? Body.EMPTY : bytes);
    ChannelFuture unused = channel.write(head);
    writer.next();
  }

  private void next() {
    boolean isEnd = slicesSent == body.slices();
    ChannelFuture written =
        isEnd
            ? channel.writeAndFlush(LastHttpContent.EMPTY_LAST_CONTENT)
            : channel.writeAndFlush(
                new DefaultHttpContent(Unpooled.wrappedBuffer(body.slice(slicesSent++))));
    written.addListener(
        future -> {
          if (!future.isSuccess()) {
            connection.close();
          } else if (isEnd) {
            connection.replySent();
          } else {
            connection.sliceSent();
            next();
          }
        });
  }

  private static HttpResponse head(
      Request request, Reply reply, Body bytes, boolean keepsConnection) {
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
      headers.set(HttpHeaderNames.CONTENT_LENGTH, bytes.length());
      if (bytes == reply.gzipped()) {
        headers.set(HttpHeaderNames.CONTENT_ENCODING, "gzip");
      }
    }
    if (!keepsConnection) {
      headers.set(HttpHeaderNames.CONNECTION, HttpHeaderValues.CLOSE);
    } else if (request.head().protocolVersion().equals(HttpVersion.HTTP_1_0)) {
      headers.set(HttpHeaderNames.CONNECTION, HttpHeaderValues.KEEP_ALIVE);
    }
    return head;
  }
}
