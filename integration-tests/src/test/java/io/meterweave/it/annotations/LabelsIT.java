// SPDX-License-Identifier: Apache-2.0
package io.meterweave.it.annotations;

import static org.assertj.core.api.Assertions.assertThat;

import io.meterweave.it.harness.AgentJvm;
import io.meterweave.it.harness.Closing;
import io.meterweave.it.harness.Exit;
import io.meterweave.it.harness.Exposition;
import io.meterweave.it.harness.Jdk;
import io.meterweave.it.harness.OnEveryJdk;
import io.meterweave.it.harness.TargetApp;
import io.meterweave.it.targets.Labelled;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.AfterParameterizedClassInvocation;
import org.junit.jupiter.params.BeforeParameterizedClassInvocation;
import org.junit.jupiter.params.Parameter;

/** Every form of a label, as exact series. */
@OnEveryJdk
final class LabelsIT {
  private static final String TARGET = Labelled.class.getName();

  @Parameter Jdk jdk;
  private TargetApp app;
  private Exposition metrics;
  private String methods;
  private Exit exit;

  @BeforeParameterizedClassInvocation
  void start() throws Exception {
    app = TargetApp.start(jdk, Labelled.class);
    metrics = app.awaitStage("done").metrics();
    methods = app.http().get("/api/methods").body();
    exit = app.end();
  }

  @AfterParameterizedClassInvocation
  void close() throws Exception {
    Closing.all(app);
  }

  @Test
  void aFixedLabelIsWhatWasWritten() {
    assertThat(metrics.series("fixed_calls_total")).hasSize(1);
    assertThat(
            metrics.value(
                "fixed_calls_total", "app", "shop", "rule", "a=b", "odd", "a \"b\" \\ c\nd é€😀"))
        .isEqualTo(2);
  }

  @Test
  void aPathGoesThroughComponentsMapsAndTheObjectItself() {
    String[] gold = {"tier", "GOLD", "id", "1", "country", "de", "zip", "10115", "region", "eu"};
    String[] iron = {
      "tier", "not gold", "id", "2", "country", "none", "zip", "none", "region", "none"
    };
    String[] none = {
      "tier", "none", "id", "none", "country", "none", "zip", "none", "region", "eu"
    };
    assertThat(metrics.value("entered_calls_total", gold)).isEqualTo(2);
    assertThat(metrics.value("entered_calls_total", iron)).isEqualTo(1);
    assertThat(metrics.value("entered_calls_total", none)).isEqualTo(1);
    assertThat(metrics.value("entered_duration_seconds_count", gold)).isEqualTo(2);
    assertThat(metrics.value("entered_active", gold)).isZero();
    assertThat(metrics.series("entered_calls_total")).hasSize(4);
  }

  @Test
  void anErrorHasTheLabelsOfItsCallAndItsType() {
    assertThat(metrics.series("entered_errors_total")).hasSize(1);
    assertThat(
            metrics.value(
                "entered_errors_total",
                "tier",
                "none",
                "id",
                "none",
                "country",
                "none",
                "zip",
                "none",
                "region",
                "eu",
                "error_type",
                TARGET + "$RefusedException"))
        .isEqualTo(1);
  }

  @Test
  void aValueIsCutAt256Characters() {
    assertThat(
            metrics.value(
                "entered_calls_total",
                "tier",
                "none",
                "id",
                "3",
                "country",
                "none",
                "zip",
                "none",
                "region",
                "x".repeat(256)))
        .isEqualTo(1);
  }

  @Test
  void aStepIsAGetterAFieldOrAMethodThatIsNotPrivate() {
    assertThat(metrics.series("basket_calls_total")).hasSize(3);
    assertThat(basket("ann6", "true", "3", "red", "package")).isEqualTo(1);
    assertThat(basket("none", "false", "0", "red", "package")).isEqualTo(1);
    assertThat(basket("none", "none", "none", "none", "none")).isEqualTo(1);
  }

  private double basket(String owner, String gift, String size, String colour, String kept) {
    return metrics.value(
        "basket_calls_total",
        "owner",
        owner,
        "gift",
        gift,
        "size",
        size,
        "colour",
        colour,
        "kept",
        kept);
  }

  @Test
  void aValueOfAnyTypeIsItsText() {
    assertThat(metrics.series("types_calls_total")).hasSize(2);
    assertThat(types("true", "-1", "ü", "0.1", "-9223372036854775808", "[I", "sb")).isEqualTo(1);
    assertThat(types("false", "1", " ", "NaN", "7", "none", "none")).isEqualTo(1);
  }

  private double types(String... values) {
    String[] labels = new String[2 * values.length];
    for (int i = 0; i < values.length; i++) {
      labels[2 * i] = String.valueOf((char) ('a' + i));
      labels[2 * i + 1] = values[i];
    }
    return metrics.value("types_calls_total", labels);
  }

