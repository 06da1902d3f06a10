// SPDX-License-Identifier: Apache-2.0
package io.meterweave.sample.desk;

import io.meterweave.annotations.TrackMetrics;
import java.time.InstantSource;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import org.springframework.stereotype.Component;

/** Counts the questions of each customer in the minute of the clock. Thread-safe. */
@Component
class Quota {
  private static final long MINUTE_MILLIS = 60_000;

  private final InstantSource clock;
  private final Map<String, Window> windows = new ConcurrentHashMap<>();

  Quota(InstantSource clock) {
    this.clock = clock;
  }

  /**
   * Counts one question.
   *
   * @throws QuotaExceededException when the customer's tier allows no more of them in this minute
   */
  @TrackMetrics(name = "quota.check", labels = "tier={customer.tier.label}", trackDuration = false)
  void take(Customer customer) {
    long minute = clock.millis() / MINUTE_MILLIS;
    Window window =
        windows.merge(
            customer.id(),
            new Window(minute, 1),
            (old, first) -> old.minute() == minute ? old.plusOne() : first);
    int limit = customer.tier().questionsPerMinute();
    if (window.questions() > limit) {
      throw new QuotaExceededException(
          "The " + customer.tier().label() + " tier allows " + limit + " questions a minute.");
    }
  }

  private record Window(long minute, int questions) {
    Window plusOne() {
      return new Window(minute, questions + 1);
    }
  }
}
