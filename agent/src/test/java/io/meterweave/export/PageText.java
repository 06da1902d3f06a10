// SPDX-License-Identifier: Apache-2.0
package io.meterweave.export;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.ByteArrayOutputStream;
import java.nio.ByteBuffer;

/** Puts the pieces of a page together. */
final class PageText {
  private PageText() {}

  static String of(PrometheusPage page) {
    ByteArrayOutputStream all = new ByteArrayOutputStream();
    for (ByteBuffer piece : page.body()) {
      all.write(piece.array(), piece.arrayOffset() + piece.position(), piece.remaining());
    }
    return all.toString(UTF_8);
  }
}
