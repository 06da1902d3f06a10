// SPDX-License-Identifier: Apache-2.0
package io.meterweave.it.console;

import static org.assertj.core.api.Assertions.assertThat;

import io.meterweave.it.harness.Browser;
import io.meterweave.it.harness.Closing;
import io.meterweave.it.harness.Jdk;
import io.meterweave.it.harness.OnEveryJdk;
import io.meterweave.it.harness.TargetApp;
import io.meterweave.it.targets.Orders;
import java.io.IOException;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.AfterParameterizedClassInvocation;
import org.junit.jupiter.params.BeforeParameterizedClassInvocation;
import org.junit.jupiter.params.Parameter;

/** A real browser opens the first page. */
@OnEveryJdk
final class FirstPageIT {
  @Parameter Jdk jdk;
  private Browser browser;
  private TargetApp app;
  private String address;

  @BeforeParameterizedClassInvocation
  void start() {
    browser = Browser.start();
    app = TargetApp.start(jdk, Orders.class);
    app.awaitStage("busy").proceed().awaitStage("done").metrics();
    address = "http://127.0.0.1:" + app.port();
    browser.open(address + "/");
  }

  @AfterParameterizedClassInvocation
  void close() throws Exception {
    Closing.all(browser, app);
  }

  @Test
  void everyWovenMethodIsThereWithItsExactNumbers() {
    browser.awaitText("the methods are there", text -> text.contains("Orders.failing"));
    browser.screenshot("first-page-" + jdk.feature());
    assertThat(row("Orders.failing")).contains("3", "3");
    assertThat(row("Orders.place")).contains("4", "0");
  }

  @Test
  void theEndpointsAndTheSettingsInForceAreThere() {
    assertThat(browser.awaitText("endpoints", text -> text.contains("/metrics")))
        .contains("/health")
        .contains(String.valueOf(app.port()))
        .contains("prometheus.port");
  }

  @Test
  void theBrowserComplainsAboutNothing() {
    assertThat(browser.complaints()).isEmpty();
  }

  @Test
  void itFitsIntoANarrowWindow() {
    browser.resize(500, 800);
    browser.awaitText("the methods are there", text -> text.contains("Orders.failing"));
    browser.screenshot("first-page-narrow-" + jdk.feature());
    long overflow =
        browser.run("return document.documentElement.scrollWidth - window.innerWidth").asLong();
    assertThat(overflow).isLessThanOrEqualTo(0);
    browser.resize(1280, 900);
  }

  @Test
  void itTakesNothingFromElsewhere() throws IOException {
    long foreign =
        browser
            .run(
                "return performance.getEntriesByType('resource')"
                    + ".filter(e => !e.name.startsWith('"
                    + address
                    + "')).length")
            .asLong();
    assertThat(foreign).isZero();
    assertThat(app.http().get("/").headers().firstValue("content-security-policy")).isPresent();
  }

  /** Returns the cells of the table row that speaks of a method. */
  private List<String> row(String method) {
    String script =
        "return [...document.querySelectorAll('tr')].filter(r => r.innerText.includes('"
            + method
            + "')).map(r => [...r.cells].map(c => c.innerText.trim()).join('|'))[0]";
    return List.of(browser.run(script).asText().split("\\|"));
  }
}
