// SPDX-License-Identifier: Apache-2.0
package io.meterweave.export;

import io.meterweave.incident.Incidents;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Map.Entry;
import java.util.function.Consumer;

/**
 * Says on standard error what a person should know of the exporters: one line per change of state.
 *
 * <p>Thread-safe. Where nobody chose the endpoint and nobody listens there, nothing is said. What
 * two signals suffer at the same place for the same reason is said once.
 */
final class ExportNews {
  private final Consumer<String> line;
  private final Map<ExportTarget, String> failing = new HashMap<>();
  private final Map<String, Loss> losses = new LinkedHashMap<>();
  private boolean isClosing;

  ExportNews() {
    this(Incidents::tell);
  }

  ExportNews(Consumer<String> line) {
    this.line = line;
  }

  synchronized void failed(ExportTarget target, ExportFailure failure) {
    boolean isWorthALine = target.isConfigured() || !failure.isNobodyThere();
    if (isClosing || !isWorthALine || failing.containsKey(target)) {
      return;
    }
    String key = key(target, failure.text());
    boolean isKnown = failing.containsValue(key);
    failing.put(target, key);
    if (!isKnown) {
      line.accept(
          target.signal()
              + " do not arrive at "
              + target
              + ": "
              + failure.text()
              + ". "
              + target.wayOut()
              + " Until then they are dropped and counted.");
    }
  }

  synchronized void arrived(ExportTarget target) {
    if (failing.remove(target) != null) {
      line.accept(target.signal() + " arrive at " + target + " again.");
    }
  }

  /** From now on failures are not said one by one: what is lost follows. */
  synchronized void close() {
    isClosing = true;
  }

  /**
   * Something was lost at the end.
   *
   * @param what such as {@code 3 of 5 spans}
   */
  synchronized void lost(ExportTarget target, String what, String reason) {
    boolean isTold = failing.containsKey(target);
    if (target.isConfigured() || isTold) {
      losses
          .computeIfAbsent(key(target, reason), unused -> new Loss(target, reason, isTold))
          .add(what);
    }
  }

  /** Says what was lost, a line for each place and reason. */
  synchronized void sayLosses() {
    for (Entry<String, Loss> loss : losses.entrySet()) {
      line.accept(loss.getValue().text());
    }
    losses.clear();
  }

  private static String key(ExportTarget target, String reason) {
    return target.server() + ' ' + reason;
  }

  /** What was lost at one place for one reason. */
  private static final class Loss {
    private final ExportTarget target;
    private final String reason;
    private final boolean isTold;
    private String what = "";

    Loss(ExportTarget target, String reason, boolean isTold) {
      this.target = target;
      this.reason = reason;
      this.isTold = isTold;
    }

    void add(String more) {
      what += (what.isEmpty() ? "" : " and ") + more;
    }

    String text() {
      String end = isTold ? "." : ". " + target.wayOut();
      return what + " were not sent to " + target + ": " + reason + end;
    }
  }
}
