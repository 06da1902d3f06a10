// SPDX-License-Identifier: Apache-2.0
package io.meterweave.export;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayOutputStream;
import java.nio.ByteBuffer;
import java.util.Random;
import org.junit.jupiter.api.Test;

final class ChunkedBodyTest {
  @Test
  void everyByteComesOutInOrder() {
    ChunkedBody body = new ChunkedBody();
    ByteArrayOutputStream expected = new ByteArrayOutputStream();
    Random random = new Random(1);
    while (expected.size() < 1_000_000) {
      byte[] bytes = new byte[random.nextInt(100_000)];
      random.nextBytes(bytes);
      body.write(bytes, bytes.length / 4, bytes.length / 2);
      expected.write(bytes, bytes.length / 4, bytes.length / 2);
      body.write(bytes.length);
      expected.write(bytes.length);
    }
    ByteArrayOutputStream all = new ByteArrayOutputStream();
    for (ByteBuffer piece : body.pieces()) {
      assertThat(piece.remaining()).isLessThanOrEqualTo(64 * 1024);
      all.write(piece.array(), 0, piece.remaining());
    }
    assertThat(all.toByteArray()).isEqualTo(expected.toByteArray());
  }

  @Test
  void nothingIsOneEmptyPiece() {
    assertThat(new ChunkedBody().pieces()).singleElement().matches(piece -> !piece.hasRemaining());
  }
}
