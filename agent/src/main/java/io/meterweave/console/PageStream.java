// SPDX-License-Identifier: Apache-2.0
package io.meterweave.console;

import java.io.IOException;
import java.io.OutputStream;
import java.nio.ByteBuffer;
import java.util.List;
import java.util.concurrent.Executor;
import org.jspecify.annotations.Nullable;

/**
 * Turns a text in the making into the answer to those who wait for it: one reply if it is short,
 * otherwise one that is sent, and compressed, while the rest is made.
 *
 * <p>Confined to the thread that makes the text.
 */
final class PageStream {
  private final String contentType;
  private final RenderQueue.Audience audience;
  private final Executor eventLoop;
  private final Pieces text = new Pieces(this::full);

  private boolean isFlowing;
  private @Nullable Flow plain;
  private @Nullable Flow gzipped;
  private @Nullable Pieces compressed;
  private @Nullable FastGzip gzip;

  PageStream(String contentType, RenderQueue.Audience audience, Executor eventLoop) {
    this.contentType = contentType;
    this.audience = audience;
    this.eventLoop = eventLoop;
  }

  /** Returns where to write. */
  OutputStream out() {
    return text;
  }

  /** Returns whether an answer is under way, so that no other can be given. */
  boolean isFlowing() {
    return isFlowing;
  }

  /** Returns whether there is nobody left who reads. */
  boolean isAbandoned() {
    Flow one = plain;
    Flow other = gzipped;
    return isFlowing
        && (one == null || one.isAbandoned())
        && (other == null || other.isAbandoned());
  }

  /** Says that all is written. */
  void end() throws IOException {
    byte[] rest = text.rest();
    int length = text.used();
    if (!isFlowing) {
      Reply reply = Reply.ok(contentType, Body.of(List.of(ByteBuffer.wrap(rest, 0, length))));
      audience.tell(audience.wantsGzip() ? reply.withGzip() : reply);
      return;
    }
    compress(rest, length);
    FastGzip zip = gzip;
    Pieces zipped = compressed;
    Flow zipFlow = gzipped;
    if (zip != null && zipped != null && zipFlow != null) {
      zip.close();
      zipFlow.push(zipped.rest(), zipped.used());
      zipFlow.end();
    }
    Flow plainFlow = plain;
    if (plainFlow != null) {
      plainFlow.push(rest, length);
      plainFlow.end();
    }
  }

  /** Ends the connections of those who have a part. */
  void fail() {
    Flow one = plain;
    if (one != null) {
      one.fail();
    }
    Flow other = gzipped;
    if (other != null) {
      other.fail();
    }
    FastGzip zip = gzip;
    if (zip != null) {
      zip.abandon();
    }
  }

  private byte[] full(byte[] piece, int length) throws IOException {
    if (!isFlowing) {
      begin();
    }
    if (isAbandoned()) {
      throw new IOException("nobody reads any more");
    }
    compress(piece, length);
    Flow flow = plain;
    if (flow == null || flow.isAbandoned()) {
      return piece;
    }
    flow.push(piece, length);
    return flow.buffer();
  }

  private void compress(byte[] piece, int length) throws IOException {
    FastGzip to = gzip;
    Flow flow = gzipped;
    if (to != null && flow != null && !flow.isAbandoned()) {
      to.write(piece, 0, length);
    }
  }

  private void begin() throws IOException {
    isFlowing = true;
    Flow unzipped = audience.wantsPlain() ? new Flow(eventLoop) : null;
    Flow zipped = audience.wantsGzip() ? new Flow(eventLoop) : null;
    plain = unzipped;
    gzipped = zipped;
    if (zipped != null) {
      Pieces pieces =
          new Pieces(
              (piece, length) -> {
                zipped.push(piece, length);
                return zipped.buffer();
              });
      compressed = pieces;
      gzip = new FastGzip(pieces);
    }
    audience.tell(
        new Reply(200, contentType, unzipped == null ? Body.EMPTY : unzipped, zipped, List.of()));
    if (unzipped != null) {
      unzipped.seal();
    }
    if (zipped != null) {
      zipped.seal();
    }
  }
}
