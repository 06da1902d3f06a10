// SPDX-License-Identifier: Apache-2.0
package io.meterweave.console;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.ByteBuffer;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;

final class FlowTest {
  private final Flow flow = new Flow(Runnable::run);

  @Test
  void anArrayThatAllHaveSentIsFilledAgain() {
    Payload.Slices one = flow.read(() -> {});
    Payload.Slices other = flow.read(() -> {});
    flow.seal();
    byte[] first = push(1);
    read(one, 1);
    assertThat(flow.buffer()).isNotSameAs(first);
    read(other, 1);
    assertThat(flow.buffer()).isSameAs(first);
    assertThat(flow.heldBytes()).isZero();
  }

  @Test
  void aSlowReaderKeepsWhatItHasNotRead() {
    Payload.Slices fast = flow.read(() -> {});
    Payload.Slices slow = flow.read(() -> {});
    flow.seal();
    for (int i = 0; i < 40; i++) {
      push(i);
      read(fast, i);
    }
    flow.end();
    assertThat(fast.isAtEnd()).isTrue();
    assertThat(flow.length()).isEqualTo(40 * Flow.PIECE_BYTES);
    assertThat(flow.heldBytes()).isEqualTo(flow.length());
    for (int i = 0; i < 40; i++) {
      assertThat(slow.isAtEnd()).isFalse();
      read(slow, i);
    }
    assertThat(slow.isAtEnd()).isTrue();
    assertThat(flow.heldBytes()).isZero();
  }

  @Test
  void aReaderThatGoesAwayHoldsNothing() {
    Payload.Slices stays = flow.read(() -> {});
    Payload.Slices goes = flow.read(() -> {});
    flow.seal();
    push(1);
    read(stays, 1);
    goes.close();
    assertThat(flow.heldBytes()).isZero();
    assertThat(flow.isAbandoned()).isFalse();
    byte[] second = push(2);
    read(stays, 2);
    assertThat(flow.buffer()).isSameAs(second);
    stays.close();
    assertThat(flow.isAbandoned()).isTrue();
  }

  @Test
  void withoutAnyReaderItIsAbandoned() {
    flow.seal();
    assertThat(flow.isAbandoned()).isTrue();
    assertThatThrownBy(() -> flow.read(() -> {})).isInstanceOf(IllegalStateException.class);
  }

  @Test
  void readersAreToldOfEachPieceAndOfTheEnd() {
    AtomicInteger told = new AtomicInteger();
    Payload.Slices reader = flow.read(told::incrementAndGet);
    flow.seal();
    assertThat(reader.next()).isNull();
    assertThat(reader.isAtEnd()).isFalse();
    push(1);
    assertThat(told).hasValue(1);
    flow.end();
    assertThat(told).hasValue(2);
    assertThat(reader.isAtEnd()).isFalse();
    read(reader, 1);
    assertThat(reader.isAtEnd()).isTrue();
    assertThat(reader.isBroken()).isFalse();
  }

  @Test
  void aFailureBreaksIt() {
    Payload.Slices reader = flow.read(() -> {});
    flow.seal();
    flow.fail();
    assertThat(reader.isBroken()).isTrue();
    assertThat(flow.length()).isEqualTo(Payload.UNKNOWN);
  }

  private byte[] push(int mark) {
    byte[] bytes = flow.buffer();
    bytes[0] = (byte) mark;
    flow.push(bytes, bytes.length);
    return bytes;
  }

  private static void read(Payload.Slices reader, int mark) {
    ByteBuffer slice = reader.next();
    assertThat(slice.remaining()).isEqualTo(Flow.PIECE_BYTES);
    assertThat(slice.get(slice.position())).isEqualTo((byte) mark);
    reader.sent();
  }
}
