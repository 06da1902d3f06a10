// SPDX-License-Identifier: Apache-2.0
package io.meterweave.plan;

import static io.meterweave.plan.WovenMethod.fixed;
import static io.meterweave.plan.WovenMethod.metrics;
import static io.meterweave.plan.WovenMethod.parameter;
import static io.meterweave.plan.WovenMethod.spec;
import static io.meterweave.plan.WovenMethod.withActive;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.meterweave.incident.Incidents;
import io.meterweave.spec.InstrumentSpec;
import io.meterweave.spec.MetricSpec;
import io.meterweave.spec.Specs;
import java.lang.invoke.MethodHandles;
import java.util.List;
import org.junit.jupiter.api.Test;

class MetricsOfCallsTest {
  private static final MethodHandles.Lookup HERE = MethodHandles.lookup();

  private final Recording recording = new Recording(2000);
  private final Exposition exposition = new Exposition(recording);

  @Test
  void aNamedMethodHasThreeFamiliesUnderItsName() throws Exception {
    WovenMethod place =
        new WovenMethod(
            recording,
            spec("place", "()V", metrics("orders.place", fixed("tier", "a")), null),
            HERE);
    place.call();
    place.call();
    assertThatThrownBy(
            () ->
                place.call(
                    () -> {
                      throw new IllegalStateException("no");
                    }))
        .hasMessage("no");
    assertThat(exposition.samples("orders_place_calls"))
        .containsExactly("orders_place_calls_total{tier=\"a\"} 3.0");
    assertThat(exposition.samples("orders_place_errors"))
        .containsExactly(
            "orders_place_errors_total{error_type=\"java.lang.IllegalStateException\",tier=\"a\"}"
                + " 1.0");
    assertThat(exposition.samples("orders_place_duration_seconds_count"))
        .containsExactly("orders_place_duration_seconds_count{tier=\"a\"} 3");
    assertThat(exposition.samples("orders_place_duration_seconds_bucket")).hasSize(15);
    assertThat(exposition.text())
        .contains("# HELP orders_place_calls_total Calls of com.acme.Orders.place\n")
        .contains("# TYPE orders_place_duration_seconds histogram\n")
        .doesNotContain("otel_scope")
        .doesNotContain("_ratio")
        .doesNotContain("seconds_seconds")
        .doesNotContain("total_total");
  }

  @Test
  void methodsWithoutANameShareFamiliesAndAreToldApartByALabel() throws Exception {
    WovenMethod place = new WovenMethod(recording, spec("place", "()V", metrics(""), null), HERE);
    WovenMethod cancel =
        new WovenMethod(recording, spec("cancel", "()V", withActive(""), null), HERE);
    place.call();
    cancel.call();
    cancel.call();
    assertThat(exposition.samples("method_calls_total"))
        .containsExactlyInAnyOrder(
            "method_calls_total{code_function_name=\"com.acme.Orders.place\"} 1.0",
            "method_calls_total{code_function_name=\"com.acme.Orders.cancel\"} 2.0");
    assertThat(exposition.samples("method_active"))
        .containsExactly("method_active{code_function_name=\"com.acme.Orders.cancel\"} 0.0");
  }

  @Test
  void theGaugeShowsTheCallsInFlight() throws Exception {
    WovenMethod place =
        new WovenMethod(recording, spec("place", "()V", withActive("p"), null), HERE);
    List<?> during = (List<?>) place.call(() -> exposition.samples("p_active"));
    assertThat(during).isEqualTo(List.of("p_active 1.0"));
    assertThat(exposition.samples("p_active")).containsExactly("p_active 0.0");
  }

  @Test
  void onlyWhatWasAskedForIsShown() throws Exception {
    MetricSpec callsOnly = Specs.only(InstrumentSpec.Kind.CALLS, "q_calls_total", "Said so");
    new WovenMethod(recording, spec("place", "()V", callsOnly, null), HERE).call();
    assertThat(exposition.samples("q_")).containsExactly("q_calls_total 1.0");
    assertThat(exposition.text()).contains("# HELP q_calls_total Said so\n");
  }

