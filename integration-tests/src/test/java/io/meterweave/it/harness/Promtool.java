// SPDX-License-Identifier: Apache-2.0
package io.meterweave.it.harness;

import java.nio.file.Path;

/** The checks of {@code promtool}. Thread-safe. */
public final class Promtool {
  private Promtool() {}

  /**
   * Returns what {@code promtool check metrics} says to a scrape; silence and code 0 are praise.
   */
  public static Exit checkMetrics(String exposition) {
    try (AgentJvm promtool = Launch.program(Backend.PROMTOOL.path(), "check", "metrics").start()) {
      return promtool.send(exposition.stripTrailing()).endOfInput().awaitExit();
    }
  }

  /** Returns what {@code promtool check config} says to a configuration of Prometheus. */
  public static Exit checkConfig(Path file) {
    return Launch.program(Backend.PROMTOOL.path(), "check", "config", file.toString()).run();
  }
}
