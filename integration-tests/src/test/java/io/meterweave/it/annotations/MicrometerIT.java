// SPDX-License-Identifier: Apache-2.0
package io.meterweave.it.annotations;

import static org.assertj.core.api.Assertions.assertThat;

import io.meterweave.it.harness.Exposition;
import io.meterweave.it.harness.Jdk;
import io.meterweave.it.harness.OnEveryJdk;
import io.meterweave.it.harness.TargetApp;
import io.meterweave.it.targets.foreign.MicrometerCalls;
import io.micrometer.common.annotation.ValueExpressionResolver;
import io.micrometer.common.annotation.ValueResolver;
import io.micrometer.core.aop.CountedAspect;
import io.micrometer.core.aop.CountedMeterTagAnnotationHandler;
import io.micrometer.core.aop.MeterTagAnnotationHandler;
import io.micrometer.core.aop.TimedAspect;
import io.micrometer.core.instrument.observation.DefaultMeterObservationHandler;
import io.micrometer.observation.ObservationRegistry;
import io.micrometer.observation.aop.ObservationKeyValueAnnotationHandler;
import io.micrometer.observation.aop.ObservedAspect;
import io.micrometer.prometheusmetrics.PrometheusConfig;
import io.micrometer.prometheusmetrics.PrometheusMeterRegistry;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.AfterParameterizedClassInvocation;
import org.junit.jupiter.params.BeforeParameterizedClassInvocation;
import org.junit.jupiter.params.Parameter;
import org.springframework.aop.aspectj.annotation.AspectJProxyFactory;
import org.springframework.expression.spel.standard.SpelExpressionParser;

/**
 * The same calls twice: through Micrometer's own aspects into its own Prometheus registry, and
 * under the agent without any of Micrometer on the class path. Both show the same.
 */
@OnEveryJdk
final class MicrometerIT {
  private static final String LONG_TASK = "long_task_seconds_count";
  private static final String[] LONG_TASK_LABELS = {
    "class", MicrometerCalls.Service.class.getName(), "method", "longTask"
  };

  @Parameter Jdk jdk;

  private TargetApp app;
  private Exposition whileBusy;
  private Exposition agents;
  private Exposition ownWhileBusy;
  private Exposition own;

  @BeforeParameterizedClassInvocation
  void start() {
    app = TargetApp.start(jdk, MicrometerCalls.class);
    whileBusy = app.awaitStage("busy").metrics();
    agents = app.proceed().awaitStage("done").metrics();
    runItself();
  }

  @AfterParameterizedClassInvocation
  void end() {
    try (TargetApp ending = app) {
      ending.endQuietly();
    }
  }

  @Test
  void everyFamilyHasTheSameType() {
    Map<String, String> expected = new TreeMap<>();
    Map<String, String> actual = new TreeMap<>();
    for (String family : families(own)) {
      expected.put(family, own.type(family));
      actual.put(family, agents.type(family));
    }
    assertThat(expected).hasSizeGreaterThan(30);
    assertThat(actual).isEqualTo(expected);
  }

  @Test
  void everySeriesAndEveryCountIsTheSame() {
    assertThat(counts(agents)).isEqualTo(counts(own));
  }

  @Test
  void bucketsHaveTheSameBounds() {
    assertThat(agents.bounds("hist_ogram_seconds"))
        .isEqualTo(own.bounds("hist_ogram_seconds"))
        .hasSize(69);
    assertThat(agents.bounds("both_seconds")).isEqualTo(own.bounds("both_seconds"));
    assertThat(agents.bounds("slo_seconds"))
        .isEqualTo(own.bounds("slo_seconds"))
        .containsExactly("10.0", "100.5", "+Inf");
  }

  @Test
  void descriptionsAreHelpTexts() {
    for (String family : List.of("described_seconds", "described_seconds_max", "my_count_total")) {
      assertThat(agents.help(family)).as(family).isEqualTo(own.help(family)).isNotBlank();
    }
    assertThat(agents.help("method_timed_seconds")).isNotBlank();
  }

