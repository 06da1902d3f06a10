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
import java.util.Locale;
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
    assertThat(cell("Orders.failing", "Calls")).isEqualTo("3");
    assertThat(cell("Orders.failing", "Errors")).isEqualTo("3");
    assertThat(cell("Orders.plain(int)", "Calls")).isEqualTo("5");
    assertThat(cell("Orders.plain(String)", "Calls")).isEqualTo("2");
    assertThat(cell("Orders.place", "Calls")).isEqualTo("4");
    assertThat(cell("Orders.place", "Errors")).isEqualTo("0");
    assertThat(cell("Orders.place", "Mean")).matches("[0-9.,]+ (ns|µs|ms|s)");
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

  /** Returns what stands in a method's row below a heading. */
  private String cell(String method, String heading) {
    String script =
        """
        const row = [...document.querySelectorAll('tr')].find(r => r.innerText.includes('%s'));
        const heads = [...row.closest('table').querySelectorAll('th')].map(h => h.innerText);
        return row.cells[heads.findIndex(h => h.trim() === '%s')].innerText.trim();
        """;
    return browser.run(String.format(Locale.ROOT, script, method, heading)).asText();
  }
}
