// SPDX-License-Identifier: Apache-2.0
package io.meterweave.it.annotations;

import static org.assertj.core.api.Assertions.assertThat;

import io.meterweave.it.harness.Exposition;
import io.meterweave.it.harness.Jdk;
import io.meterweave.it.harness.OnEveryJdk;
import io.meterweave.it.harness.Promtool;
import io.meterweave.it.harness.TargetApp;
import io.meterweave.it.targets.Orders;
import io.meterweave.it.targets.Orders.OutOfStockError;
import io.meterweave.it.targets.Stage.ExpectedException;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.AfterParameterizedClassInvocation;
import org.junit.jupiter.params.BeforeParameterizedClassInvocation;
import org.junit.jupiter.params.Parameter;

/** Every element of {@code @TrackMetrics}, to the exact value. */
@OnEveryJdk
final class TrackMetricsIT {
  @Parameter Jdk jdk;
  private static final String FUNCTION = "code_function_name";
  private static final String ORDERS = Orders.class.getName();

  private TargetApp app;
  private Exposition whileBusy;
  private Exposition metrics;

  @BeforeParameterizedClassInvocation
  void start() {
    app = TargetApp.start(jdk, Orders.class);
    whileBusy = app.awaitStage("busy").metrics();
    metrics = app.proceed().awaitStage("done").metrics();
  }

  @AfterParameterizedClassInvocation
  void end() {
    try (TargetApp ending = app) {
      ending.endQuietly();
    }
  }

  @Test
  void aMethodWithoutANameIsASeriesOfTheSharedFamilies() {
    assertThat(metrics.value("method_calls_total", FUNCTION, ORDERS + ".plain")).isEqualTo(7);
    assertThat(metrics.value("method_duration_seconds_count", FUNCTION, ORDERS + ".plain"))
        .isEqualTo(7);
    assertThat(metrics.value("method_duration_seconds_sum", FUNCTION, ORDERS + ".plain"))
        .isBetween(0.0, 1.0);
    assertThat(metrics.text()).doesNotContain("otel_scope");
  }

  @Test
  void anErrorCountsUnderItsClassAndStillIsACall() {
    String failing = ORDERS + ".failing";
    assertThat(metrics.value("method_calls_total", FUNCTION, failing)).isEqualTo(3);
    assertThat(metrics.value("method_duration_seconds_count", FUNCTION, failing)).isEqualTo(3);
    assertThat(
            metrics.value(
                "method_errors_total",
                FUNCTION,
                failing,
                "error_type",
                ExpectedException.class.getName()))
        .isEqualTo(2);
    assertThat(
            metrics.value(
                "method_errors_total",
                FUNCTION,
                failing,
                "error_type",
                OutOfStockError.class.getName()))
        .isEqualTo(1);
    assertThat(metrics.text()).doesNotContain("no luck");
  }

  @Test
  void aNameIsThePrefixOfFamiliesOfItsOwnAndDotsBecomeUnderscores() {
    String[] eu = {"shop", "berlin", "region", "eu", "amount", "7"};
    assertThat(metrics.value("orders_place_calls_total", eu)).isEqualTo(2);
    assertThat(metrics.value("orders_place_duration_seconds_count", eu)).isEqualTo(2);
    assertThat(
            metrics.value(
                "orders_place_calls_total", "shop", "berlin", "region", "us", "amount", "7"))
        .isEqualTo(1);
  }

  @Test
  void aNullIsTheLabelValueNone() {
    assertThat(
            metrics.value(
                "orders_place_calls_total", "shop", "berlin", "region", "none", "amount", "-1"))
        .isEqualTo(1);
  }

  @Test
  void aDescriptionIsTheHelpTextAndEveryFamilyHasOne() {
    assertThat(metrics.help("orders_place_calls_total")).contains("Orders that were placed.");
    assertThat(metrics.help("method_calls_total")).isNotEmpty();
    assertThat(metrics.help("fast_duration_seconds")).isNotEmpty();
    assertThat(metrics.type("fast_duration_seconds")).isEqualTo("histogram");
    assertThat(metrics.type("fast_calls_total")).isEqualTo("counter");
    assertThat(metrics.type("busy_active")).isEqualTo("gauge");
  }

  @Test
  void bucketsAreTheOnesThatWereAskedForOrTheDefaultOnes() {
    assertThat(metrics.bounds("fast_duration_seconds"))
        .containsExactly("0.1", "0.5", "2.0", "+Inf");
    assertThat(metrics.bounds("orders_place_duration_seconds"))
        .containsExactly(
            "5.0E-4", "0.001", "0.0025", "0.005", "0.01", "0.025", "0.05", "0.1", "0.25", "0.5",
            "1.0", "2.5", "5.0", "10.0", "+Inf");
    assertThat(metrics.value("fast_duration_seconds_bucket", "le", "+Inf")).isEqualTo(2);
  }

  @Test
  void whatIsSwitchedOffIsNotThere() {
    assertThat(metrics.names())
        .contains("untimed_calls_total", "uncounted_duration_seconds_count", "fearless_calls_total")
        .doesNotContain(
            "untimed_duration_seconds_count", "uncounted_calls_total", "fearless_errors_total");
  }

  @Test
  void callsInFlightAreAGaugeThatFallsToZeroAndNotAway() {
    assertThat(whileBusy.value("busy_active", "lane", "slow")).isEqualTo(1);
    assertThat(whileBusy.find("busy_calls_total", "lane", "slow").orElse(0)).isZero();
    assertThat(metrics.value("busy_active", "lane", "slow")).isZero();
    assertThat(metrics.value("busy_calls_total", "lane", "slow")).isEqualTo(1);
  }

  @Test
  void aLabelsPathGoesThroughComponentsGettersFieldsMethodsAndMaps() {
    assertThat(
            metrics.value(
                "paths_calls_total",
                "tier",
                "gold",
                "gold",
                "true",
                "country",
                "de",
                "name",
                "Ada \"the\"\nCountess\\ ü€",
                "note",
                "7"))
        .isEqualTo(1);
  }

  @Test
  void aNullAnywhereOnAPathIsNone() {
    assertThat(
            metrics.value(
                "paths_calls_total",
                "tier",
                "none",
                "gold",
                "none",
                "country",
                "none",
                "name",
                "none",
                "note",
                "none"))
        .isEqualTo(2);
  }

  @Test
  void aParameterIsALabelAndIsCutAt256Characters() {
    assertThat(metrics.value("labelled_calls_total", "who", "x".repeat(256), "tier", "gold"))
        .isEqualTo(1);
    assertThat(metrics.value("labelled_calls_total", "who", "none", "tier", "none")).isEqualTo(1);
  }

  @Test
  void twoMethodsMayShareAFamily() {
    assertThat(metrics.value("first_family_calls_total", "from", "one")).isEqualTo(1);
    assertThat(metrics.value("first_family_calls_total", "from", "two")).isEqualTo(2);
  }

  @Test
  void promtoolHasNothingToSay() {
    var verdict = Promtool.checkMetrics(metrics.text());
    assertThat(verdict.out() + verdict.err()).isEmpty();
    assertThat(verdict.code()).isZero();
  }
}
