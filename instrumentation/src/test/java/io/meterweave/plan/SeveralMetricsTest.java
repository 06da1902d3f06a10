// SPDX-License-Identifier: Apache-2.0
package io.meterweave.plan;

import static io.meterweave.plan.WovenMethod.fixed;
import static io.meterweave.plan.WovenMethod.parameter;
import static io.meterweave.spec.Specs.only;
import static io.meterweave.spec.Specs.outcome;
import static io.meterweave.spec.Specs.read;
import static io.meterweave.spec.Specs.tracked;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.meterweave.spec.InstrumentSpec;
import io.meterweave.spec.InstrumentSpec.Kind;
import io.meterweave.spec.LabelSpec;
import io.meterweave.spec.MethodSpec;
import io.meterweave.spec.MetricSpec;
import io.meterweave.spec.PathSpec.Root;
import io.meterweave.spec.Requests;
import io.meterweave.spec.Specs;
import java.io.FileNotFoundException;
import java.lang.invoke.MethodHandle;
import java.lang.invoke.MethodHandles;
import java.util.List;
import org.junit.jupiter.api.Test;

/** Several metrics on one method, with labels that are known at the start and at the end. */
class SeveralMetricsTest {
  private static final MethodHandles.Lookup HERE = MethodHandles.lookup();

  private final Recording recording = new Recording(2000);
  private final Exposition exposition = new Exposition(recording);

  private WovenMethod woven(String descriptor, MetricSpec... metrics) {
    return woven(Specs.method("place", descriptor, Requests.of(metrics)));
  }

  private WovenMethod woven(MethodSpec spec) {
    return new WovenMethod(recording, spec, HERE);
  }

  private static MetricSpec counter(String name, LabelSpec... labels) {
    return new MetricSpec(List.of(labels), null, List.of(InstrumentSpec.of(Kind.CALLS, name, "")));
  }

  private static void failing(WovenMethod method, Throwable thrown, Object... parameters) {
    assertThatThrownBy(
            () ->
                method.callOn(
                    null,
                    () -> {
                      if (thrown instanceof Error error) {
                        throw error;
                      }
                      throw (Exception) thrown;
                    },
                    parameters))
        .isSameAs(thrown);
  }

  @Test
  void metricsWithFixedLabelsNeedNoStateAndAllCount() throws Exception {
    MethodSpec spec =
        Specs.method(
            "place",
            "()V",
            Requests.of(
                tracked("a", false, fixed("x", "1")),
                counter("b_total", fixed("y", "2")),
                tracked("", false)));
    WovenMethod place = woven(spec);
    place.call();
    place.call();
    assertThat(spec.needsState()).isFalse();
    assertThat(exposition.samples("a_calls_total")).containsExactly("a_calls_total{x=\"1\"} 2.0");
    assertThat(exposition.samples("b_total")).containsExactly("b_total{y=\"2\"} 2.0");
    assertThat(exposition.samples("method_calls_total"))
        .containsExactly("method_calls_total{code_function_name=\"com.acme.Orders.place\"} 2.0");
    assertThat(exposition.samples("method_duration_seconds_count"))
        .containsExactly(
            "method_duration_seconds_count{code_function_name=\"com.acme.Orders.place\"} 2");
    assertThat(recording.figures().get(0).calls()).isEqualTo(2);
  }

  @Test
  void eachMetricHasItsOwnBuckets() throws Exception {
    MetricSpec coarse = tracked("a", "", List.of(1.0), false);
    MetricSpec fine = tracked("b", "", List.of(0.5, 1.0, 2.0), false);
    woven("()V", coarse, fine).call();
    assertThat(exposition.samples("a_duration_seconds_bucket")).hasSize(2);
    assertThat(exposition.samples("b_duration_seconds_bucket")).hasSize(4);
    assertThat(exposition.samples("b_duration_seconds_count"))
        .containsExactly("b_duration_seconds_count 1");
  }

