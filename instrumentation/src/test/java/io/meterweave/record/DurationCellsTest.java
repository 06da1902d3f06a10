// SPDX-License-Identifier: Apache-2.0
package io.meterweave.record;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import org.junit.jupiter.api.Test;

class DurationCellsTest {
  private static final int THREADS = 8;
  private static final int CALLS = 1_000_000;

  @Test
  void eightThreadsLoseNothing() throws Exception {
    DurationCells cells = new DurationCells(BucketLayout.DEFAULT);
    CountDownLatch go = new CountDownLatch(1);
    List<Thread> threads = new ArrayList<>();
    for (int i = 0; i < THREADS; i++) {
      Thread thread =
          new Thread(
              () -> {
                try {
                  go.await();
                } catch (InterruptedException stop) {
                  return;
                }
                for (int call = 0; call < CALLS; call++) {
                  cells.record(call % 4096);
                }
              });
      threads.add(thread);
      thread.start();
    }
    go.countDown();
    long before = 0;
    while (threads.stream().anyMatch(Thread::isAlive)) {
      long now = cells.count();
      assertThat(now).isGreaterThanOrEqualTo(before);
      before = now;
    }
    for (Thread thread : threads) {
      thread.join();
    }
    long sum = 0;
    for (int call = 0; call < CALLS; call++) {
      sum += call % 4096;
    }
    assertThat(cells.count()).isEqualTo((long) THREADS * CALLS);
    long[] buckets = new long[BucketLayout.DEFAULT.buckets()];
    cells.addTo(buckets);
    assertThat(buckets).startsWith((long) THREADS * CALLS, 0);
    assertThat(cells.sumNanos()).isEqualTo(THREADS * sum);
  }
}
