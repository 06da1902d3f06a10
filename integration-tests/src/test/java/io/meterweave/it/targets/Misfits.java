// SPDX-License-Identifier: Apache-2.0
package io.meterweave.it.targets;

import io.meterweave.annotations.CacheMetrics;
import io.meterweave.annotations.CountCalls;
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

  @CountCalls(metricName = "cache.hits")
  static void takenName() {}

  @CacheMetrics(cacheName = "names", hit = "result.name")
  static Found badHit() {
    return new Found("", true);
  }

  @CacheMetrics(cacheName = "names", hit = "result.isHit")
  static Found hit() {
    return new Found("x", true);
  }

  /** What a look-up gives. */
  record Found(String name, boolean isHit) {}

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
    takenName();
    badHit();
    hit();
    new Concrete().abstractOne();
    System.out.println(neighbour() + neighbour());
    Stage.reached("done");
  }
}