  @Test
  void callsThatAreOnlyCountedAreNotTimed() throws Exception {
    MetricSpec counts =
        new MetricSpec(
            List.of(),
            null,
            List.of(
                InstrumentSpec.of(InstrumentSpec.Kind.CALLS, "c_calls_total", ""),
                InstrumentSpec.of(InstrumentSpec.Kind.ERRORS, "c_errors_total", ""),
                InstrumentSpec.of(InstrumentSpec.Kind.ACTIVE, "c_active", "")));
    WovenMethod counted = new WovenMethod(recording, spec("place", "()V", counts, null), HERE);
    counted.call();
    assertThat(counted.call(() -> exposition.samples("c_active")))
        .isEqualTo(List.of("c_active 1.0"));
    assertThatThrownBy(
            () ->
                counted.call(
                    () -> {
                      throw new IllegalStateException("no");
                    }))
        .hasMessage("no");
    assertThat(counted.startsAt()).isZero();
    assertThat(exposition.samples("c_"))
        .containsExactlyInAnyOrder(
            "c_calls_total 3.0",
            "c_errors_total{error_type=\"java.lang.IllegalStateException\"} 1.0",
            "c_active 0.0");
    MethodFigures figures = recording.figures().get(0);
    assertThat(figures.calls()).isEqualTo(3);
    assertThat(figures.errors()).isEqualTo(1);
    assertThat(figures.meanSeconds()).isNaN();
  }

  @Test
  void callsThatAreCountedAndAreASpanAreTimed() throws Exception {
    MetricSpec counts = Specs.only(InstrumentSpec.Kind.CALLS, "s_calls_total", "");
    WovenMethod place =
        new WovenMethod(
            recording, spec("place", "()V", counts, WovenMethod.span("place order")), HERE);
    place.call();
    assertThat(exposition.samples("s_")).containsExactly("s_calls_total 1.0");
    assertThat(recording.figures().get(0).meanSeconds()).isPositive();
  }

  @Test
  void twoMethodsUnderOneNameAddUpInOneSeries() throws Exception {
    new WovenMethod(recording, spec("a", "()V", metrics("both"), null), HERE).call();
    new WovenMethod(recording, spec("b", "()V", metrics("both"), null), HERE).call();
    assertThat(exposition.samples("both_calls_total")).containsExactly("both_calls_total 2.0");
    assertThat(exposition.samples("both_duration_seconds_count"))
        .containsExactly("both_duration_seconds_count 2");
    assertThat(recording.figures()).extracting(MethodFigures::calls).containsExactly(1L, 1L);
  }

  @Test
  void parametersBecomeLabels() throws Exception {
    WovenMethod place =
        new WovenMethod(
            recording,
            spec(
                "place",
                "(Ljava/lang/String;IJ)V",
                metrics("p", parameter("tier", 0), parameter("size", 1), parameter("id", 2)),
                null),
            HERE);
    place.call("gold", 3, 7L);
    place.call("gold", 3, 7L);
    place.call(() -> null, null, 4, 8L);
    assertThat(exposition.samples("p_calls_total"))
        .containsExactlyInAnyOrder(
            "p_calls_total{id=\"7\",size=\"3\",tier=\"gold\"} 2.0",
            "p_calls_total{id=\"8\",size=\"4\",tier=\"none\"} 1.0");
  }

  @Test
  void moreThanThreeParametersBecomeLabels() throws Exception {
    WovenMethod place =
        new WovenMethod(
            recording,
            spec(
                "place",
                "(ZBCDLjava/lang/Object;)V",
                metrics(
                    "p",
                    parameter("a", 0),
                    parameter("b", 1),
                    parameter("c", 2),
                    parameter("d", 3),
                    parameter("e", 4)),
                null),
            HERE);
    place.call(true, (byte) 1, 'x', 1.5, List.of(1));
    assertThat(exposition.samples("p_calls_total"))
        .containsExactly("p_calls_total{a=\"true\",b=\"1\",c=\"x\",d=\"1.5\",e=\"[1]\"} 1.0");
  }

  @Test
  void aToStringThatThrowsGivesNone() throws Exception {
    WovenMethod place =
        new WovenMethod(
            recording,
            spec("place", "(Ljava/lang/Object;)V", metrics("p", parameter("o", 0)), null),
            HERE);
    place.call(new Spiteful());
    assertThat(exposition.samples("p_calls_total"))
        .containsExactly("p_calls_total{o=\"none\"} 1.0");
  }

  @Test
  void labelValuesAreCutOnACodePointAndCleaned() throws Exception {
    WovenMethod place =
        new WovenMethod(
            recording,
            spec("place", "(Ljava/lang/String;)V", metrics("p", parameter("o", 0)), null),
            HERE);
    place.call("x".repeat(255) + "\uD83D\uDE00 and more");
    place.call("x".repeat(255) + "\uD83D\uDE01");
    place.call("a\0b\uD83D");
    assertThat(exposition.samples("p_calls_total"))
        .containsExactlyInAnyOrder(
            "p_calls_total{o=\"" + "x".repeat(255) + "\"} 2.0",
            "p_calls_total{o=\"a\uFFFDb\uFFFD\"} 1.0");
  }

