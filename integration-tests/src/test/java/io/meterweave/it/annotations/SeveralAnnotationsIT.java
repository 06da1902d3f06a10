// SPDX-License-Identifier: Apache-2.0
package io.meterweave.it.annotations;

import static org.assertj.core.api.Assertions.assertThat;

import io.meterweave.it.harness.AgentJvm;
import io.meterweave.it.harness.Closing;
import io.meterweave.it.harness.Exit;
import io.meterweave.it.harness.Exposition;
import io.meterweave.it.harness.Jdk;
import io.meterweave.it.harness.OnEveryJdk;
import io.meterweave.it.harness.OtlpReceiver;
import io.meterweave.it.harness.OtlpSpan;
import io.meterweave.it.harness.TargetApp;
import io.meterweave.it.targets.Several;
import io.meterweave.it.targets.Stage.ExpectedException;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.AfterParameterizedClassInvocation;
import org.junit.jupiter.params.BeforeParameterizedClassInvocation;
import org.junit.jupiter.params.Parameter;

/** All annotations on one method are one measurement; and classes that give labels. */
@OnEveryJdk
final class SeveralAnnotationsIT {
  private static final String EXPECTED = ExpectedException.class.getName();
  private static final String[] A = {"shop", "a", "vip", "false"};
  private static final String[] B = {"shop", "b", "vip", "true"};
  private static final String[] EMPTY = {"shop", "", "vip", "false"};

  @Parameter Jdk jdk;
  private OtlpReceiver receiver;
  private TargetApp app;
  private Exposition whileBusy;
  private Exposition metrics;
  private Exit exit;

  @BeforeParameterizedClassInvocation
  void start() {
    receiver = OtlpReceiver.start();
    app =
        TargetApp.start(
            AgentJvm.on(jdk)
                .agent()
                .env("OTEL_EXPORTER_OTLP_PROTOCOL", "http/protobuf")
                .env("OTEL_EXPORTER_OTLP_ENDPOINT", receiver.endpoint())
                .main(Several.class));
    whileBusy = app.awaitStage("busy").metrics();
    metrics = app.proceed().awaitStage("done").metrics();
    exit = app.end();
  }

  @AfterParameterizedClassInvocation
  void close() throws Exception {
    Closing.all(app, receiver);
  }

  @Test
  void eachAnnotationHasItsMetricsWithTheLabelsOfItsOwnAndOfTheMethod() {
    assertThat(metrics.value("all_calls_total", A)).isEqualTo(3);
    assertThat(metrics.value("all_calls_total", B)).isEqualTo(1);
    assertThat(metrics.value("all_calls_total", EMPTY)).isEqualTo(1);
    assertThat(
            metrics.value("all_errors_total", "shop", "", "vip", "false", "error_type", EXPECTED))
        .isEqualTo(1);
    assertThat(metrics.value("all_plain_total", "vip", "false")).isEqualTo(4);
    assertThat(metrics.value("all_plain_total", "vip", "true")).isEqualTo(1);
    assertThat(metrics.byLabel("all_by_answer_total", "answer"))
        .containsExactlyInAnyOrderEntriesOf(Map.of("a2", 1.0, "a3", 1.0, "none", 3.0));
    assertThat(metrics.byLabel("all_by_answer_total", "error"))
        .containsExactlyInAnyOrderEntriesOf(Map.of("none", 4.0, EXPECTED, 1.0));
    String[] desk = {"desk", "one", "vip", "false"};
    assertThat(metrics.value("all_desk_acquisitions_total", desk)).isEqualTo(4);
    assertThat(metrics.value("all_desk_duration_seconds_count", desk)).isEqualTo(4);
    assertThat(
            metrics.value(
                "all_desk_errors_total", "desk", "one", "vip", "false", "error_type", EXPECTED))
        .isEqualTo(1);
    assertThat(metrics.value("cache_hits_total", "cache_type", "all", "vip", "false")).isEqualTo(2);
    assertThat(metrics.value("cache_misses_total", "cache_type", "all", "vip", "true"))
        .isEqualTo(1);
    assertThat(metrics.value("cache_misses_total", "cache_type", "all", "vip", "false"))
        .isEqualTo(1);
  }

