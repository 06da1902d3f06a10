// SPDX-License-Identifier: Apache-2.0
package io.meterweave.it.targets;

import io.meterweave.annotations.TraceOperation;
import io.meterweave.annotations.TrackMetrics;

/** Methods that cannot be woven as asked, among neighbours that can. */
public abstract class Misfits {
  @TrackMetrics(name = "not a name!")
  static void badName() {}

  @TrackMetrics(name = "badlabel", labels = "no-equals-sign")
  static void badLabel() {}

  @TrackMetrics(
      name = "badbuckets",
      buckets = {3, 1, 2})
  static void badBuckets() {}

  @TrackMetrics(name = "badpath", labels = "x={nobody.name}")
  static void badPath(String somebody) {}

  @TrackMetrics
  static native void nativeOne();

  @TrackMetrics
  abstract void abstractOne();

  @TrackMetrics(name = "neighbour")
  @TraceOperation
  static int neighbour() {
    return 1;
  }

  /** Is what the abstract class is not. */
  static final class Concrete extends Misfits {
    @Override
    void abstractOne() {}
  }

  /** Calls what can be called. */
  public static void main(String[] args) {
    badName();
    badLabel();
    badBuckets();
    badPath("x");
    new Concrete().abstractOne();
    System.out.println(neighbour() + neighbour());
    Stage.reached("done");
  }
}
