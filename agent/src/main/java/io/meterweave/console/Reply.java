// SPDX-License-Identifier: Apache-2.0
package io.meterweave.console;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * An answer, before it meets a connection; many connections may send the same one.
 *
 * <p>Immutable by agreement: nobody writes to the bytes. The body of a long one may still be in the
 * making, see {@link Flow}.
 *
 * @param status the HTTP status
 * @param contentType the value of the {@code Content-Type} header
 * @param body not compressed
 * @param gzipped the same compressed, if somebody wanted that and it is worth it
 * @param headers further ones, name after value after name
 */
record Reply(
    int status, String contentType, Payload body, @Nullable Payload gzipped, List<String> headers) {
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
    if (gzipped == null && body instanceof Body whole && whole.length() >= WORTH_COMPRESSING) {
      return new Reply(status, contentType, body, compress(whole), headers);
    }
    return this;
  }

  /** Returns the bytes to send. */
  Payload bytes(boolean acceptsGzip) {
    return acceptsGzip && gzipped != null ? gzipped : body;
  }

  private static Body compress(Body plain) {
    ByteArrayOutputStream out = new ByteArrayOutputStream((int) plain.length() / 8 + 64);
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
}