  @Test
  void metricsWithDifferentLabelsCountBesideEachOther() throws Exception {
    WovenMethod place =
        woven(
            "(Ljava/lang/String;I)V",
            counter("a_total", parameter("tier", 0)),
            counter("b_total", parameter("size", 1)),
            counter("c_total", parameter("level", 0), parameter("n", 1)),
            counter("d_total"));
    place.callOn(null, () -> null, "gold", 1);
    place.callOn(null, () -> null, "gold", 2);
    place.callOn(null, () -> null, "iron", 2);
    assertThat(exposition.samples("a_total"))
        .containsExactlyInAnyOrder("a_total{tier=\"gold\"} 2.0", "a_total{tier=\"iron\"} 1.0");
    assertThat(exposition.samples("b_total"))
        .containsExactlyInAnyOrder("b_total{size=\"1\"} 1.0", "b_total{size=\"2\"} 2.0");
    assertThat(exposition.samples("c_total")).hasSize(3);
    assertThat(exposition.samples("d_total")).containsExactly("d_total 3.0");
    assertThat(recording.figures().get(0).calls()).isEqualTo(3);
  }

  @Test
  void labelsOfSeveralMetricsThatTogetherAreTooManyStayExact() throws Exception {
    WovenMethod place =
        woven(
            "(II)V", counter("a_total", parameter("x", 0)), counter("b_total", parameter("y", 1)));
    for (int x = 0; x < 60; x++) {
      for (int y = 0; y < 60; y++) {
        place.callOn(null, () -> null, x, y);
      }
    }
    assertThat(exposition.samples("a_total")).hasSize(60).allMatch(line -> line.endsWith(" 60.0"));
    assertThat(exposition.samples("b_total")).hasSize(60).allMatch(line -> line.endsWith(" 60.0"));
  }

  @Test
  void aLabelOfTheResultIsKnownAtTheEnd() throws Exception {
    WovenMethod place =
        woven(
            "(Ljava/lang/String;)Ljava/lang/String;",
            tracked("p", false, parameter("tier", 0), read("state", Root.RESULT)),
            counter("q_total", read("length", Root.RESULT, "length")));
    place.callOn(null, () -> "open", "gold");
    place.callOn(null, () -> "open", "gold");
    place.callOn(null, () -> null, "gold");
    failing(place, new IllegalStateException(), "iron");
    assertThat(exposition.samples("p_calls_total"))
        .containsExactlyInAnyOrder(
            "p_calls_total{state=\"open\",tier=\"gold\"} 2.0",
            "p_calls_total{state=\"none\",tier=\"gold\"} 1.0",
            "p_calls_total{state=\"none\",tier=\"iron\"} 1.0");
    assertThat(exposition.samples("p_errors_total"))
        .containsExactly(
            "p_errors_total{error_type=\"java.lang.IllegalStateException\",state=\"none\","
                + "tier=\"iron\"} 1.0");
    assertThat(exposition.samples("q_total"))
        .containsExactlyInAnyOrder("q_total{length=\"4\"} 2.0", "q_total{length=\"none\"} 2.0");
    assertThat(recording.figures().get(0).calls()).isEqualTo(4);
    assertThat(recording.figures().get(0).errors()).isEqualTo(1);
  }

  @Test
  void aPrimitiveResultIsALabel() throws Exception {
    WovenMethod place = woven("()I", counter("p_total", read("n", Root.RESULT)));
    place.callOn(null, () -> 3);
    assertThat(exposition.samples("p_total")).containsExactly("p_total{n=\"3\"} 1.0");
  }

  @Test
  void aLabelOfTheErrorIsItsClassNeverItsMessage() throws Exception {
    WovenMethod place =
        woven(
            "()V",
            counter(
                "p_total",
                read("error", Root.ERROR),
                read("simple", Root.ERROR, "class", "simpleName"),
                read("cause", Root.ERROR, "cause"),
                read("type", Root.ERROR, "class"),
                outcome("outcome", "ok", "failed")));
    place.callOn(null, () -> null);
    failing(place, new IllegalStateException("secret", new RuntimeException("secret")));
    assertThat(exposition.samples("p_total"))
        .containsExactlyInAnyOrder(
            "p_total{cause=\"none\",error=\"none\",outcome=\"ok\",simple=\"none\",type=\"none\"}"
                + " 1.0",
            "p_total{cause=\"java.lang.RuntimeException\","
                + "error=\"java.lang.IllegalStateException\",outcome=\"failed\","
                + "simple=\"IllegalStateException\",type=\"java.lang.IllegalStateException\"}"
                + " 1.0");
  }

