// SPDX-License-Identifier: Apache-2.0
package io.meterweave.it.harness;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.junit.jupiter.api.Test;

final class ExpositionTest {
  private static final String SCRAPE =
      """
      # HELP orders_calls_total Calls of orders.
      # TYPE orders_calls_total counter
      orders_calls_total{tier="gold",shop="a \\"b\\"\\n\\\\c"} 3.0
      # HELP orders_duration_seconds Time.
      # TYPE orders_duration_seconds histogram
      orders_duration_seconds_bucket{le="0.5"} 1
      orders_duration_seconds_bucket{le="+Inf"} 2 # {trace_id="0af7"} 0.6
      orders_duration_seconds_count 2
      """;

  @Test
  void aSeriesIsFoundByAllItsLabelsInAnyOrder() {
    Exposition scrape = Exposition.parse(SCRAPE);
    assertThat(scrape.value("orders_calls_total", "shop", "a \"b\"\n\\c", "tier", "gold"))
        .isEqualTo(3);
    assertThat(scrape.find("orders_calls_total", "tier", "gold")).isEmpty();
    assertThat(scrape.value("orders_duration_seconds_count")).isEqualTo(2);
  }

  @Test
  void familiesHaveTypeHelpAndBounds() {
    Exposition scrape = Exposition.parse(SCRAPE);
    assertThat(scrape.type("orders_duration_seconds")).isEqualTo("histogram");
    assertThat(scrape.help("orders_calls_total")).isEqualTo("Calls of orders.");
    assertThat(scrape.bounds("orders_duration_seconds")).containsExactly("0.5", "+Inf");
  }

  @Test
  void aSeriesThatStandsTwiceIsRefused() {
    assertThatThrownBy(() -> Exposition.parse("a{b=\"c\"} 1\na{b=\"c\"} 2\n"))
        .hasMessageContaining("twice");
  }
}
