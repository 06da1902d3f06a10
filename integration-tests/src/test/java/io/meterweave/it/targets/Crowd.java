// SPDX-License-Identifier: Apache-2.0
package io.meterweave.it.targets;

import io.meterweave.annotations.Label;
import io.meterweave.annotations.TrackMetrics;

/** A label with far too many values. */
public final class Crowd {
  private Crowd() {}

  @TrackMetrics(name = "crowd", trackDuration = false)
  static void enter(@Label("id") int id) {}

  /** Lets 3,000 in. */
  public static void main(String[] args) {
    for (int id = 0; id < 3_000; id++) {
      enter(id);
    }
    Stage.reached("done");
  }
}
