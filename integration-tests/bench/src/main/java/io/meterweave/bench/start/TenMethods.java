// SPDX-License-Identifier: Apache-2.0
package io.meterweave.bench.start;

import io.meterweave.annotations.TrackMetrics;
import io.micrometer.core.annotation.Timed;
import io.opentelemetry.instrumentation.annotations.WithSpan;

/** Ten methods with an annotation of each contender. */
final class TenMethods {
  private long calls;

  void callAll() {
    first();
    second();
    third();
    fourth();
    fifth();
    sixth();
    seventh();
    eighth();
    ninth();
    tenth();
    if (calls != 10) {
      throw new IllegalStateException("calls: " + calls);
    }
  }

  @TrackMetrics
  @WithSpan
  @Timed("first")
  void first() {
    calls++;
  }

  @TrackMetrics
  @WithSpan
  @Timed("second")
  void second() {
    calls++;
  }

  @TrackMetrics
  @WithSpan
  @Timed("third")
  void third() {
    calls++;
  }

  @TrackMetrics
  @WithSpan
  @Timed("fourth")
  void fourth() {
    calls++;
  }

  @TrackMetrics
  @WithSpan
  @Timed("fifth")
  void fifth() {
    calls++;
  }

  @TrackMetrics
  @WithSpan
  @Timed("sixth")
  void sixth() {
    calls++;
  }

  @TrackMetrics
  @WithSpan
  @Timed("seventh")
  void seventh() {
    calls++;
  }

  @TrackMetrics
  @WithSpan
  @Timed("eighth")
  void eighth() {
    calls++;
  }

  @TrackMetrics
  @WithSpan
  @Timed("ninth")
  void ninth() {
    calls++;
  }

  @TrackMetrics
  @WithSpan
  @Timed("tenth")
  void tenth() {
    calls++;
  }
}
