// SPDX-License-Identifier: Apache-2.0
package io.meterweave.it.annotations;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import io.meterweave.it.harness.AgentJvm;
import io.meterweave.it.harness.Artifacts;
import io.meterweave.it.harness.Browser;
import io.meterweave.it.harness.Exposition;
import io.meterweave.it.harness.Jdk;
import io.meterweave.it.harness.Launch;
import io.meterweave.it.harness.MethodsPage;
import io.meterweave.it.harness.OnEveryJdk;
import io.meterweave.it.harness.TargetApp;
import io.meterweave.it.targets.foreign.AspectAtWork;
import io.meterweave.it.targets.foreign.WovenByAspectJ;
import java.io.File;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.Parameter;

/** Where the application runs a library's own aspect, a call counts once: there. */
@OnEveryJdk
final class LeftToOthersIT {
  private static final String SERVICE = AspectAtWork.Service.class.getName();

  @Parameter Jdk jdk;

  @Test
  void callsAreLeftToTheAspectFromItsFirstObjectOn() {
    try (TargetApp app = start("auto")) {
      Exposition metrics = app.awaitStage("done").metrics();

      assertThat(app.jvm().out()).contains("the aspect saw 3", "the aspect saw too 3");
      assertThat(timed(metrics, "at_work_seconds_count", "timed")).isEqualTo(2);
      assertThat(timed(metrics, "at_work_too_seconds_count", "both")).isEqualTo(2);
      app.endQuietly();
    }
  }

  @Test
  void whatTheAspectDoesNotMeasureIsMeasuredHere() {
    try (TargetApp app = start("auto")) {
      Exposition metrics = app.awaitStage("done").metrics();

      assertThat(metrics.sum("counted_at_work_total")).isEqualTo(5);
      assertThat(metrics.sum("ours_calls_total")).isEqualTo(5);
      app.endQuietly();
    }
  }

  @Test
  void theReportSaysWhatIsLeftToWhom() {
    try (TargetApp app = start("auto")) {
      app.awaitStage("done");
      assertThat(method(app, "timed").path("status").asText()).isEqualTo("switched_off");
      assertThat(method(app, "timed").path("reason").asText())
          .contains("io.micrometer.core.aop.TimedAspect", "foreign.micrometer=on");
      JsonNode both = method(app, "both");
      assertThat(both.path("status").asText()).isEqualTo("woven");
      assertThat(both.path("reason").asText()).contains("io.micrometer.core.aop.TimedAspect");
      assertThat(both.path("asks").asText()).contains("ours_calls_total", "at_work_too_seconds");
      assertThat(both.path("calls").asLong()).isEqualTo(5);
    }
  }

  @Test
  void theConsoleShowsThemApart() {
    try (Browser browser = Browser.start();
        TargetApp app = start("auto")) {
      app.awaitStage("done").http().awaitOk("/health");
      MethodsPage page = MethodsPage.open(browser, app, "Left to others");
      assertThat(page.shownWith("switched_off"))
          .containsExactlyInAnyOrder("AspectAtWork.Service.timed()");
      assertThat(browser.text()).contains("io.micrometer.core.aop.TimedAspect");
      assertThat(page.shownWith("woven")).contains("AspectAtWork.Service.both()");
      assertThat(browser.complaints()).isEmpty();
    }
  }

  private static JsonNode method(TargetApp app, String name) {
    for (JsonNode method : app.http().awaitOk("/health").json("/api/methods").path("methods")) {
      if (method.path("function").asText().equals(SERVICE + "." + name)) {
        return method;
      }
    }
    throw new AssertionError(name);
  }

  @Test
  void switchedOnTheyAreMeasuredInAnyCase() {
    try (TargetApp app = start("on")) {
      Exposition metrics = app.awaitStage("done").metrics();

      assertThat(timed(metrics, "at_work_seconds_count", "timed")).isEqualTo(5);
      app.endQuietly();
    }
  }

  @Test
  void switchedOffTheyAreNotLookedAt() {
    try (TargetApp app = start("off")) {
      Exposition metrics = app.awaitStage("done").metrics();

      assertThat(metrics.sum("ours_calls_total")).isEqualTo(5);
      assertThat(metrics.names())
          .noneMatch(name -> name.startsWith("at_work") || name.startsWith("counted_at_work"));
      app.endQuietly();
    }
  }

  @Test
  void whatAspectJWeavesInCountsThereInEitherOrderOfTheAgents() throws IOException {
    String[] aspectJ = {
      "-javaagent:" + jarOf("aspectjweaver"),
      "-Dorg.aspectj.weaver.loadtime.configuration=file:" + configurationOfAspectJ()
    };
    assertLeftToAspectJ(AgentJvm.on(jdk).agent().options(aspectJ));
    assertLeftToAspectJ(AgentJvm.on(jdk).options(aspectJ).agent());
  }

  private static void assertLeftToAspectJ(Launch launch) {
    try (TargetApp app = TargetApp.start(woven(launch))) {
      Exposition metrics = app.awaitStage("done").metrics();

      assertThat(app.jvm().out()).contains("counted 4", "counted too 4");
      assertThat(metrics.sum("woven_first_seconds_count")).isZero();
      assertThat(metrics.sum("woven_second_seconds_count")).isZero();
      app.end();
    }
  }

  @Test
  void anAspectThatMadeItselfInAdvanceDoesNothingYet() {
    try (TargetApp app = TargetApp.start(woven(AgentJvm.on(jdk).agent()))) {
      Exposition metrics = app.awaitStage("done").metrics();

      assertThat(app.jvm().out()).contains("counted 0", "counted too 0");
      assertThat(metrics.sum("woven_first_seconds_count")).isEqualTo(4);
      assertThat(metrics.sum("woven_second_seconds_count")).isEqualTo(4);
      app.endQuietly();
    }
  }

  private static Launch woven(Launch launch) {
    return launch.classPath(everythingOfTheTests()).main(WovenByAspectJ.class);
  }

  private static Path configurationOfAspectJ() throws IOException {
    Files.createDirectories(Artifacts.work());
    return Files.writeString(
        Files.createTempFile(Artifacts.work(), "aop", ".xml"),
        """
        <aspectj>
          <aspects><aspect name="io.micrometer.core.aop.TimedAspect"/></aspects>
          <weaver><include within="io.meterweave.it.targets.foreign..*"/></weaver>
        </aspectj>
        """);
  }

  private static Path jarOf(String artifact) {
    return Arrays.stream(everythingOfTheTests())
        .filter(jar -> jar.getFileName().toString().startsWith(artifact + "-"))
        .findFirst()
        .orElseThrow();
  }

  private static double timed(Exposition metrics, String name, String method) {
    return metrics.value(name, "class", SERVICE, "method", method, "exception", "none");
  }

  private TargetApp start(String mode) {
    return TargetApp.start(
        AgentJvm.on(jdk)
            .agent("foreign.micrometer=" + mode)
            .classPath(everythingOfTheTests())
            .main(AspectAtWork.class));
  }

  private static Path[] everythingOfTheTests() {
    String classPath =
        System.getProperty("surefire.test.class.path", System.getProperty("java.class.path"));
    return Arrays.stream(classPath.split(File.pathSeparator))
        .filter(entry -> entry.endsWith(".jar"))
        .map(Path::of)
        .toArray(Path[]::new);
  }
}