  @Test
  void aNullMayHaveAWordOfItsOwn() throws Exception {
    LabelSpec label =
        new LabelSpec("tier", new LabelSpec.Read(Specs.path(Root.PARAMETER), "unknown"));
    WovenMethod place =
        woven(
            "(Ljava/lang/String;)V",
            counter("p_total", label),
            counter("q_total", parameter("tier", 0)));
    place.callOn(null, () -> null, (Object) null);
    assertThat(exposition.samples("p_total")).containsExactly("p_total{tier=\"unknown\"} 1.0");
    assertThat(exposition.samples("q_total")).containsExactly("q_total{tier=\"none\"} 1.0");
  }

  @Test
  void theReceiverGivesLabels() throws Exception {
    WovenMethod place = woven("()V", counter("p_total", read("name", Root.RECEIVER, "name")));
    place.callOn(this, () -> null);
    assertThat(exposition.samples("p_total")).containsExactly("p_total{name=\"several\"} 1.0");
  }

  String name() {
    return "several";
  }

  @Test
  void theGaugeHasOnlyLabelsThatAreKnownAtTheStart() throws Exception {
    WovenMethod place =
        woven(
            "(Ljava/lang/String;)Ljava/lang/String;",
            tracked("p", true, parameter("tier", 0), read("state", Root.RESULT)));
    Object during = place.callOn(null, () -> exposition.samples("p_active").get(0), "gold");
    assertThat(during).isEqualTo("p_active{tier=\"gold\"} 1.0");
    assertThat(exposition.samples("p_active")).containsExactly("p_active{tier=\"gold\"} 0.0");
  }

  @Test
  void beyondTheLimitTheRestOfTheResultsIsOneSeries() throws Exception {
    WovenMethod place = woven("()I", tracked("p", false, read("n", Root.RESULT)));
    for (int round = 0; round < 2; round++) {
      for (int i = 0; i < 2500; i++) {
        int result = i;
        place.callOn(null, () -> result);
      }
    }
    assertThat(exposition.samples("p_calls_total")).hasSize(2001);
    assertThat(exposition.samples("p_calls_total{otel_"))
        .containsExactly("p_calls_total{otel_metric_overflow=\"true\"} 1000.0");
    assertThat(recording.figures().get(0).calls()).isEqualTo(5000);
  }

  @Test
  void failuresCountByClassAndSubclass() throws Exception {
    MetricSpec some =
        new MetricSpec(
            List.of(),
            null,
            List.of(
                new InstrumentSpec(
                    Kind.FAILURES,
                    "some_total",
                    "",
                    List.of(),
                    List.of("java.lang.RuntimeException", "java.io.IOException"))));
    WovenMethod place = woven("()V", some, only(Kind.FAILURES, "all_total", ""));
    place.call();
    failing(place, new IllegalStateException());
    failing(place, new Exception());
    failing(place, new FileNotFoundException());
    assertThat(exposition.samples("some_total")).containsExactly("some_total 2.0");
    assertThat(exposition.samples("all_total")).containsExactly("all_total 3.0");
  }

  @Test
  void failuresUnderLabelsOfTheOutcomeShowNothingForACallThatReturns() throws Exception {
    MetricSpec failures =
        new MetricSpec(
            List.of(read("exception", Root.ERROR, "class", "simpleName")),
            null,
            List.of(InstrumentSpec.of(Kind.FAILURES, "f_total", "")));
    WovenMethod place = woven("()V", failures);
    place.call();
    assertThat(exposition.samples("f_total")).isEmpty();
    failing(place, new IllegalStateException());
    assertThat(exposition.samples("f_total"))
        .containsExactly("f_total{exception=\"IllegalStateException\"} 1.0");
  }

  @Test
  void aSummaryHasCountAndSumAndNoBuckets() throws Exception {
    WovenMethod place =
        woven(
            "()V",
            only(Kind.DURATION_SUMMARY, "p_seconds", "Time"),
            only(Kind.DURATION_MAX, "p_seconds_max", "Longest"));
    place.call(() -> null);
    place.call(() -> null);
    assertThat(exposition.text())
        .contains("# HELP p_seconds Time\n# TYPE p_seconds summary\np_seconds_count 2\n")
        .contains("# TYPE p_seconds_max gauge\n")
        .doesNotContain("p_seconds_bucket");
    double sum = value("p_seconds_sum");
    double max = value("p_seconds_max");
    assertThat(max).isPositive().isLessThanOrEqualTo(sum);
  }