  @Test
  void behindObjectTheClassThatIsMetDecides() {
    assertThat(metrics.value("opened_calls_total", "kind", "box", "text", "Parcel[kind=box]"))
        .isEqualTo(1);
    assertThat(metrics.value("opened_calls_total", "kind", "[1, 2]", "text", "{kind=[1, 2]}"))
        .isEqualTo(1);
    assertThat(metrics.value("opened_calls_total", "kind", "none", "text", "kind of nothing"))
        .isEqualTo(1);
    assertThat(metrics.value("opened_calls_total", "kind", "none", "text", "none")).isEqualTo(1);
  }

  @Test
  void aLabelOfTheResultOrTheErrorIsKnownAtTheEnd() {
    String code = TARGET + "$RefusedException";
    assertThat(metrics.series("ended_calls_total")).hasSize(4);
    assertThat(ended("9", "GOLD", "none", "none", "none")).isEqualTo(1);
    assertThat(ended("none", "none", "none", "none", "none")).isEqualTo(1);
    assertThat(ended("9", "none", code, "RefusedException", "403")).isEqualTo(1);
    assertThat(ended("9", "none", "java.lang.ClassCastException", "ClassCastException", "none"))
        .isEqualTo(1);
    assertThat(metrics.text()).doesNotContain("nobody's business");
  }

  private double ended(String given, String answer, String error, String simple, String code) {
    return metrics.value(
        "ended_calls_total",
        "given",
        given,
        "answer",
        answer,
        "error",
        error,
        "simple",
        simple,
        "code",
        code);
  }

  @Test
  void callsInFlightHaveOnlyTheLabelsThatAreKnownWhenTheyBegin() {
    assertThat(metrics.series("ended_active")).hasSize(2);
    assertThat(metrics.value("ended_active", "given", "9")).isZero();
    assertThat(metrics.value("ended_active", "given", "none")).isZero();
  }

  @Test
  void aPrimitiveResultIsALabel() {
    assertThat(metrics.value("number_calls_total", "n", "9")).isEqualTo(2);
    assertThat(metrics.value("number_calls_total", "n", "16")).isEqualTo(1);
  }

  @Test
  void aLabelOnAParameterOrTheResultIsOnEveryMetricOfTheMethod() {
    String[] all = {"who", "x", "tier", "not gold", "n", "2", "answer", "x2", "length", "2"};
    String[] none = {"who", "none", "tier", "none", "n", "2", "answer", "none", "length", "none"};
    assertThat(metrics.value("marked_calls_total", all)).isEqualTo(1);
    assertThat(metrics.value("marked_calls_total", none)).isEqualTo(1);
    assertThat(metrics.value("marked_again_seconds_count", all)).isEqualTo(1);
    assertThat(metrics.value("marked_again_seconds_count", none)).isEqualTo(1);
  }

  @Test
  void aPathThatLeadsNowhereIsNoneAndTheMethodIsMeasured() {
    String[] lost = {"nobody", "none", "nothing", "none", "secret", "none", "id", "5"};
    assertThat(metrics.value("lost_calls_total", lost)).isEqualTo(1);
    assertThat(metrics.series("lost_calls_total")).hasSize(1);
    assertThat(methods).contains("nobody={nobody.name}");
    assertThat(said("Labelled.lost")).hasSize(3);
    assertThat(said("{order.nothing}")).singleElement().asString().contains("has no nothing");
    assertThat(said("{basket.secret}")).singleElement().asString().contains("has no secret");
  }

  @Test
  void aGetterThatThrowsIsNoneAndSaidOnce() {
    assertThat(metrics.value("thrown_calls_total", "value", "none", "id", "6")).isEqualTo(3);
    assertThat(said("{order.broken}"))
        .singleElement()
        .asString()
        .contains("Labelled.thrown")
        .contains("cannot say");
  }

  @Test
  void aConstructorHasItsArgumentsAndWhatItMade() {
    assertThat(metrics.series("made_calls_total")).hasSize(1);
  }

  @Test
  void labelsOfTheResultAreLimitedToo() {
    assertThat(metrics.series("crowded_calls_total")).hasSize(2_001);
    assertThat(metrics.sum("crowded_calls_total")).isEqualTo(2_500);
    assertThat(metrics.value("crowded_calls_total", "otel_metric_overflow", "true")).isEqualTo(500);
    assertThat(metrics.value("meterweave_series_overflowed_total", "metric", "crowded_calls_total"))
        .isEqualTo(500);
    assertThat(said("Labelled.crowded")).hasSize(1);
  }

  @Test
  void nothingElseIsSaidAndTheProgramPrintsWhatItPrintsWithoutTheAgent() {
    assertThat(exit.out()).isEqualTo(AgentJvm.on(jdk).main(Labelled.class).run().out());
    assertThat(exit.err().lines())
        .hasSize(8)
        .anyMatch(line -> line.contains("Labelled.entered, {order.customer.extras.address.zip}"))
        .anyMatch(line -> line.contains("Labelled.ended, {error.code}"))
        .anyMatch(line -> line.contains("Labelled.opened, {parcel.kind}"))
        .allMatch(line -> line.startsWith("[meterweave] WARN "));
  }

  private List<String> said(String about) {
    return exit.err().lines().filter(line -> line.contains(about)).toList();
  }
}
