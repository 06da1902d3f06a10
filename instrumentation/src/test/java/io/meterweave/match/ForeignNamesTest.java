// SPDX-License-Identifier: Apache-2.0
package io.meterweave.match;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** The expected names are what Micrometer 1.17 with its Prometheus registry exposes. */
final class ForeignNamesTest {
  @ParameterizedTest
  @CsvSource({
    "method.counted, method_counted_total",
    "x.total, x_total",
    "b_total, b_total",
    "a.info, a_total",
    "c_bucket, c_total",
    "d_created, d_total",
    "x.total.total, x_total",
    "y.info.total, y_total",
    "z_total_info, z_total",
    "e.seconds, e_seconds_total",
    "a-b/c, a_b_c_total",
    "9x y, _x_y_total",
    "é.x, __x_total"
  })
  void aCounterHasOneEndingOfACounter(String written, String name) {
    assertThat(ForeignNames.counter(written)).isEqualTo(name);
  }

  @ParameterizedTest
  @CsvSource({
    "method.timed, method_timed_seconds",
    "ends.seconds, ends_seconds",
    "x_total, x_total_seconds",
    "t_c_bucket, t_c_bucket_seconds",
    "camelCase-x.y z, camelCase_x_y_z_seconds"
  })
  void aTimerIsInSeconds(String written, String name) {
    assertThat(ForeignNames.timer(written)).isEqualTo(name);
  }

  @ParameterizedTest
  @CsvSource({"b-c.d, b_c_d", "9x, _x", "__x, _x", "_x, _x", "le, le"})
  void aLabelDoesNotBeginWithTwoUnderscores(String written, String key) {
    assertThat(ForeignNames.label(written)).isEqualTo(key);
  }

  @Test
  void emptyPartsOfANameAreLeftOut() {
    assertThat(ForeignNames.join("", "shop", "", "order")).isEqualTo("shop.order");
  }
}
