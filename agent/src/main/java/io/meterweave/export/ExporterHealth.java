// SPDX-License-Identifier: Apache-2.0
package io.meterweave.export;

import io.meterweave.export.ExporterState.Condition;
import io.meterweave.incident.Incidents;
import java.time.Instant;
import java.time.InstantSource;
import org.jspecify.annotations.Nullable;

/**
 * Knows how an exporter does, and says so once per change of state.
 *
 * <p>Thread-safe. Where nobody chose the endpoint and nobody listens there, nothing is said.
 */
final class ExporterHealth {
  private final ExportTarget target;
  private final InstantSource clock;

  private Condition condition = Condition.IDLE;
  private Instant since;
  private long exported;
  private long failures;
  private long dropped;
  private @Nullable String lastError;
  private boolean wasToldFailing;
  private boolean isLossToldLater;

  ExporterHealth(ExportTarget target, InstantSource clock) {
    this.target = target;
    this.clock = clock;
    this.since = clock.instant();
  }

  ExportTarget target() {
    return target;
  }

  synchronized void succeeded(int items) {
    exported += items;
    change(Condition.OK);
    if (wasToldFailing) {
      wasToldFailing = false;
      Incidents.tell(target.signal() + " arrive at " + target + " again.");
    }
  }

  synchronized void failed(int items, ExportFailure failure) {
    failures++;
    dropped += items;
    lastError = failure.text();
    change(Condition.FAILING);
    if (!wasToldFailing && !isLossToldLater && isWorthALine(failure)) {
      wasToldFailing = true;
      Incidents.tell(
          target.signal() + " do not arrive at " + target + ": " + failure.text() + wayOut());
    }
  }

  /** From now on failures are not said, for {@link #reportLoss} follows and says it all. */
  synchronized void expectLossReport() {
    isLossToldLater = true;
  }

  /**
   * Says at the end how many spans were lost, if somebody expects them to be somewhere.
   *
   * @param ended how many there were
   * @param refused how many of them found the queue full
   */
  synchronized void reportLoss(long ended, long refused) {
    long lost = ended - exported;
    if (lost <= 0 || !(target.isConfigured() || wasToldFailing)) {
      return;
    }
    StringBuilder line = new StringBuilder();
    line.append(lost).append(" of ").append(ended).append(" spans were not sent to ");
    line.append(target).append(": ");
    if (lost == refused) {
      line.append("the queue was full (OTEL_BSP_MAX_QUEUE_SIZE).");
    } else {
      line.append(lastError == null ? ExportFailure.OUT_OF_TIME.text() : lastError);
      line.append(wasToldFailing ? "." : wayOut());
    }
    Incidents.tell(line.toString());
  }

  private boolean isWorthALine(ExportFailure failure) {
    return target.isConfigured() || !failure.isNobodyThere();
  }

  private String wayOut() {
    if (target.endpoint().isEmpty()) {
      return ".";
    }
    return ". Start a backend there, name another with "
        + target.endpointVariable()
        + ", or switch this off with "
        + target.exporterVariable()
        + "=none; until then they are dropped and counted.";
  }

  private void change(Condition now) {
    if (condition != now) {
      condition = now;
      since = clock.instant();
    }
  }

  synchronized boolean is(Condition expected) {
    return condition == expected;
  }

  synchronized boolean hasEverSucceeded() {
    return exported > 0;
  }

  synchronized long failures() {
    return failures;
  }

  /** Something was dropped without an attempt. */
  synchronized void skipped(int items) {
    dropped += items;
  }

  synchronized long dropped() {
    return dropped;
  }

  synchronized ExporterState state() {
    return new ExporterState(
        target.exporter(),
        target.signal(),
        target.protocol(),
        target.endpoint(),
        target.isConfigured(),
        condition,
        since,
        exported,
        failures,
        lastError);
  }
}
