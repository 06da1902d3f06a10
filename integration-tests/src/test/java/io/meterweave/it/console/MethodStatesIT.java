// SPDX-License-Identifier: Apache-2.0
package io.meterweave.it.console;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.MissingNode;
import io.meterweave.it.harness.AgentJvm;
import io.meterweave.it.harness.Browser;
import io.meterweave.it.harness.Closing;
import io.meterweave.it.harness.Jdk;
import io.meterweave.it.harness.MethodsPage;
import io.meterweave.it.harness.OnEveryJdk;
import io.meterweave.it.harness.TargetApp;
import io.meterweave.it.targets.Catalogue;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.MethodOrderer;
import org.junit.jupiter.api.Order;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestMethodOrder;
import org.junit.jupiter.params.AfterParameterizedClassInvocation;
import org.junit.jupiter.params.BeforeParameterizedClassInvocation;
import org.junit.jupiter.params.Parameter;

/** Every method that was asked to be measured is shown with what became of it. */
@OnEveryJdk
@TestMethodOrder(MethodOrderer.OrderAnnotation.class)
final class MethodStatesIT {
  private static final String TARGET = "io.meterweave.it.targets.Catalogue";

  @Parameter Jdk jdk;
  private Browser browser;
  private TargetApp app;

  @BeforeParameterizedClassInvocation
  void start() {
    browser = Browser.start();
    app =
        TargetApp.start(
            AgentJvm.on(jdk)
                .agent()
                .property("meterweave.methods", TARGET + "$Never#named(..)")
                .main(Catalogue.class));
    app.awaitStage("early").http().awaitOk("/health");
    await()
        .alias("the class path is read")
        .atMost(Duration.ofSeconds(60))
        .until(() -> !row("$Never.restock").isMissingNode());
  }

  @AfterParameterizedClassInvocation
  void close() throws Exception {
    Closing.all(browser, app);
  }

  @Test
  @Order(1)
  void theStatesOfLoadedClassesAreTold() {
    assertThat(row(".find").path("status").asText()).isEqualTo("woven");
    assertThat(row(".find").path("reason").asText()).isEmpty();
    assertThat(row(".find").path("asks").asText())
        .isEqualTo("find_calls_total, find_duration_seconds, find_errors_total");
    assertThat(row(".find").path("calls").asLong()).isEqualTo(1);
    assertThat(row(".broken").path("status").asText()).isEqualTo("rejected");
    assertThat(row(".broken").path("reason").asText())
        .isEqualTo(
            "@TrackMetrics(labels): \"no-equals-sign\" is not \"key=value\" or"
                + " \"key={parameter.path}\".");
    assertThat(row(".broken").path("calls").isNull()).isTrue();
    assertThat(row("$Supplier.reorder").path("status").asText()).isEqualTo("abstract");
    assertThat(row("$Supplier.reorder").path("reason").asText())
        .isEqualTo("The method has no code, and no class that implements it has been loaded.");
  }

  @Test
  @Order(1)
  void methodsOfClassesThatWereNeverLoadedAreTold() {
    assertThat(row("$Never.restock").path("status").asText()).isEqualTo("never_loaded");
    assertThat(row("$Never.restock").path("reason").asText())
        .isEqualTo("Its class has not been loaded.");
    assertThat(row("$Never.restock").path("asks").asText())
        .isEqualTo("restock_calls_total, restock_duration_seconds, restock_errors_total");
    assertThat(row("$Never.named").path("status").asText()).isEqualTo("never_loaded");
    assertThat(row("$Never.spoiled").path("reason").asText())
        .isEqualTo(
            "Its class has not been loaded; when it is, this stays true: @TrackMetrics(buckets):"
                + " The buckets are not ascending: 1.0 comes after 2.0; sort them, and write none"
                + " twice.");
    assertThat(row("$Restocked.restock").isMissingNode()).isTrue();
  }

  @Test
  @Order(1)
  void theCountsAreThoseOfTheRows() {
    JsonNode methods = app.http().awaitOk("/health").json("/api/methods");
    for (String state : List.of("woven", "rejected", "abstract", "never_loaded", "switched_off")) {
      long rows =
          methods.path("methods").findValuesAsText("status").stream().filter(state::equals).count();
      assertThat(methods.path("states").path(state).asLong()).as(state).isEqualTo(rows);
    }
    assertThat(methods.path("states").path("woven").asLong()).isEqualTo(1);
  }

  @Test
  @Order(1)
  void thePageShowsOneStateAlone() {
    MethodsPage page = MethodsPage.open(browser, app, "Catalogue.Never.restock");
    browser.screenshot("method-states-" + jdk.feature());
    assertThat(page.shownWith("woven")).containsExactly("Catalogue.find(String)");
    assertThat(page.shownWith("rejected")).containsExactly("Catalogue.broken()");
    assertThat(page.shownWith("abstract")).containsExactly("Catalogue.Supplier.reorder(String)");
    browser.screenshot("method-states-abstract-" + jdk.feature());
    assertThat(page.shownWith("never_loaded"))
        .contains("Catalogue.Late.add(int, int)", "Catalogue.Never.restock()")
        .doesNotContain("Catalogue.find(String)", "Catalogue.broken()");
    assertThat(page.shownWith("")).contains("Catalogue.find(String)", "Catalogue.broken()");
    assertThat(browser.complaints()).isEmpty();
  }

  @Test
  @Order(2)
  void aClassThatIsLoadedAfterAllIsWoven() {
    assertThat(row("$Late.add").path("status").asText()).isEqualTo("never_loaded");
    app.proceed().awaitStage("done");
    assertThat(row("$Late.add").path("status").asText()).isEqualTo("woven");
    assertThat(row("$Late.add").path("calls").asLong()).isEqualTo(1);
    assertThat(row("$Never.restock").path("status").asText()).isEqualTo("never_loaded");
  }

  private JsonNode row(String function) {
    for (JsonNode method : app.http().awaitOk("/health").json("/api/methods").path("methods")) {
      if (method.path("function").asText().equals(TARGET + function)) {
        return method;
      }
    }
    return MissingNode.getInstance();
  }
}
