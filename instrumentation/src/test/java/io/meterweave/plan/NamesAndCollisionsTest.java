// SPDX-License-Identifier: Apache-2.0
package io.meterweave.plan;

import static io.meterweave.plan.WovenMethod.fixed;
import static io.meterweave.plan.WovenMethod.metrics;
import static io.meterweave.plan.WovenMethod.spec;
import static org.assertj.core.api.Assertions.assertThat;

import io.meterweave.record.Instruments;
import io.meterweave.spec.MetricSpec;
import io.meterweave.spec.Specs;
import java.lang.invoke.MethodHandles;
import java.util.List;
import java.util.Map;
import java.util.Random;
import org.junit.jupiter.api.Test;

class NamesAndCollisionsTest {
  private static final MethodHandles.Lookup HERE = MethodHandles.lookup();

  private final Recording recording = new Recording(2000);
  private final Instruments instruments = recording.instruments();
  private final Exposition exposition = new Exposition(recording);

  @Test
  void namesThatAreOneAfterEscapingAreOneFamily() throws Exception {
    new WovenMethod(recording, spec("a", "()V", metrics("a.b"), null), HERE).call();
    new WovenMethod(recording, spec("b", "()V", metrics("a_b"), null), HERE).call();
    assertThat(exposition.samples("a_b_calls_total")).containsExactly("a_b_calls_total 2.0");
  }

  @Test
  void theFirstBucketsOfANameStay() throws Exception {
    MetricSpec coarse = Specs.tracked("x", "first", List.of(1.0), false);
    MetricSpec fine = Specs.tracked("x", "second", List.of(1.0, 2.0), false);
    new WovenMethod(recording, spec("a", "()V", coarse, null), HERE).call();
    new WovenMethod(recording, spec("b", "()V", fine, null), HERE).call();
    assertThat(exposition.samples("x_duration_seconds_bucket"))
        .containsExactly(
            "x_duration_seconds_bucket{le=\"1.0\"} 2", "x_duration_seconds_bucket{le=\"+Inf\"} 2");
  }

  @Test
  void aNameThatIsTheSharedFamiliesIsRefused() throws Exception {
    new WovenMethod(recording, spec("a", "()V", metrics("method"), null), HERE).call();
    assertThat(exposition.samples("method_calls_total")).isEmpty();
    assertThat(recording.figures().get(0).calls()).isEqualTo(1);
  }

  @Test
  void aGaugeThatWouldMixWithACounterIsRefused() throws Exception {
    instruments.counter("jobs_total", "Jobs", List.of()).with().add(3);
    instruments.observedGauge("jobs", "Jobs", () -> 1);
    instruments.observedGauge("jobs.total", "Jobs", () -> 1);
    assertThat(exposition.samples("jobs")).containsExactly("jobs_total 3.0");
  }

  @Test
  void theSameCounterTwiceIsOne() throws Exception {
    instruments.counter("jobs_total", "Jobs", List.of("kind")).with("a").add(3);
    instruments.counter("jobs_total", "Jobs", List.of("kind")).with("a").add(2);
    instruments.counter("jobs_total", "Jobs", List.of("other")).with("a").add(2);
    assertThat(exposition.samples("jobs")).containsExactly("jobs_total{kind=\"a\"} 5.0");
  }

  @Test
  void everyInstrumentIsExposedUnderItsOwnName() throws Exception {
    instruments.amount("llm_cost_dollars_total", "Cost", List.of("model")).with("m").add(0.25);
    instruments.counter("llm_tokens_used_total", "Tokens", List.of("type")).with("input").add(7);
    instruments
        .histogram("llm_request_duration_seconds", "Time", List.of("model"), Instruments.LLM_BOUNDS)
        .with("m")
        .recordNanos(20_000_000);
    instruments.level("active_requests", "Requests", List.of("model")).with("m").increment();
    instruments.observedCounter("meterweave_cpu_seconds_total", "CPU", () -> 1.5);
    instruments.observedCounter(
        "meterweave_incidents_total", "Failures", "kind", () -> Map.of("LINK", 2));
    instruments.observedGauge("meterweave_classes_woven", "Classes", () -> 4);
    assertThat(exposition.text().lines())
        .contains(
            "llm_cost_dollars_total{model=\"m\"} 0.25",
            "llm_tokens_used_total{type=\"input\"} 7.0",
            "llm_request_duration_seconds_bucket{model=\"m\",le=\"0.01\"} 0",
            "llm_request_duration_seconds_bucket{model=\"m\",le=\"0.02\"} 1",
            "llm_request_duration_seconds_sum{model=\"m\"} 0.02",
            "active_requests{model=\"m\"} 1.0",
            "meterweave_cpu_seconds_total 1.5",
            "meterweave_incidents_total{kind=\"LINK\"} 2.0",
            "meterweave_classes_woven 4.0");
  }

  @Test
  void aSupplierThatFailsCostsOnlyItsOwnMetric() throws Exception {
    instruments.observedGauge(
        "broken",
        "Broken",
        () -> {
          throw new StackOverflowError();
        });
    instruments.observedGauge("whole", "Whole", () -> 1);
    assertThat(exposition.samples("broken")).isEmpty();
    assertThat(exposition.samples("whole")).containsExactly("whole 1.0");
  }

  @Test
  void noSetOfDefinitionsMakesAScrapeFail() throws Exception {
    Random random = new Random(7);
    for (int round = 0; round < 300; round++) {
      Recording own = new Recording(20);
      for (int i = 0; i < 20; i++) {
        define(own, random);
      }
      String text = new Exposition(own).text();
      List<String> types = text.lines().filter(line -> line.startsWith("# TYPE")).toList();
      assertThat(types).doesNotHaveDuplicates();
      List<String> series =
          text.lines()
              .filter(line -> !line.startsWith("#"))
              .map(line -> line.substring(0, line.lastIndexOf(' ')))
              .toList();
      assertThat(series).doesNotHaveDuplicates();
    }
  }

  private static void define(Recording own, Random random) throws Exception {
    String name = word(random);
    String key =
        List.of("le", "quantile", "__name__", "a.b", "a_b", "1", "", "é").get(random.nextInt(8));
    switch (random.nextInt(5)) {
      case 0 -> own.instruments().counter(name, "c", List.of(key)).with("v").add(1);
      case 1 -> own.instruments().level(name, "l", List.of(key)).with("v").increment();
      case 2 ->
          own.instruments()
              .histogram(name, "h", List.of(key), List.of(1.0))
              .with("v")
              .recordNanos(1);
      case 3 -> own.instruments().observedGauge(name, "g", () -> 1);
      default ->
          new WovenMethod(
                  own,
                  spec("m", "()V", metrics(name, fixed(key, "v"), fixed("a.b", "w")), null),
                  HERE)
              .call();
    }
  }

  private static String word(Random random) {
    List<String> parts =
        List.of(
            "a",
            ".",
            "_",
            "total",
            "_total",
            "_bucket",
            "_count",
            "_sum",
            "_info",
            "_created",
            "_duration_seconds",
            "_calls",
            "_active",
            "1",
            "é");
    StringBuilder name = new StringBuilder();
    int length = 1 + random.nextInt(4);
    for (int i = 0; i < length; i++) {
      name.append(parts.get(random.nextInt(parts.size())));
    }
    return name.toString();
  }
}
