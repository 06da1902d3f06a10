// SPDX-License-Identifier: Apache-2.0
package io.meterweave.runtime;

import io.meterweave.incident.AgentThreads;
import io.meterweave.incident.Incidents;
import io.meterweave.match.MethodPatterns;
import io.meterweave.match.PatternReport;
import java.time.Duration;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;

/**
 * Says which patterns of the configuration have matched nothing: when an application has had the
 * time to load its classes, or at its end if that comes first.
 *
 * <p>Thread-safe. It is said once; until then one thread waits, and without patterns none.
 */
final class PatternWatch {
  private static final Duration PATIENCE = Duration.ofSeconds(60);

  private final MethodPatterns patterns;
  private final Duration patience;
  private final CountDownLatch ended = new CountDownLatch(1);
  private final AtomicBoolean isSaid = new AtomicBoolean();

  PatternWatch(MethodPatterns patterns) {
    this(patterns, PATIENCE);
  }

  PatternWatch(MethodPatterns patterns, Duration patience) {
    this.patterns = patterns;
    this.patience = patience;
  }

  /** Begins to wait, on a thread of its own. */
  void start() {
    if (!patterns.isEmpty()) {
      AgentThreads.daemon("patterns", Incidents.Kind.LIFECYCLE, this::await).start();
    }
  }

  /** Says it now, if it was not said yet, and lets the thread end. */
  void end() {
    ended.countDown();
    say("");
  }

  private void await() {
    try {
      if (!ended.await(patience.toNanos(), TimeUnit.NANOSECONDS)) {
        say(" so far, " + patience.toSeconds() + " s after the start");
      }
    } catch (InterruptedException hurry) {
      Thread.currentThread().interrupt();
    }
  }

  private void say(String when) {
    if (isSaid.compareAndSet(false, true)) {
      for (PatternReport pattern : patterns.report()) {
        if (pattern.methods() == 0) {
          Incidents.warn(Incidents.Kind.CONFIG, pattern.nothingMatched(when));
        }
      }
    }
  }
}
