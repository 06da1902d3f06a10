// SPDX-License-Identifier: Apache-2.0
package io.meterweave.it.annotations;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.MissingNode;
import io.meterweave.it.harness.AgentJvm;
import io.meterweave.it.harness.Closing;
import io.meterweave.it.harness.Exit;
import io.meterweave.it.harness.Exposition;
import io.meterweave.it.harness.Jdk;
import io.meterweave.it.harness.OnEveryJdk;
import io.meterweave.it.harness.TargetApp;
import io.meterweave.it.targets.Heirs;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.AfterParameterizedClassInvocation;
import org.junit.jupiter.params.BeforeParameterizedClassInvocation;
import org.junit.jupiter.params.Parameter;

/** A mark on an interface or a superclass measures what implements or overrides, once per call. */
@OnEveryJdk
final class InheritedIT {
  private static final String HEIRS = Heirs.class.getName();
  private static final String UNREACHED =
      """
      HEIRS$KeepingSaver inherits keep(String) from HEIRS$Saver, which does not implement \
      HEIRS$Keeping, so @TrackMetrics of HEIRS$Keeping.keep(String) does not reach it; \
      mark HEIRS$Saver.keep(String), or override it in HEIRS$KeepingSaver."""
          .replace("HEIRS", HEIRS);

  @Parameter Jdk jdk;
  private TargetApp app;
  private Exposition metrics;
  private JsonNode methods;

  @BeforeParameterizedClassInvocation
  void start() {
    app = TargetApp.start(jdk, Heirs.class);
    metrics = app.awaitStage("done").metrics();
    methods = app.http().awaitOk("/health").json("/api/methods").path("methods");
  }

  @AfterParameterizedClassInvocation
  void close() throws Exception {
    Closing.all(app);
  }

  @Test
  void everyImplementationCountsOnceHoweverDeepItCallsWhatItOverrides() {
    // a, b, " c ", " d", "" (which fails), e through another object (two calls), "proxied"
    assertThat(metrics.byLabel("repo_save_calls_total", "what"))
        .containsExactlyInAnyOrderEntriesOf(
            Map.of("a", 1.0, "b", 1.0, " c ", 1.0, " d", 1.0, "", 1.0, "e", 2.0, "proxied", 1.0));
    assertThat(metrics.sum("repo_save_errors_total")).isEqualTo(1);
  }

  @Test
  void aDefaultMethodAndItsOverrideCountOnceWithTheLabelsOfTheInterface() {
    assertThat(metrics.value("repo_find_calls_total", "key", " k ")).isEqualTo(1);
    assertThat(metrics.value("repo_find_calls_total", "key", "plain")).isEqualTo(1);
  }

  @Test
  void aClientThatIsNothingButAProxyCounts() {
    assertThat(metrics.value("repo_find_calls_total", "key", "remote")).isEqualTo(1);
    assertThat(metrics.value("repo_find_calls_total", "key", "again")).isEqualTo(1);
    assertThat(metrics.sum("repo_find_calls_total")).isEqualTo(4);
  }

  @Test
  void aMarkOfItsOwnReplacesTheInheritedOneAndEveryRecursionCounts() {
    assertThat(metrics.value("mill_run_calls_total")).isEqualTo(3);
    assertThat(metrics.names()).doesNotContain("machine_run_calls_total");
  }

  @Test
  void aPackagePrivateMethodIsOverriddenAndAPrivateOneIsNot() {
    assertThat(metrics.value("machine_stop_calls_total")).isEqualTo(2);
    assertThat(metrics.value("machine_hide_calls_total")).isEqualTo(1);
  }

  @Test
  void interfacesThatKnowNothingOfEachOtherBothCountAndWhatTheyShareOnce() {
    Map<String, Double> each = Map.of("a", 1.0, "b", 1.0, " c ", 1.0);
    assertThat(metrics.byLabel("front_taken_total", "title")).isEqualTo(each);
    assertThat(metrics.byLabel("back_taken_total", "key")).isEqualTo(each);
    assertThat(metrics.value("front_calls_total")).isEqualTo(3);
    assertThat(metrics.value("back_calls_total")).isEqualTo(3);
    assertThat(metrics.value("taken_total")).isEqualTo(3);
  }

  @Test
  void codeOfABaseWithoutTheInterfaceIsMeasuredWhereTheCompilerLeadsToIt() {
    assertThat(metrics.byLabel("keeping_calls_total", "value"))
        .isEqualTo(Map.of("OpenSaver", 1.0, "LoudSaver", 1.0, "itself", 1.0));
  }

  @Test
  void whereNothingLeadsToItTheReportNamesTheWayOut() {
    assertThat(row("$KeepingSaver.keep").path("status").asText()).isEqualTo("rejected");
    assertThat(row("$KeepingSaver.keep").path("reason").asText()).isEqualTo(UNREACHED);
    assertThat(row("$OpenSaver.keep").path("status").asText()).isEqualTo("woven");
    assertThat(row("$Keeping.keep").isMissingNode()).isTrue();
    assertThat(row("$Saver.keep").isMissingNode()).isTrue();
  }

  private JsonNode row(String function) {
    for (JsonNode method : methods) {
      if (method.path("function").asText().equals(HEIRS + function)) {
        return method;
      }
    }
    return MissingNode.getInstance();
  }

  @Test
  void theProgramPrintsWhatItPrintsWithoutTheAgent() {
    Exit without = AgentJvm.on(jdk).main(Heirs.class).run();
    Exit with = app.end();
    assertThat(with.out()).isEqualTo(without.out());
    assertThat(with.err().lines())
        .singleElement()
        .asString()
        .endsWith(HEIRS + "$KeepingSaver.keep(java.lang.String). " + UNREACHED);
  }
}
