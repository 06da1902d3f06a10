// SPDX-License-Identifier: Apache-2.0
package io.meterweave.console;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.util.List;
import java.util.zip.Deflater;
import java.util.zip.GZIPOutputStream;
import org.jspecify.annotations.Nullable;

/**
 * An answer, before it meets a connection; many connections may send the same one.
 *
 * <p>Immutable by agreement: nobody writes to the bytes.
 *
 * @param status the HTTP status
 * @param contentType the value of the {@code Content-Type} header
 * @param body not compressed
 * @param gzipped the same compressed, if somebody wanted that and it is worth it
 * @param headers further ones, name after value after name
 */
record Reply(
    int status, String contentType, Body body, @Nullable Body gzipped, List<String> headers) {
  static final String TEXT = "text/plain; charset=utf-8";
  static final String JSON = "application/json; charset=utf-8";

  /** Below this many bytes the frame of gzip costs more than it saves. */
  private static final int WORTH_COMPRESSING = 512;

  static Reply ok(String contentType, byte[] body, String... headers) {
    return ok(contentType, Body.of(body), headers);
  }

  static Reply ok(String contentType, Body body, String... headers) {
    return new Reply(200, contentType, body, null, List.of(headers));
  }

  /** Returns an answer of one sentence, which tells a client no more than it needs. */
  static Reply sentence(int status, String text, String... headers) {
    return new Reply(status, TEXT, Body.of((text + "\n").getBytes(UTF_8)), null, List.of(headers));
  }

  /** Returns the answer to a client that came when there was no room. */
  static Reply busy() {
    return sentence(503, "Too many clients at the moment.", "Retry-After", "1");
  }

  Reply withGzip() {
    if (gzipped != null || body.length() < WORTH_COMPRESSING) {
      return this;
    }
    return new Reply(status, contentType, body, compress(body), headers);
  }

  /** Returns the bytes to send. */
  Body bytes(boolean acceptsGzip) {
    return acceptsGzip && gzipped != null ? gzipped : body;
  }

  private static Body compress(Body plain) {
    ByteArrayOutputStream out = new ByteArrayOutputStream(plain.length() / 8 + 64);
    try (OutputStream gzip = new FastGzip(out)) {
      for (int i = 0; i < plain.slices(); i++) {
        ByteBuffer slice = plain.slice(i);
        gzip.write(slice.array(), slice.arrayOffset() + slice.position(), slice.remaining());
      }
    } catch (IOException impossible) {
      throw new UncheckedIOException(impossible);
    }
    return Body.of(out.toByteArray());
  }

  /** Numbers in text shrink well at any level: the fastest costs a third of the usual one. */
  private static final class FastGzip extends GZIPOutputStream {
    FastGzip(OutputStream out) throws IOException {
      super(out, 8192);
      def.setLevel(Deflater.BEST_SPEED);
    }
  }
}
