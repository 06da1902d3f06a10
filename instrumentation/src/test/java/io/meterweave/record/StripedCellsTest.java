// SPDX-License-Identifier: Apache-2.0
package io.meterweave.record;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assumptions.assumeThat;

import java.lang.reflect.Method;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.IdentityHashMap;
import java.util.List;
import java.util.Set;
import java.util.concurrent.CyclicBarrier;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledForJreRange;
import org.junit.jupiter.api.condition.JRE;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class StripedCellsTest {
  private static final int CELLS = 5;
  private static final int TASKS = 16;
  private static final int ADDITIONS = 200_000;

  @Test
  void oneThreadNeedsOneRow() {
    StripedCells cells = new StripedCells(4);
    for (int i = 0; i < 100_000; i++) {
      cells.add(1, 2, 3, 4);
      cells.add(0, 1);
    }
    assertThat(cells.rows()).isEqualTo(1);
    assertThat(cells.sum(0)).isEqualTo(100_000);
    assertThat(cells.sum(1)).isEqualTo(200_000);
    assertThat(cells.sum(2)).isZero();
    assertThat(cells.sum(3)).isEqualTo(400_000);
    assertThat(cells.sumFrom(1)).isEqualTo(600_000);
  }

  @Test
  void threadsThatMeetAllTheTimeGetMoreRows() throws Exception {
    assumeThat(Runtime.getRuntime().availableProcessors()).isGreaterThan(1);
    StripedCells cells = new StripedCells(CELLS);
    long deadline = System.nanoTime() + TimeUnit.SECONDS.toNanos(30);
    List<Thread> threads = new ArrayList<>();
    for (int i = 0; i < 2; i++) {
      Thread thread =
          new Thread(
              () -> {
                while (cells.rows() == 1 && System.nanoTime() < deadline) {
                  cells.add(0, 1);
                }
              });
      thread.start();
      threads.add(thread);
    }
    for (Thread thread : threads) {
      thread.join();
    }
    assertThat(cells.rows()).isGreaterThan(1);
  }

  @Test
  void threadsSpreadOverTheRowsAndTheSumsAreOfAll() throws Exception {
    StripedCells cells = withRows(8);
    for (int i = 0; i < 64; i++) {
      Thread thread = new Thread(() -> cells.add(0, 3, 2, 1));
      thread.start();
      thread.join();
    }
    assertThat(cells.sum(0)).isEqualTo(3 * 64);
    assertThat(cells.sum(2)).isEqualTo(64);
    assertThat(cells.sumFrom(1)).isEqualTo(64);
    assertThat(byIndex(cells)).containsExactly(3 * 64, 64);
    long used =
        Arrays.stream(cells.more().get())
            .filter(row -> Arrays.stream(row).anyMatch(amount -> amount > 0))
            .count();
    assertThat(used).isGreaterThan(4);
  }

  @Test
  void aThreadStaysInItsRowUntilItMovesOn() {
    long[][] rows = new long[8][1];
    long[] row = Probe.pick(rows);
    assertThat(Probe.pick(rows)).isSameAs(row);
    Set<long[]> seen = Collections.newSetFromMap(new IdentityHashMap<>());
    for (int i = 0; i < 1_000; i++) {
      Probe.advance();
      seen.add(Probe.pick(rows));
    }
    assertThat(seen).hasSize(8);
  }

  private static StripedCells withRows(int wanted) {
    MoreRows more = new MoreRows(wanted, new AtomicLong(Long.MAX_VALUE));
    StripedCells cells = new StripedCells(CELLS, more);
    for (int i = 0; i < wanted * MoreRows.CROWD; i++) {
      more.met(cells.first(), more.get(), 1);
    }
    assertThat(cells.rows()).isEqualTo(wanted);
    return cells;
  }

  @ParameterizedTest
  @ValueSource(ints = {2, 3, TASKS})
  void threadsThatMakeRowsMeanwhileLoseNothing(int tasks) throws Exception {
    assertExact(
        tasks,
        task -> {
          Thread thread = new Thread(task);
          thread.start();
          return thread;
        });
  }

  @Test
  @EnabledForJreRange(min = JRE.JAVA_21)
  void virtualThreadsLoseNothing() throws Exception {
    Method start = Thread.class.getMethod("startVirtualThread", Runnable.class);
    assertExact(TASKS, task -> (Thread) start.invoke(null, task));
  }

  private static void assertExact(int tasks, Starter starter) throws Exception {
    StripedCells cells = new StripedCells(CELLS);
    CyclicBarrier go = new CyclicBarrier(tasks);
    List<Thread> threads = new ArrayList<>();
    for (int i = 0; i < tasks; i++) {
      int mine = 1 + i % (CELLS - 1);
      threads.add(starter.start(() -> addAll(cells, mine, go)));
    }
    assertThatSumsGrow(cells, threads);
    long each = (long) tasks * ADDITIONS;
    assertThat(cells.sum(0)).isEqualTo(3 * each + each);
    assertThat(cells.sumFrom(1)).isEqualTo(each);
    assertThat(byIndex(cells)).containsExactly(4 * each, each);
    assertThat(cells.rows()).isBetween(1, 4 * Runtime.getRuntime().availableProcessors());
  }

  private static void addAll(StripedCells cells, int mine, CyclicBarrier go) {
    try {
      go.await();
    } catch (Exception stop) {
      return;
    }
    for (int i = 0; i < ADDITIONS; i++) {
      cells.add(0, 3, mine, 1);
      cells.add(0, 1);
    }
  }

  private static void assertThatSumsGrow(StripedCells cells, List<Thread> threads)
      throws InterruptedException {
    long before = 0;
    while (threads.stream().anyMatch(Thread::isAlive)) {
      long now = cells.sum(0);
      assertThat(now).isGreaterThanOrEqualTo(before);
      before = now;
    }
    for (Thread thread : threads) {
      thread.join();
    }
  }

  private static long[] byIndex(StripedCells cells) {
    long[] sums = new long[2];
    cells.addTo(0, new short[] {0, 1, 1, 1, 1}, sums);
    return sums;
  }

  /** Starts a thread. */
  interface Starter {
    Thread start(Runnable task) throws Exception;
  }
}
