// SPDX-License-Identifier: Apache-2.0
package io.meterweave.it.targets;

import io.meterweave.annotations.TraceOperation;
import io.meterweave.annotations.TrackMetrics;

/** The same calls again and again, while somebody switches the methods off and on. */
public final class Switched {
  private static final int CALLS = 100_000;

  private int sum;

  /** Is measured when it is made. */
  static final class Cart {
    @TrackMetrics(name = "cart")
    Cart() {}
  }

  /** Is loaded while everything is off. */
  static final class Late {
    private Late() {}

    @TrackMetrics(name = "late")
    static int add(int one, int two) {
      return one + two;
    }
  }

  @TrackMetrics(name = "place")
  @TraceOperation
  int place(int amount) {
    return amount + 1;
  }

  @TrackMetrics(name = "hot")
  static int hot(int amount) {
    return amount + 1;
  }

  @TrackMetrics(name = "broken")
  void broken() {
    throw new Stage.ExpectedException("as ever");
  }

  @TrackMetrics(name = "busy", trackActive = true)
  void busy(String stage) {
    Stage.reached(stage);
  }

  private void calls() {
    for (int i = 0; i < 3; i++) {
      sum += place(i);
      Stage.fails(this::broken);
      sum += new Cart().hashCode() & 1;
    }
    for (int i = 0; i < CALLS; i++) {
      sum += hot(i);
    }
  }

  /** Runs it. */
  public static void main(String[] args) {
    Switched target = new Switched();
    target.calls();
    Stage.reached("before");
    target.calls();
    Stage.reached("off");
    target.calls();
    Stage.reached("again");
    target.busy("in flight");
    target.busy("in flight and off");
    Stage.reached("all");
    target.calls();
    target.sum += Late.add(1, 2);
    Stage.reached("all off");
    target.calls();
    target.sum += Late.add(1, 2);
    Stage.reached("done");
    System.out.println(target.sum != 0);
  }
}
