// SPDX-License-Identifier: Apache-2.0
package io.meterweave.it.harness;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

/** The backends themselves, so that their failure is not taken for the agent's. */
final class BackendsIT {
  @Test
  void jaegerStartsAndKnowsNobody() {
    try (Jaeger jaeger = Jaeger.start()) {
      assertThat(jaeger.spansOf("nobody")).isEmpty();
    }
  }

  @Test
  void prometheusStartsAndScrapes() {
    int port = Ports.free();
    try (Prometheus prometheus = Prometheus.scraping(port)) {
      prometheus.awaitValue("up", 0);
      assertThat(prometheus.query("no_such_metric")).isEmpty();
    }
  }

  @Test
  void promtoolComplainsAboutABadScrape() {
    assertThat(Promtool.checkMetrics("# TYPE a counter\na 1\n").code()).isNotZero();
    assertThat(Promtool.checkMetrics("# HELP a_total A.\n# TYPE a_total counter\na_total 1\n"))
        .satisfies(
            exit -> {
              assertThat(exit.out() + exit.err()).isEmpty();
              assertThat(exit.code()).isZero();
            });
  }

  @Test
  void theBrowserShowsAPage() {
    try (Browser browser = Browser.start()) {
      browser.open("data:text/html,<title>t</title><p>hello<script>nonsense()</script>");
      assertThat(browser.text()).isEqualTo("hello");
      assertThat(browser.run("return document.title").asText()).isEqualTo("t");
      assertThat(browser.complaints()).anyMatch(line -> line.contains("nonsense"));
    }
  }
}
