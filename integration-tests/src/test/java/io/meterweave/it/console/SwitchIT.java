// SPDX-License-Identifier: Apache-2.0
package io.meterweave.it.console;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.fasterxml.jackson.databind.JsonNode;
import io.meterweave.it.harness.AgentJvm;
import io.meterweave.it.harness.Browser;
import io.meterweave.it.harness.Exposition;
import io.meterweave.it.harness.HttpProbe;
import io.meterweave.it.harness.Jdk;
import io.meterweave.it.harness.MethodsPage;
import io.meterweave.it.harness.OnEveryJdk;
import io.meterweave.it.harness.TargetApp;
import io.meterweave.it.targets.Switched;
import java.io.IOException;
import java.net.http.HttpResponse;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.Parameter;

/** Methods are switched off and on while the application runs. */
@OnEveryJdk
final class SwitchIT {
  private static final String TARGET = "io.meterweave.it.targets.Switched";
  private static final String PLACE = TARGET + ".place(I)I";
  private static final List<String> SWITCHED =
      List.of(PLACE, TARGET + ".hot(I)I", TARGET + ".broken()V", TARGET + "$Cart.<init>()V");

  @Parameter Jdk jdk;

  @Test
  void countsAreExactBeforeDuringAndAfter() throws IOException {
    try (TargetApp app = TargetApp.start(jdk, Switched.class)) {
      app.awaitStage("before").http().awaitOk("/health");
      counts(app, 1);
      for (String id : SWITCHED) {
        assertThat(ours(app, id, "off").body()).isEqualTo("{\"methods\":1,\"switched\":\"off\"}");
      }
      assertThat(row(app, PLACE).path("status").asText()).isEqualTo("turned_off");
      assertThat(row(app, PLACE).path("calls").asLong()).isEqualTo(3);
      app.proceed().awaitStage("off");
      counts(app, 1);
      assertThat(row(app, PLACE).path("calls").asLong()).isEqualTo(3);
      for (String id : SWITCHED) {
        ours(app, id, "on");
      }
      assertThat(row(app, PLACE).path("status").asText()).isEqualTo("woven");
      app.proceed().awaitStage("again");
      counts(app, 2);
      app.proceed().awaitStage("in flight");
      inFlight(app, 1, 0);
      ours(app, TARGET + ".busy(Ljava/lang/String;)V", "off");
      inFlight(app, 1, 0);
      app.proceed().awaitStage("in flight and off");
      inFlight(app, 0, 1);
      app.proceed().awaitStage("all");
      inFlight(app, 0, 1);
      assertThat(ours(app, "*", "off").statusCode()).isEqualTo(200);
      app.proceed().awaitStage("all off");
      counts(app, 2);
      assertThat(row(app, TARGET + "$Late.add(II)I").path("status").asText())
          .isEqualTo("turned_off");
      assertThat(row(app, TARGET + "$Late.add(II)I").path("calls").asLong()).isZero();
      ours(app, "*", "on");
      app.proceed().awaitStage("done");
      counts(app, 3);
      assertThat(row(app, TARGET + "$Late.add(II)I").path("calls").asLong()).isEqualTo(1);
      app.endQuietly();
    }
  }

  @Test
  void aPersonUnticksAMethodInTheConsole() {
    try (Browser browser = Browser.start();
        TargetApp app = TargetApp.start(jdk, Switched.class)) {
      app.awaitStage("before").http().awaitOk("/health");
      MethodsPage page = MethodsPage.open(browser, app, "Switched.place");
      assertThat(page.shownWith("woven")).contains("Switched.place(int)", "Switched.hot(int)");
      page.shownWith("");
      page.tick("Switched.place(int)");
      awaitShown(page, "turned_off", List.of("Switched.place(int)"));
      browser.screenshot("switched-off-" + jdk.feature());
      assertThat(row(app, PLACE).path("status").asText()).isEqualTo("turned_off");
      app.proceed().awaitStage("off");
      assertThat(row(app, PLACE).path("calls").asLong()).isEqualTo(3);
      assertThat(row(app, TARGET + ".hot(I)I").path("calls").asLong()).isEqualTo(200_000);
      page.shownWith("");
      page.tick("Switched.place(int)");
      await().until(() -> row(app, PLACE).path("status").asText().equals("woven"));
      page.tickAll();
      await()
          .until(() -> row(app, TARGET + ".hot(I)I").path("status").asText().equals("turned_off"));
      browser.awaitText("all are off", text -> text.contains("Switch all on"));
      page.tickAll();
      await().until(() -> row(app, PLACE).path("status").asText().equals("woven"));
      app.proceed().awaitStage("again");
      assertThat(row(app, PLACE).path("calls").asLong()).isEqualTo(6);
      assertThat(browser.complaints()).isEmpty();
    }
  }

