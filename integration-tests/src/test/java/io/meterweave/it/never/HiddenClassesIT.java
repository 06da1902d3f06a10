// SPDX-License-Identifier: Apache-2.0
package io.meterweave.it.never;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.MissingNode;
import io.meterweave.it.harness.Browser;
import io.meterweave.it.harness.Exposition;
import io.meterweave.it.harness.Jdk;
import io.meterweave.it.harness.MethodsPage;
import io.meterweave.it.harness.OnEveryJdk;
import io.meterweave.it.harness.TargetApp;
import io.meterweave.it.targets.Hidden;
import java.time.Duration;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.Parameter;

/** What the JVM offers to no agent runs as it did, beside what is woven, and is reported. */
@OnEveryJdk
final class HiddenClassesIT {
  private static final String TARGET = Hidden.class.getName();

  @Parameter Jdk jdk;

  @Test
  void lambdasAndHiddenClassesRunAsTheyDidAndTheOthersCount() {
    try (TargetApp app = TargetApp.start(jdk, Hidden.class)) {
      Exposition metrics = app.awaitStage("done").metrics();
      assertThat(metrics.value("step_total")).isEqualTo(1); // the anonymous class's
      assertThat(metrics.value("guest_calls_total")).isEqualTo(1); // the ordinary class's
      assertThat(app.endQuietly().out()).startsWith("8\n4\n");
    }
  }

  @Test
  void annotatedOnesAreReportedAsNotWoven() {
    try (TargetApp app = TargetApp.start(jdk, Hidden.class)) {
      app.awaitStage("done").http().awaitOk("/health");
      await()
          .alias("the hidden classes are looked at")
          .atMost(Duration.ofSeconds(30))
          .until(() -> !row(app, "$Guest/hidden.applyAsInt").isMissingNode());
      JsonNode hidden = row(app, "$Guest/hidden.applyAsInt");
      assertThat(hidden.path("status").asText()).isEqualTo("rejected");
      assertThat(hidden.path("descriptor").asText()).isEqualTo("(I)I");
      assertThat(hidden.path("asks").asText())
          .isEqualTo("guest_calls_total, guest_duration_seconds, guest_errors_total");
      assertThat(hidden.path("reason").asText())
          .isEqualTo(
              "Its class is a hidden one, and the JVM shows those to no agent; mark a method of a"
                  + " class that has a name, such as one that it calls.");
      JsonNode lambda = row(app, "/lambda.next");
      assertThat(lambda.path("status").asText()).isEqualTo("rejected");
      assertThat(lambda.path("asks").asText()).isEqualTo("step_total");
      assertThat(row(app, "$Guest.applyAsInt").path("status").asText()).isEqualTo("woven");
      assertThat(methods(app).path("states").path("rejected").asInt()).isEqualTo(2);
      assertThat(app.proceed().awaitStage("painted").jvm().out()).contains("Nobody made a colour");
      app.endQuietly();
    }
  }

  @Test
  void theConsoleShowsThem() {
    try (Browser browser = Browser.start();
        TargetApp app = TargetApp.start(jdk, Hidden.class)) {
      app.awaitStage("done").http().awaitOk("/health");
      MethodsPage page = MethodsPage.open(browser, app, "Hidden/lambda.next");
      assertThat(page.shownWith("rejected"))
          .containsExactlyInAnyOrder(
              "Hidden.Guest/hidden.applyAsInt(int)", "Hidden/lambda.next(int)");
      browser.screenshot("hidden-classes-" + jdk.feature());
      assertThat(browser.complaints()).isEmpty();
    }
  }

  private static JsonNode row(TargetApp app, String function) {
    for (JsonNode method : methods(app).path("methods")) {
      if (method.path("function").asText().equals(TARGET + function)) {
        return method;
      }
    }
    return MissingNode.getInstance();
  }

  private static JsonNode methods(TargetApp app) {
    return app.http().json("/api/methods");
  }
}
