// SPDX-License-Identifier: Apache-2.0
package io.meterweave.rules;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class RulesTest {
  @ParameterizedTest
  @ValueSource(strings = {"orders", "orders.place", "_x", "Http2_calls", "a.b.c"})
  void aMetricNameHasLettersDigitsUnderscoresAndDots(String name) {
    assertThat(MetricName.check(name)).isNull();
  }

  @ParameterizedTest
  @CsvSource({
    "9lives, _9lives",
    "orders-place, orders_place",
    "orders:place, orders_place",
    "größe, gr__e",
    "a b, a_b"
  })
  void anyOtherMetricNameIsRefusedWithTheNearestGoodOne(String name, String better) {
    assertThat(MetricName.check(name).message())
        .isEqualTo(
            "The metric name \""
                + name
                + "\" is invalid: letters, digits, '_' and '.' only, and no digit first; write \""
                + better
                + "\".");
    assertThat(MetricName.check(better)).isNull();
  }

  @Test
  void namesOfTheAgentsOwnMetricsAreRefused() {
    assertThat(MetricName.check("meterweave.incidents").message())
        .isEqualTo(
            "The metric name \"meterweave.incidents\" is invalid: what begins with \"meterweave_\" is"
                + " Meterweave's own; begin with the name of your application.");
  }

  @ParameterizedTest
  @CsvSource({
    "cache_hits_total, what @CacheMetrics records",
    "cache_hits, what @CacheMetrics records",
    "cache__misses_total, what @CacheMetrics records",
    "llm_requests_total, what @TrackLlmUsage records",
    "llm_request_duration_seconds_count, what @TrackLlmUsage records",
    "method_errors_total, what all methods without a name record",
    "method_active, what all methods without a name record",
    "meterweave_incidents_total, Meterweave's own",
  })
  void aMetricThatIsThereAlreadyIsRefused(String family, String whose) {
    assertThat(OwnMetrics.check(family).message())
        .isEqualTo(
            "The metric \""
                + family
                + "\" is "
                + whose
                + "; begin with the name of your application.");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "cache_hits_duration_seconds",
        "cache_total",
        "llm_tokens_total",
        "method_active_sum",
        "x"
      })
  void anyOtherMetricIsFree(String family) {
    assertThat(OwnMetrics.check(family)).isNull();
  }

  @Test
  void dotsOfAMetricNameBecomeUnderscores() {
    assertThat(MetricName.of("orders.place.now")).isEqualTo("orders_place_now");
  }

  @ParameterizedTest
  @ValueSource(strings = {"tier", "_t", "customer_tier2"})
  void aLabelNameHasLettersDigitsAndUnderscores(String key) {
    assertThat(LabelName.check(key, Set.of())).isNull();
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "",
        " ",
        "customer.tier",
        "2nd",
        "a-b",
        "__x",
        "le",
        "quantile",
        "otel_metric_overflow"
      })
  void anyOtherLabelNameIsRefused(String key) {
    assertThat(LabelName.check(key, Set.of())).isNotNull();
  }

  @Test
  void aRefusalOfALabelShowsTheWayOut() {
    assertThat(LabelName.check("customer.tier", Set.of()).message())
        .isEqualTo(
            "The label \"customer.tier\" is invalid: letters, digits and '_' only, and no digit"
                + " first; write \"customer_tier\".");
    assertThat(LabelName.duplicate("tier").message())
        .isEqualTo("The label \"tier\" is given twice; remove one of them.");
  }

  @Test
  void anAttributeNameMayHaveDotsButNoBlanks() {
    assertThat(AttributeName.check("order.id")).isNull();
    assertThat(AttributeName.check("order id")).isNotNull();
    assertThat(AttributeName.check("")).isNotNull();
  }

  @Test
  void bucketsAreFiniteAndAscending() {
    assertThat(BucketBounds.check(List.of())).isNull();
    assertThat(BucketBounds.check(List.of(0.1, 0.5, 1.0))).isNull();
    assertThat(BucketBounds.check(List.of(0.1, 1.0, 0.5)).message())
        .isEqualTo(
            "The buckets are not ascending: 0.5 comes after 1.0; sort them, and write none twice.");
    assertThat(BucketBounds.check(List.of(1.0, 1.0))).isNotNull();
    assertThat(BucketBounds.check(List.of(0.1, Double.NaN))).isNotNull();
    assertThat(BucketBounds.check(List.of(0.1, Double.POSITIVE_INFINITY))).isNotNull();
  }

  @Test
  void aPriceIsUnsetOrNotNegative() {
    assertThat(Prices.check("costPer1kPrompt", Double.NaN)).isNull();
    assertThat(Prices.check("costPer1kPrompt", 0)).isNull();
    assertThat(Prices.check("costPer1kPrompt", 0.002)).isNull();
    assertThat(Prices.check("costPer1kPrompt", Double.POSITIVE_INFINITY)).isNotNull();
    assertThat(Prices.check("costPer1kPrompt", -0.1).message())
        .isEqualTo(
            "costPer1kPrompt = -0.1 is not a price; write US dollars per 1,000 tokens, 0 or more,"
                + " or leave it out.");
  }

  @ParameterizedTest
  @ValueSource(strings = {"order", "order.customer.tier", "arg0", "headers.x-request-id"})
  void aPathIsNamesWithDotsBetween(String path) {
    assertThat(LabelPath.check(path)).isNull();
  }

  @ParameterizedTest
  @ValueSource(
      strings = {"", ".", "order.", ".order", "order..tier", "order.tier()", "a b", "a}-{b"})
  void anythingElseIsNoPath(String path) {
    assertThat(LabelPath.check(path)).isNotNull();
  }

  @Test
  void aPathIsTakenApartAtItsDots() {
    assertThat(LabelPath.segments("")).isEmpty();
    assertThat(LabelPath.segments("order")).containsExactly("order");
    assertThat(LabelPath.segments("order.customer.tier"))
        .containsExactly("order", "customer", "tier");
  }

  @Test
  void aLabelIsFixedOrAPath() {
    assertThat(KeyValue.of("tier=gold")).isEqualTo(new KeyValue("tier", "gold", false));
    assertThat(KeyValue.of("q = a=b ")).isEqualTo(new KeyValue("q", "a=b", false));
    assertThat(KeyValue.of("tier={order.tier}"))
        .isEqualTo(new KeyValue("tier", "order.tier", true));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {"tier", "=gold", "tier=", "tier= ", "tier={order", "tier={}", "t={a}-{b}"})
  void anythingElseIsNoLabel(String written) {
    assertThat(KeyValue.check(written)).isNotNull();
    assertThat(KeyValue.check(written).message()).contains(written.contains("{}") ? "path" : "\"");
  }
}