  @Test
  void onlyThisServersPagesAndTheTokenSwitch() throws IOException {
    try (TargetApp app =
        TargetApp.start(
            AgentJvm.on(jdk)
                .agent()
                .property("meterweave.http.token", "s3cret")
                .main(Switched.class))) {
      app.awaitStage("before").http().awaitOk("/health");
      String off = address(PLACE, "off");
      assertThat(app.http().post(off, List.of()).statusCode()).isEqualTo(403);
      for (String origin : List.of("http://evil.example", "null", "http://localhost:1")) {
        assertThat(app.http().post(off, List.of("Origin", origin)).statusCode())
            .as(origin)
            .isEqualTo(403);
      }
      assertThat(app.http().post(off, List.of("Authorization", "Bearer wrong")).statusCode())
          .isEqualTo(403);
      assertThat(app.http().get(off, "Authorization", "Bearer s3cret").statusCode()).isEqualTo(405);
      assertThat(row(app, PLACE).path("status").asText()).isEqualTo("woven");
      assertThat(app.http().post(off, List.of("Authorization", "Bearer s3cret")).statusCode())
          .isEqualTo(200);
      assertThat(row(app, PLACE).path("status").asText()).isEqualTo("turned_off");
      assertThat(ours(app, TARGET + ".nobody()V", "off").statusCode()).isEqualTo(404);
      assertThat(app.http().get("/api/config").body()).doesNotContain("s3cret");
    }
  }

  private static void awaitShown(MethodsPage page, String state, List<String> methods) {
    await().until(() -> page.shownWith(state).equals(methods));
  }

  private static void counts(TargetApp app, int rounds) {
    Exposition metrics = app.metrics();
    assertThat(metrics.value("place_calls_total")).isEqualTo(3 * rounds);
    assertThat(metrics.value("hot_calls_total")).isEqualTo(100_000 * rounds);
    assertThat(metrics.value("hot_duration_seconds_count")).isEqualTo(100_000 * rounds);
    assertThat(metrics.value("cart_calls_total")).isEqualTo(3 * rounds);
    assertThat(metrics.value("broken_calls_total")).isEqualTo(3 * rounds);
    assertThat(
            metrics.value(
                "broken_errors_total",
                "error_type",
                "io.meterweave.it.targets.Stage$ExpectedException"))
        .isEqualTo(3 * rounds);
  }

  private static void inFlight(TargetApp app, int active, int ended) {
    Exposition metrics = app.metrics();
    assertThat(metrics.value("busy_active")).isEqualTo(active);
    assertThat(row(app, TARGET + ".busy(Ljava/lang/String;)V").path("calls").asLong())
        .isEqualTo(ended);
  }

  private static HttpResponse<String> ours(TargetApp app, String id, String to) throws IOException {
    return app.http().post(address(id, to), List.of("Origin", "http://127.0.0.1:" + app.port()));
  }

  private static String address(String id, String to) {
    return "/api/methods/switch?id=" + HttpProbe.encode(id) + "&to=" + to;
  }

  private static JsonNode row(TargetApp app, String id) {
    for (JsonNode method : app.http().json("/api/methods").path("methods")) {
      if (method.path("id").asText().equals(id)) {
        return method;
      }
    }
    throw new AssertionError("no row of " + id);
  }
}