  @Test
  void aLongTaskShowsWhileItRuns() {
    assertThat(ownWhileBusy.value(LONG_TASK, LONG_TASK_LABELS)).isEqualTo(1);
    assertThat(whileBusy.value(LONG_TASK, LONG_TASK_LABELS)).isEqualTo(1);
    assertThat(whileBusy.value("long_task_seconds_sum", LONG_TASK_LABELS)).isPositive();
    assertThat(whileBusy.value("long_task_seconds_max", LONG_TASK_LABELS)).isPositive();
    assertThat(agents.value(LONG_TASK, LONG_TASK_LABELS)).isZero();
    assertThat(agents.value("long_task_seconds_max", LONG_TASK_LABELS)).isZero();
  }

  /** Micrometer's own aspect overlooks an annotation that is repeated. */
  @Test
  void eachOfSeveralIsMeasured() {
    String[] labels = {
      "class", MicrometerCalls.Service.class.getName(), "method", "twice", "exception", "none"
    };
    assertThat(agents.value("first_seconds_count", labels)).isEqualTo(1);
    assertThat(agents.sum("second_seconds_count")).isEqualTo(1);
  }

  @Test
  void theMaximumIsNoLongerThanAllTogether() {
    String[] labels = {
      "class", MicrometerCalls.Service.class.getName(), "method", "named", "exception", "none"
    };
    assertThat(agents.value("my_timer_seconds_max", labels))
        .isPositive()
        .isLessThanOrEqualTo(agents.value("my_timer_seconds_sum", labels));
  }

  private static List<String> families(Exposition exposition) {
    List<String> families = new ArrayList<>();
    exposition
        .text()
        .lines()
        .filter(line -> line.startsWith("# TYPE "))
        .forEach(line -> families.add(line.split(" ", 4)[2]));
    return families;
  }

  /** Every series with a class that both know, and its value where that is a count. */
  private static Map<String, Object> counts(Exposition exposition) {
    Map<String, Object> counts = new TreeMap<>();
    String classes = "class=\"" + MicrometerCalls.class.getName();
    for (String name : exposition.names()) {
      for (String series : exposition.series(name)) {
        if (series.contains(classes)
            && !name.endsWith("_bucket")
            && !series.contains("method=\"twice\"")) {
          boolean isCount = name.endsWith("_count") || name.endsWith("_total");
          counts.put(series, isCount ? (Object) exposition.value(name, labels(series)) : "seconds");
        }
      }
    }
    return counts;
  }

  private static String[] labels(String series) {
    String inner = series.substring(series.indexOf('{') + 1, series.lastIndexOf('}'));
    List<String> labels = new ArrayList<>();
    for (String pair : inner.split("\",")) {
      if (!pair.isEmpty()) {
        labels.add(pair.substring(0, pair.indexOf('=')));
        labels.add(pair.substring(pair.indexOf('"') + 1));
      }
    }
    return labels.toArray(String[]::new);
  }

  private void runItself() {
    PrometheusMeterRegistry registry = new PrometheusMeterRegistry(PrometheusConfig.DEFAULT);
    ObservationRegistry observations = ObservationRegistry.create();
    observations
        .observationConfig()
        .observationHandler(new DefaultMeterObservationHandler(registry));
    MicrometerCalls.run(
        object -> withAspects(object, registry, observations),
        () -> ownWhileBusy = Exposition.parse(registry.scrape()));
    own = Exposition.parse(registry.scrape());
  }

  private static Object withAspects(
      Object object, PrometheusMeterRegistry registry, ObservationRegistry observations) {
    ValueResolver unused = parameter -> "";
    ValueExpressionResolver spring =
        (expression, parameter) ->
            parameter == null
                ? null
                : new SpelExpressionParser()
                    .parseExpression(expression)
                    .getValue(parameter, String.class);
    TimedAspect timed = new TimedAspect(registry);
    timed.setMeterTagAnnotationHandler(
        new MeterTagAnnotationHandler(type -> unused, type -> spring));
    CountedAspect counted = new CountedAspect(registry);
    counted.setMeterTagAnnotationHandler(
        new CountedMeterTagAnnotationHandler(type -> unused, type -> spring));
    ObservedAspect observed = new ObservedAspect(observations);
    observed.setObservationKeyValueAnnotationHandler(
        new ObservationKeyValueAnnotationHandler(type -> unused, type -> spring));
    AspectJProxyFactory factory = new AspectJProxyFactory(object);
    factory.setProxyTargetClass(true);
    factory.addAspect(timed);
    factory.addAspect(counted);
    factory.addAspect(observed);
    return factory.getProxy();
  }
}
