// SPDX-License-Identifier: Apache-2.0
package io.meterweave.sample.desk;

import java.util.Locale;

/** What a customer pays for. */
enum Tier {
  FREE(30),
  PRO(300),
  ENTERPRISE(3_000);

  private final int questionsPerMinute;

  Tier(int questionsPerMinute) {
    this.questionsPerMinute = questionsPerMinute;
  }

  int questionsPerMinute() {
    return questionsPerMinute;
  }

  /** Returns the name as it stands in labels and on the page. */
  public String label() {
    return name().toLowerCase(Locale.ROOT);
  }
}