  @Test
  void aSharedMetricThatManyMethodsFillIsSaidOnce() throws Exception {
    long before = Incidents.count(Incidents.Kind.CONFIG);
    for (int i = 0; i < 2100; i++) {
      new WovenMethod(recording, spec("m" + i, "()V", metrics(""), null), HERE).call();
    }
    assertThat(exposition.samples("method_calls_total{otel_"))
        .containsExactly("method_calls_total{otel_metric_overflow=\"true\"} 100.0");
    assertThat(Incidents.count(Incidents.Kind.CONFIG) - before).isEqualTo(2); // calls, durations
  }

  @Test
  void beyondTheLimitOneSeriesTakesTheRestExactly() throws Exception {
    WovenMethod place =
        new WovenMethod(
            recording,
            spec("place", "(I)V", withActive("p", parameter("id", 0), fixed("x", "y")), null),
            HERE);
    for (int round = 0; round < 2; round++) {
      for (int i = 0; i < 3000; i++) {
        place.call(i);
      }
    }
    assertThat(exposition.samples("p_calls_total")).hasSize(2001);
    assertThat(exposition.samples("p_calls_total{otel_"))
        .containsExactly("p_calls_total{otel_metric_overflow=\"true\"} 2000.0");
    assertThat(
            exposition.metric("p_calls_total").getLongSumData().getPoints().stream()
                .mapToLong(point -> point.getValue())
                .sum())
        .isEqualTo(6000);
    assertThat(exposition.samples("p_active{otel_"))
        .containsExactly("p_active{otel_metric_overflow=\"true\"} 0.0");
    assertThat(exposition.samples("meterweave_series_overflowed_total"))
        .containsExactlyInAnyOrder(
            "meterweave_series_overflowed_total{metric=\"p_active\"} 2000.0",
            "meterweave_series_overflowed_total{metric=\"p_calls_total\"} 2000.0",
            "meterweave_series_overflowed_total{metric=\"p_duration_seconds\"} 2000.0");
    assertThat(recording.figures().get(0).calls()).isEqualTo(6000);
  }

  @Test
  void aMethodWithoutMetricsHasFiguresAndNoSeries() throws Exception {
    WovenMethod place =
        new WovenMethod(recording, spec("place", "()V", null, WovenMethod.span("place")), HERE);
    place.call();
    assertThatThrownBy(
            () ->
                place.call(
                    () -> {
                      throw new Exception("no");
                    }))
        .hasMessage("no");
    assertThat(recording.figures())
        .singleElement()
        .satisfies(
            figures -> {
              assertThat(figures.calls()).isEqualTo(2);
              assertThat(figures.errors()).isEqualTo(1);
              assertThat(figures.meanSeconds()).isGreaterThan(0).isLessThan(5);
            });
    assertThat(exposition.samples("method_")).isEmpty();
  }

  @Test
  void aMethodThatWasNotCalledHasNoMean() {
    new WovenMethod(recording, spec("place", "()V", metrics("p"), null), HERE);
    assertThat(recording.figures().get(0).meanSeconds()).isNaN();
  }

  @Test
  void aCallThatDidNotStartIsNotRecorded() throws Throwable {
    MetricSpec metrics = withActive("p");
    var targets =
        recording.planner((of, by) -> null).resolve(1, spec("place", "()V", metrics, null), HERE);
    Object state = targets.open().invoke(Long.MIN_VALUE);
    assertThat(state).isNull();
    targets.close().invoke(Long.MIN_VALUE, null, null);
    targets.close().invoke(5L, (Object) null, null);
    targets.fail().invoke(Long.MIN_VALUE, null, new Exception());
    assertThat(exposition.samples("p_")).contains("p_calls_total 0.0", "p_active 0.0");
  }

  @Test
  void aLabelThatIsTakenIsLeftOut() throws Exception {
    WovenMethod place =
        new WovenMethod(
            recording,
            spec(
                "place",
                "(I)V",
                metrics(
                    "p", fixed("error_type", "mine"), fixed("le", "1"), parameter("error.type", 0)),
                null),
            HERE);
    place.call(4);
    assertThat(exposition.samples("p_calls_total"))
        .containsExactly("p_calls_total{exported_le=\"1\"} 1.0");
    assertThat(exposition.samples("p_duration_seconds_count")).hasSize(1);
  }

  /** An object that answers nothing. */
  static final class Spiteful {
    @Override
    public String toString() {
      throw new IllegalStateException("leave me alone");
    }
  }
}
