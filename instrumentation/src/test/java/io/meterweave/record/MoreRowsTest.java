// SPDX-License-Identifier: Apache-2.0
package io.meterweave.record;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.Test;

class MoreRowsTest {
  private static final int LENGTH = 20;
  private static final long ROW_BYTES = LENGTH * Long.BYTES;

  private final long[] first = new long[LENGTH];
  private final AtomicLong allowance = new AtomicLong(100 * ROW_BYTES);
  private final MoreRows rows = new MoreRows(8, allowance);

  @Test
  void rowsDoubleWhenThreadsHaveMetOftenInAMoment() {
    meet(MoreRows.CROWD - 1, 1);
    assertThat(rows.get()).isNull();
    meet(1, 1);
    assertThat(rows.get()).hasDimensions(2, LENGTH);
    assertThat(rows.get()[0]).isSameAs(first);
    long[] second = rows.get()[1];
    meet(MoreRows.CROWD - 1, 2);
    assertThat(rows.get()).hasDimensions(2, LENGTH);
    meet(1, 2);
    assertThat(rows.get()).hasDimensions(4, LENGTH);
    assertThat(rows.get()[0]).isSameAs(first);
    assertThat(rows.get()[1]).isSameAs(second);
    assertThat(allowance).hasValue(97 * ROW_BYTES);
  }

  @Test
  void thereAreNeverMoreThanAllowed() {
    meet(10 * MoreRows.CROWD, 1);
    assertThat(rows.get()).hasDimensions(8, LENGTH);
    assertThat(allowance).hasValue(93 * ROW_BYTES);
  }

  @Test
  void threadsThatMeetNowAndThenShareARowForGood() {
    for (int i = 1; i <= 1_000; i++) {
      meet(1, i * (MoreRows.MOMENT_NANOS / 10));
    }
    assertThat(rows.get()).isNull();
  }

  @Test
  void theRowsOfAllSeriesComeOutOfOneAllowance() {
    allowance.set(4 * ROW_BYTES);
    meet(10 * MoreRows.CROWD, 1);
    assertThat(rows.get()).hasDimensions(4, LENGTH);
    MoreRows others = new MoreRows(8, allowance);
    for (int i = 0; i < 2 * MoreRows.CROWD; i++) {
      others.met(new long[LENGTH], others.get(), 1);
    }
    assertThat(others.get()).hasDimensions(2, LENGTH);
    assertThat(allowance).hasValue(0);
  }

  @Test
  void whoeverSawWhatIsNoMoreWidensNothing() {
    meet(MoreRows.CROWD, 1);
    for (int i = 0; i < 4 * MoreRows.CROWD; i++) {
      assertThat(rows.met(first, null, 1)).hasDimensions(2, LENGTH);
    }
  }

  private void meet(int times, long nowNanos) {
    for (int i = 0; i < times; i++) {
      assertThat(rows.met(first, rows.get(), nowNanos)).isSameAs(rows.get());
    }
  }
}
