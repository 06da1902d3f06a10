// SPDX-License-Identifier: Apache-2.0
package io.meterweave.record;

import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.LongAdder;
import org.jspecify.annotations.Nullable;

/**
 * One series of how many calls are in flight and how long they have been running together, shown as
 * a summary.
 *
 * <p>Thread-safe. Made for few, long calls: each of them is kept while it runs.
 */
final class RunningCalls extends FamilySeries implements Gauge {
  private final Set<Running> running = ConcurrentHashMap.newKeySet();
  private final LongAdder started = new LongAdder();

  @Override
  public InFlight.Entry entry(long startNanos) {
    return new Running(this, startNanos);
  }

  @Override
  void show(SeriesLabels labels, SeriesSink sink) {
    long now = System.nanoTime();
    long count = 0;
    double seconds = 0;
    for (Running call : running) {
      count++;
      seconds += Math.max(0, now - call.startNanos) / 1e9;
    }
    sink.summary(labels, count, seconds);
  }

  private double longestSeconds() {
    long now = System.nanoTime();
    long longest = 0;
    for (Running call : running) {
      longest = Math.max(longest, now - call.startNanos);
    }
    return longest / 1e9;
  }

  @Override
  long recordings() {
    return started.sum();
  }

  /** A call in flight. Confined to the thread of the call. */
  private static final class Running implements InFlight.Entry {
    private final RunningCalls of;
    private final long startNanos;

    Running(RunningCalls of, long startNanos) {
      this.of = of;
      this.startNanos = startNanos;
    }

    /** Needs no room beforehand: the set has a call once or not at all. */
    @Override
    public void move(int amount) {
      if (amount > 0) {
        of.running.add(this);
        of.started.add(1);
      } else if (amount < 0) {
        of.running.remove(this);
      }
    }
  }

  /** One series of the longest of the calls in flight. Thread-safe. */
  static final class Longest extends FamilySeries {
    private volatile @Nullable RunningCalls calls;

    void of(RunningCalls of) {
      calls = of;
    }

    @Override
    void show(SeriesLabels labels, SeriesSink sink) {
      RunningCalls of = calls;
      sink.amount(labels, of == null ? 0 : of.longestSeconds());
    }

    @Override
    long recordings() {
      RunningCalls of = calls;
      return of == null ? 0 : of.recordings();
    }
  }
}
