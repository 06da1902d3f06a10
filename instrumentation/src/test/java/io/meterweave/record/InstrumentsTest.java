// SPDX-License-Identifier: Apache-2.0
package io.meterweave.record;

import static org.assertj.core.api.Assertions.assertThat;

import io.meterweave.llm.LlmObservers;
import io.meterweave.rules.OwnMetrics;
import io.meterweave.spec.InstrumentSpec;
import io.opentelemetry.sdk.metrics.data.LongPointData;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

final class InstrumentsTest {
  private final Instruments instruments = new Instruments(10);

  @Test
  void theFamiliesOfCachesAreTakenFromTheBeginning() {
    named(InstrumentSpec.Kind.CALLS, "cache_hits_total");
    Family<Counter> hits =
        instruments.counter("cache_hits_total", "Cache hits", List.of("cache_type"));
    hits.with("names").add(2);
    assertThat(shown("cache_hits_total")).containsExactly(2L);
  }

  @ParameterizedTest
  @CsvSource({
    "CALLS, cache_hits_total",
    "ACTIVE, cache_hits",
    "DURATION, cache_misses",
    "CALLS, method_calls_total",
    "ACTIVE, method_duration_seconds_count",
  })
  void whatWouldMixWithAFamilyOfTheAgentsIsNotShown(InstrumentSpec.Kind kind, String name) {
    int before = instruments.families().size();
    named(kind, name);
    assertThat(instruments.families()).hasSize(before);
  }

  @Test
  void ofTwoDefinitionsOfOneNameTheFirstIsShown() {
    named(InstrumentSpec.Kind.CALLS, "orders_total");
    int before = instruments.families().size();
    named(InstrumentSpec.Kind.CALLS, "orders_total");
    named(InstrumentSpec.Kind.ACTIVE, "orders");
    named(InstrumentSpec.Kind.ACTIVE, "orders_total");
    assertThat(instruments.families()).hasSize(before);
  }

  @Test
  void theRulesKnowEveryFamilyOfTheAgents() {
    assertThat(new LlmObservers(instruments)).isNotNull();
    assertThat(instruments.families())
        .hasSizeGreaterThan(12)
        .allSatisfy(family -> assertThat(OwnMetrics.check(family.spec().name())).isNotNull());
  }

  private void named(InstrumentSpec.Kind kind, String name) {
    instruments.family(
        InstrumentTexts.family("com.acme.Shop.sell", InstrumentSpec.of(kind, name, "")));
  }

  private List<Long> shown(String name) {
    return AllMetrics.of(instruments).stream()
        .filter(metric -> metric.getName().equals(name))
        .flatMap(metric -> metric.getLongSumData().getPoints().stream())
        .map(LongPointData::getValue)
        .toList();
  }
}
