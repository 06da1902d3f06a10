// SPDX-License-Identifier: Apache-2.0
package io.meterweave.runtime;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

@Timeout(60)
class BusyStartTest {
  @Test
  void whoLoadsManyClassesIsWaitedFor() throws InterruptedException {
    AtomicInteger asked = new AtomicInteger();
    new BusyStart(() -> 1_000L * Math.min(asked.getAndIncrement(), 3), 1).await();
    assertThat(asked).as("the first, three that rise, one that does not").hasValue(5);
  }

  @Test
  void whoLoadsNextToNothingHasStarted() throws InterruptedException {
    AtomicInteger asked = new AtomicInteger();
    new BusyStart(() -> 7L * asked.getAndIncrement(), 1).await();
    assertThat(asked).hasValue(2);
  }

  @Test
  void aHurryEndsTheWait() throws InterruptedException {
    AtomicInteger asked = new AtomicInteger();
    BusyStart start = new BusyStart(() -> 1_000L * asked.getAndIncrement(), 1);
    start.hurry();
    start.await();
    assertThat(asked).hasValue(1);
  }

  @Test
  void whoNeverCeasesToLoadIsNotWaitedForForever() throws InterruptedException {
    AtomicInteger asked = new AtomicInteger();
    new BusyStart(() -> 1_000L * asked.getAndIncrement(), 1).await();
    assertThat(asked).as("the first, and one for each of twenty windows").hasValue(21);
  }
}