  @Test
  void numbersAreRecordedBesideTheCalls() {
    assertThat(metrics.value("all_items", "vip", "false")).isZero();
    assertThat(metrics.value("all_items", "vip", "true")).isEqualTo(1);
    assertThat(metrics.value("all_answer_length_count", "vip", "false")).isEqualTo(2);
    assertThat(metrics.value("all_answer_length_sum", "vip", "false")).isEqualTo(4);
    assertThat(metrics.bounds("all_answer_length")).containsExactly("1.0", "10.0", "+Inf");
  }

  @Test
  void oneClockIsReadForAllOfThem() {
    assertThat(metrics.bounds("all_fine_seconds")).containsExactly("0.001", "1.0", "+Inf");
    assertThat(metrics.bounds("all_coarse_seconds")).containsExactly("60.0", "+Inf");
    double fine = metrics.value("all_fine_seconds_sum", "vip", "false");
    assertThat(fine).isPositive();
    assertThat(metrics.value("all_coarse_seconds_sum", "vip", "false")).isEqualTo(fine);
    assertThat(metrics.value("all_desk_duration_seconds_sum", "desk", "one", "vip", "false"))
        .isEqualTo(fine);
  }

  @Test
  void callsInFlightAreShownAndFallToZero() {
    assertThat(whileBusy.value("all_active", A)).isEqualTo(1);
    assertThat(whileBusy.value("all_active", B)).isZero();
    assertThat(whileBusy.value("all_desk_active", "desk", "one", "vip", "false")).isEqualTo(1);
    assertThat(whileBusy.value("all_calls_total", A)).isEqualTo(2);
    assertThat(metrics.value("all_active", A)).isZero();
    assertThat(metrics.value("all_desk_active", "desk", "one", "vip", "false")).isZero();
  }

  @Test
  void eachCallIsOneSpan() {
    assertThat(OtlpSpan.of(receiver))
        .hasSize(5)
        .allSatisfy(span -> assertThat(span.name()).isEqualTo("all of it"));
  }

  @Test
  void aClassOfTheApplicationGivesLabelsBesideTheOthers() {
    assertThat(metrics.series("sorted_calls_total")).hasSize(4);
    assertThat(sorted("a", "small", "Optional[ok]")).isEqualTo(1);
    assertThat(sorted("a", "big", "Optional[ok]")).isEqualTo(1);
    assertThat(sorted("b", "small", "Optional[ok]")).isEqualTo(1);
    assertThat(sorted("b", "small", "negative")).isEqualTo(1);
    assertThat(metrics.series("sorted_active")).hasSize(2);
    assertThat(metrics.value("sorted_active", "shop", "a", "fixed", "yes")).isZero();
    assertThat(
            metrics.value(
                "sorted_prices_sum",
                "size",
                "big",
                "end",
                "null",
                "nothing",
                "none",
                "shop",
                "taken"))
        .isEqualTo(9);
  }

  private double sorted(String shop, String size, String end) {
    return metrics.value(
        "sorted_calls_total",
        "shop",
        shop,
        "fixed",
        "yes",
        "size",
        size,
        "end",
        end,
        "nothing",
        "none");
  }

  @Test
  void aClassThatFailsCostsItsLabelsAndIsSaidOnce() {
    assertThat(metrics.value("broken_calls_total", "a", "0")).isEqualTo(2);
    assertThat(metrics.value("broken_calls_total", "a", "1")).isEqualTo(1);
    assertThat(metrics.value("silent_total")).isEqualTo(3);
    assertThat(metrics.value("unmade_total")).isEqualTo(3);
    assertThat(metrics.value("made_total")).isEqualTo(3);
    assertThat(exit.err().lines())
        .allMatch(line -> line.startsWith("[meterweave] WARN "))
        .hasSize(5)
        .anyMatch(line -> line.contains("Several.broken") && line.contains("not today"))
        .anyMatch(line -> line.contains("Several.unmade") && line.contains("Unmade"))
        .anyMatch(line -> line.contains("Several.sorted") && line.contains("\"not ok\""))
        .anyMatch(line -> line.contains("Several.sorted") && line.contains("\"shop\""))
        .anyMatch(line -> line.contains("Several.prices") && line.contains("\"not ok\""));
  }

  @Test
  void theProgramPrintsWhatItPrintsWithoutTheAgent() {
    // Both wait at two stages, and go on when the input ends.
    assertThat(exit.out()).isEqualTo(AgentJvm.on(jdk).main(Several.class).run().out());
  }
}
