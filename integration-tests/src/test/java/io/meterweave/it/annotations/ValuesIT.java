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
import io.meterweave.it.targets.Valued;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.AfterParameterizedClassInvocation;
import org.junit.jupiter.params.BeforeParameterizedClassInvocation;
import org.junit.jupiter.params.Parameter;

/** What {@code @RecordValue} records of calls. */
@OnEveryJdk
final class ValuesIT {
  @Parameter Jdk jdk;
  private TargetApp app;
  private Exposition metrics;
  private Exit exit;

  @BeforeParameterizedClassInvocation
  void start() {
    app = TargetApp.start(jdk, Valued.class);
    metrics = app.awaitStage("done").metrics();
    exit = app.end();
  }

  @AfterParameterizedClassInvocation
  void close() throws Exception {
    Closing.all(app);
  }

  @Test
  void aNumberOfTheResultIsAHistogramUnderItsOwnName() {
    assertThat(metrics.type("orders_amount")).isEqualTo("histogram");
    assertThat(metrics.help("orders_amount")).isEqualTo("Totals of orders.");
    assertThat(metrics.value("orders_amount_count", "shop", "a")).isEqualTo(2);
    assertThat(metrics.value("orders_amount_sum", "shop", "a")).isEqualTo(20.5);
    assertThat(metrics.value("orders_amount_bucket", "shop", "a", "le", "10.0")).isEqualTo(1);
    assertThat(metrics.value("orders_amount_bucket", "shop", "a", "le", "100.0")).isEqualTo(2);
    assertThat(metrics.value("orders_exact_sum")).isEqualTo(0.5);
  }

  @Test
  void aNullOrACallThatThrowsHasNoNumber() {
    assertThat(metrics.find("orders_amount_count", "shop", "b").orElse(0)).isZero();
    assertThat(metrics.find("orders_amount_count", "shop", "").orElse(0)).isZero();
    assertThat(metrics.value("orders_exact_count")).isEqualTo(2);
  }

  @Test
  void aPrimitiveResultIsANumber() {
    assertThat(metrics.value("int_value_count")).isEqualTo(3);
    assertThat(metrics.value("int_value_sum")).isEqualTo(2_147_483_651.0);
    assertThat(metrics.value("int_value_bucket", "le", "0.0")).isEqualTo(1);
    assertThat(metrics.value("int_value_bucket", "le", "10000.0")).isEqualTo(2);
  }

  @Test
  void aGaugeIsTheLatestNumberOfItsLabels() {
    assertThat(metrics.type("given")).isEqualTo("gauge");
    assertThat(metrics.value("given", "who", "x", "again", "x")).isEqualTo(-2.5);
    assertThat(metrics.value("given", "who", "y", "again", "y")).isZero();
  }

  @Test
  void aCallThatThrowsRecordsWhatDoesNotComeFromItsResult() {
    assertThat(metrics.value("given", "who", "z", "again", "z")).isEqualTo(101);
  }

  @Test
  void aGaugeWithoutANumberIsNotShown() {
    assertThat(metrics.names()).doesNotContain("never_given");
  }

  @Test
  void whatHasALengthIsItsLengthWhenTheCallBegins() {
    assertThat(lengths("list", 2)).isEqualTo(3);
    assertThat(lengths("text", 1)).isEqualTo(4);
    assertThat(lengths("array", 1)).isEqualTo(5);
    assertThat(lengths("map", 1)).isEqualTo(0);
    assertThat(lengths("varargs", 2)).isEqualTo(2);
  }

  private double lengths(String of, int count) {
    assertThat(metrics.value("length_" + of + "_count")).isEqualTo(count);
    return metrics.value("length_" + of + "_sum");
  }

  @Test
  void aNumberOfTheObjectItselfIsReadWhenTheCallEnds() {
    assertThat(metrics.value("lines_kept_count")).isEqualTo(2);
    assertThat(metrics.value("lines_kept_sum")).isEqualTo(3);
    assertThat(metrics.value("lines_seen")).isEqualTo(2);
  }

  @Test
  void whatIsNoNumberIsLeftOutAndSaidOnce() {
    assertThat(metrics.value("odd_count")).isEqualTo(5);
    assertThat(metrics.value("odd_sum")).isEqualTo(12.5);
    assertThat(exit.err().lines().filter(line -> line.contains("Valued.odd")))
        .hasSize(3)
        .anyMatch(line -> line.contains("java.lang.Character"))
        .anyMatch(line -> line.contains("java.lang.Boolean"))
        .anyMatch(line -> line.contains("not finite"));
  }

  @Test
  void nothingElseIsSaidAndTheProgramPrintsWhatItPrintsWithoutTheAgent() {
    assertThat(exit.out()).isEqualTo(AgentJvm.on(jdk).main(Valued.class).run().out());
    assertThat(exit.err().lines())
        .hasSize(4)
        .allMatch(line -> line.startsWith("[meterweave] WARN "))
        .anyMatch(line -> line.contains("Valued.given") && line.contains("not finite"));
  }
}
