// SPDX-License-Identifier: Apache-2.0
package io.meterweave.export;

import io.meterweave.export.ExporterState.Condition;
import io.opentelemetry.sdk.common.CompletableResultCode;
import java.time.Duration;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.ScheduledFuture;
import java.util.concurrent.ThreadLocalRandom;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * Sends what one exporter is given: tries again where that may help, backs off where nobody
 * listens, and ends in time.
 *
 * <p>Thread-safe.
 */
/*
 * Problem: OpenTelemetry's exporters try again on their own, for up to ten seconds an export, and
 * nothing can stop them: a program whose collector is down then takes 16 s to end, and says nothing
 * (measured). Nor do they tell anybody what failed before the last attempt.
 *
 * Choice: their retries are switched off, and made here by the same rules (five attempts, 1 s to
 * 5 s apart, all within the exporter's timeout), where the end of the JVM can cut them short. An
 * endpoint that nobody chose and where nothing ever answered is not tried again for the same data,
 * and not more often than every 30 s; in between it is quiet, and who has much to send may ask.
 */
final class Delivery {
  private static final int MAX_ATTEMPTS = 5;
  private static final long FIRST_PAUSE_NANOS = Duration.ofSeconds(1).toNanos();
  private static final long MAX_PAUSE_NANOS = Duration.ofSeconds(5).toNanos();
  private static final double PAUSE_GROWTH = 1.5;
  private static final long FIRST_QUIET_NANOS = Duration.ofSeconds(2).toNanos();
  private static final long MAX_QUIET_NANOS = Duration.ofSeconds(30).toNanos();
  private static final Duration LAST_CHANCE = Duration.ofMillis(500);

  private final ExporterHealth health;
  private final ScheduledExecutorService timer;
  private final Set<Attempts> open = ConcurrentHashMap.newKeySet();
  private volatile boolean isClosing;
  private volatile boolean isGivenUp;
  private volatile @Nullable ScheduledFuture<?> end;
  private long quietNanos;

  /** When the next attempt may be made, by {@link System#nanoTime()}; 0 if it may at once. */
  private volatile long quietUntil;

  Delivery(ExporterHealth health, ScheduledExecutorService timer) {
    this.health = health;
    this.timer = timer;
  }

  ExporterHealth health() {
    return health;
  }

  /**
   * Sends.
   *
   * @param items how many spans or metrics
   * @param transmission one attempt
   * @return completes when the data arrived or is given up
   */
  CompletableResultCode send(int items, Supplier<CompletableResultCode> transmission) {
    if (isGivenUp || isQuiet()) {
      health.skipped(items);
      return CompletableResultCode.ofFailure();
    }
    Attempts attempts = new Attempts(items, transmission);
    open.add(attempts);
    attempts.run();
    if (isGivenUp) {
      attempts.end(ExportFailure.OUT_OF_TIME);
    }
    return attempts.result;
  }

  /**
   * From now on nothing is tried twice, and what is not there within the limit is given up; a
   * backend that failed last gets half a second.
   */
  void close(Duration limit) {
    isClosing = true;
    boolean isDoubtful = health.is(Condition.FAILING) && limit.compareTo(LAST_CHANCE) > 0;
    Duration rest = isDoubtful ? LAST_CHANCE : limit;
    end = timer.schedule(this::giveUp, rest.toNanos(), TimeUnit.NANOSECONDS);
    for (Attempts attempts : open) {
      attempts.stopWaiting();
    }
  }

  /** Ends what is under way as failed, and sends nothing more. */
  void giveUp() {
    isGivenUp = true;
    ScheduledFuture<?> planned = end;
    if (planned != null) {
      planned.cancel(false);
    }
    for (Attempts attempts : open) {
      attempts.end(ExportFailure.OUT_OF_TIME);
    }
  }

  /** Returns whether whatever is sent now is dropped, for nobody listens. Costs next to nothing. */
  boolean isQuiet() {
    long until = quietUntil;
    return until != 0 && System.nanoTime() - until < 0;
  }

  private synchronized void backOff() {
    long next = quietNanos == 0 ? FIRST_QUIET_NANOS : Math.min(2 * quietNanos, MAX_QUIET_NANOS);
    quietNanos = next;
    long until = System.nanoTime() + next;
    quietUntil = until == 0 ? 1 : until;
  }

  private synchronized void endQuiet() {
    quietNanos = 0;
    quietUntil = 0;
  }

  private boolean isUnexpected(ExportFailure failure) {
    return failure.isNobodyThere() && !health.target().isConfigured() && !health.hasEverSucceeded();
  }

  /** The attempts to send the same data. */
  private final class Attempts implements Runnable {
    private final CompletableResultCode result = new CompletableResultCode();
    private final AtomicBoolean isEnded = new AtomicBoolean();
    private final int items;
    private final Supplier<CompletableResultCode> transmission;
    private final long begin = System.nanoTime();
    private long pauseNanos = FIRST_PAUSE_NANOS;
    private int made;
    private volatile @Nullable ScheduledFuture<?> next;
    private volatile ExportFailure last = ExportFailure.OUT_OF_TIME;

    Attempts(int items, Supplier<CompletableResultCode> transmission) {
      this.items = items;
      this.transmission = transmission;
    }

    @Override
    public void run() {
      made++;
      CompletableResultCode attempt;
      try {
        attempt = transmission.get();
      } catch (Throwable failure) {
        attempt = CompletableResultCode.ofExceptionalFailure(failure);
      }
      CompletableResultCode done = attempt;
      attempt.whenComplete(() -> completed(done));
    }

    private void completed(CompletableResultCode attempt) {
      if (attempt.isSuccess()) {
        endQuiet();
        if (isEnded.compareAndSet(false, true)) {
          open.remove(this);
          health.succeeded(items);
          result.succeed();
        }
        return;
      }
      ExportFailure failure = ExportFailure.of(attempt.getFailureThrowable());
      last = failure;
      if (!mayTryAgain(failure)) {
        end(failure);
        return;
      }
      long pause = (long) (pauseNanos * ThreadLocalRandom.current().nextDouble(0.8, 1.2));
      pauseNanos = Math.min((long) (pauseNanos * PAUSE_GROWTH), MAX_PAUSE_NANOS);
      next = timer.schedule(this, pause, TimeUnit.NANOSECONDS);
      if (isClosing) {
        stopWaiting();
      }
    }

    private boolean mayTryAgain(ExportFailure failure) {
      long left = health.target().timeout().toNanos() - (System.nanoTime() - begin);
      return failure.isTransient()
          && health.target().retries()
          && made < MAX_ATTEMPTS
          && left > pauseNanos
          && !isClosing
          && !isGivenUp
          && !isUnexpected(failure);
    }

    void stopWaiting() {
      ScheduledFuture<?> waiting = next;
      if (waiting != null && waiting.cancel(false)) {
        end(last);
      }
    }

    void end(ExportFailure failure) {
      if (!isEnded.compareAndSet(false, true)) {
        return;
      }
      open.remove(this);
      health.failed(items, failure);
      if (isUnexpected(failure)) {
        backOff();
      }
      if (isClosing) {
        isGivenUp = true;
      }
      result.fail();
    }
  }
}