  @Test
  void runningCallsHaveCountSumAndMaximum() throws Exception {
    WovenMethod place = woven("()V", only(Kind.ACTIVE_DURATION, "p_seconds", "Running"));
    List<?> during =
        (List<?>)
            place.callOn(
                null,
                () -> {
                  long begin = System.nanoTime();
                  while (System.nanoTime() - begin < 1_000_000) {
                    Thread.onSpinWait();
                  }
                  return List.of(
                      value("p_seconds_count"), value("p_seconds_sum"), value("p_seconds_max"));
                });
    assertThat(during.get(0)).isEqualTo(1.0);
    assertThat((double) during.get(1)).isGreaterThanOrEqualTo(0.001);
    assertThat((double) during.get(2)).isGreaterThanOrEqualTo((double) during.get(1));
    assertThat(value("p_seconds_count")).isZero();
    assertThat(value("p_seconds_sum")).isZero();
    assertThat(value("p_seconds_max")).isZero();
    assertThat(exposition.text()).contains("# TYPE p_seconds summary\n");
  }

  private double value(String series) throws Exception {
    List<String> samples = exposition.samples(series + " ");
    assertThat(samples).hasSize(1);
    return Double.parseDouble(samples.get(0).substring(series.length() + 1));
  }

  @Test
  void aConstructorIsNamedAsTheJvmNamesIt() throws Exception {
    MethodSpec spec = Specs.method("<init>", "()V", Requests.of(tracked("", false)));
    woven(spec).call();
    assertThat(exposition.samples("method_calls_total"))
        .containsExactly("method_calls_total{code_function_name=\"com.acme.Orders.<init>\"} 1.0");
  }

  @Test
  void whatIsLeftToAnotherLibraryIsNotRecordedFromThenOn() throws Exception {
    boolean[] isMeasured = {true};
    MetricSpec foreign =
        new MetricSpec(
            List.of(),
            null,
            List.of(
                InstrumentSpec.of(Kind.CALLS, "f_total", ""),
                InstrumentSpec.of(Kind.ACTIVE, "f_active", "")),
            "com.other.Timed");
    MethodSpec spec = Specs.method("place", "()V", Requests.of(foreign, tracked("own", false)));
    var targets =
        recording
            .planner((of, by) -> null, annotation -> () -> isMeasured[0])
            .resolve(1, spec, HERE);
    for (int i = 0; i < 3; i++) {
      long start = (long) invoke(targets.start());
      Object state = invoke(targets.open(), start);
      assertThat(exposition.samples("f_active"))
          .containsExactly("f_active " + (i < 2 ? "1.0" : "0.0"));
      isMeasured[0] = i < 1;
      invoke(targets.close(), start, state, null);
    }
    assertThat(exposition.samples("f_total")).containsExactly("f_total 1.0");
    assertThat(exposition.samples("f_active")).containsExactly("f_active 0.0");
    assertThat(exposition.samples("own_calls_total")).containsExactly("own_calls_total 3.0");
  }

  @Test
  void whatIsLeftToAnotherLibraryFromTheStartHasNoSeries() throws Exception {
    MetricSpec foreign =
        new MetricSpec(
            List.of(),
            null,
            List.of(InstrumentSpec.of(Kind.CALLS, "f_total", "")),
            "com.other.Counted");
    var targets =
        recording
            .planner((of, by) -> null, annotation -> () -> false)
            .resolve(1, Specs.method("place", "()V", Requests.of(foreign)), HERE);
    invoke(targets.close(), (long) invoke(targets.start()), null, null);
    assertThat(exposition.samples("f_total")).isEmpty();
  }

  private static Object invoke(MethodHandle handle, Object... arguments) throws Exception {
    try {
      return handle.invokeWithArguments(arguments);
    } catch (Throwable impossible) {
      throw new AssertionError(impossible);
    }
  }
}
