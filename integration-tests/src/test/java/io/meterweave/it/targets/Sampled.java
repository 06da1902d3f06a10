// SPDX-License-Identifier: Apache-2.0
package io.meterweave.it.targets;

import io.meterweave.annotations.Label;
import io.meterweave.annotations.MeasureLatency;
import io.meterweave.annotations.TraceOperation;
import io.meterweave.annotations.TrackMetrics;

/**
 * Many calls, some of which fail, of methods whose durations may be sampled and of some that are
 * not.
 */
public final class Sampled {
  private static final int CALLS = 100_000;
  private static final int FAILURES = 1_000;

  private int sum;

  private Sampled() {}

  @TrackMetrics(name = "plain")
  int plain(int number) {
    return number + 1;
  }

  @TrackMetrics(name = "labelled", trackActive = true)
  int labelled(@Label("parity") String parity, int number) {
    return number + parity.length();
  }

  @TrackMetrics(name = "late", labels = "odd={result}")
  boolean late(int number) {
    return number % 2 == 1;
  }

  @TrackMetrics(name = "broken")
  void broken() {
    throw new Stage.ExpectedException("as ever");
  }

  @MeasureLatency(metricName = "latency")
  int latency(int number) {
    return number + 1;
  }

  @TrackMetrics(name = "traced")
  @TraceOperation
  int traced(int number) {
    return number + 1;
  }

  /** Runs it. */
  public static void main(String[] arguments) {
    Sampled target = new Sampled();
    for (int i = 0; i < CALLS; i++) {
      target.sum += target.plain(i);
      target.sum += target.labelled(i % 2 == 1 ? "odd" : "even", i);
      target.sum += target.late(i) ? 1 : 0;
      target.sum += target.latency(i);
    }
    for (int i = 0; i < FAILURES; i++) {
      target.sum += target.traced(i);
      try {
        target.broken();
      } catch (Stage.ExpectedException expected) {
        target.sum++;
      }
    }
    System.out.println(target.sum != 0);
    Stage.reached("done");
  }
}
