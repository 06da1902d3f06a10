// SPDX-License-Identifier: Apache-2.0
package io.meterweave.console;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.ByteBuffer;
import java.util.List;
import org.junit.jupiter.api.Test;

final class BodyTest {
  @Test
  void aLongPieceIsCutAndAnEmptyOneLeftOut() {
    byte[] bytes = new byte[150_000];
    bytes[65_536] = 7;
    Body body =
        Body.of(List.of(ByteBuffer.allocate(0), ByteBuffer.wrap(bytes), ByteBuffer.allocate(5)));
    assertThat(body.length()).isEqualTo(150_005);
    assertThat(body.slices()).isEqualTo(4);
    assertThat(body.slice(1).get()).isEqualTo((byte) 7);
    assertThat(body.slice(1).remaining()).isEqualTo(65_536);
    assertThat(body.slice(2).remaining()).isEqualTo(150_000 - 2 * 65_536);
    assertThat(body.slice(3).remaining()).isEqualTo(5);
  }

  @Test
  void ofNothingThereIsNothingToSend() {
    assertThat(Body.of(new byte[0]).slices()).isZero();
    assertThat(Body.EMPTY.length()).isZero();
  }
}
