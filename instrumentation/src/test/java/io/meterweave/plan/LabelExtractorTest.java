// SPDX-License-Identifier: Apache-2.0
package io.meterweave.plan;

import static io.meterweave.plan.WovenMethod.fixed;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.meterweave.incident.Incidents;
import io.meterweave.spec.InstrumentSpec;
import io.meterweave.spec.InstrumentSpec.Kind;
import io.meterweave.spec.MetricSpec;
import io.meterweave.spec.Requests;
import io.meterweave.spec.Specs;
import java.lang.invoke.MethodHandles;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** Labels from a class of the application's. */
class LabelExtractorTest {
  private final Recording recording = new Recording(2000);
  private final Exposition exposition = new Exposition(recording);

  private WovenMethod woven(String descriptor, Class<?> extractor) {
    MetricSpec metric =
        new MetricSpec(
            List.of(fixed("a", "b")),
            extractor.getName(),
            List.of(
                InstrumentSpec.of(Kind.CALLS, "p_total", ""),
                InstrumentSpec.of(Kind.ERRORS, "p_errors_total", ""),
                InstrumentSpec.of(Kind.ACTIVE, "p_active", "")));
    return new WovenMethod(
        recording, Specs.method("place", descriptor, Requests.of(metric)), MethodHandles.lookup());
  }

  @Test
  void itGetsAllArgumentsTheResultAndTheError() throws Exception {
    WovenMethod place = woven("(IJLjava/lang/String;ZD)I", Everything.class);
    place.callOn(null, () -> 7, 1, 2L, "x", true, 0.5);
    assertThatThrownBy(
            () ->
                place.callOn(
                    null,
                    () -> {
                      throw new Exception("no");
                    },
                    1,
                    2L,
                    null,
                    false,
                    0.5))
        .hasMessage("no");
    assertThat(exposition.samples("p_total"))
        .containsExactlyInAnyOrder(
            "p_total{a=\"b\",arguments=\"[1, 2, x, true, 0.5]\",error=\"none\",result=\"7\"} 1.0",
            "p_total{a=\"b\",arguments=\"[1, 2, null, false, 0.5]\","
                + "error=\"java.lang.Exception\",result=\"none\"} 1.0");
    assertThat(exposition.samples("p_errors_total")).hasSize(1);
    assertThat(exposition.samples("p_active")).containsExactly("p_active{a=\"b\"} 0.0");
  }

  @Test
  void aMapThatIsUsedAgainAndANullMapDoNoHarm() throws Exception {
    WovenMethod place = woven("(Ljava/lang/String;)V", Reusing.class);
    place.callOn(null, () -> null, "x");
    place.callOn(null, () -> null, "y");
    place.callOn(null, () -> null, "x");
    place.callOn(null, () -> null, (Object) null);
    assertThat(exposition.samples("p_total"))
        .containsExactlyInAnyOrder(
            "p_total{a=\"b\",k=\"x\"} 2.0", "p_total{a=\"b\",k=\"y\"} 1.0", "p_total{a=\"b\"} 1.0");
  }

  @Test
  void oneThatThrowsCostsItsLabelsOnly() throws Exception {
    WovenMethod place = woven("()V", Throwing.class);
    long before = Incidents.count(Incidents.Kind.USER_CODE);
    place.callOn(null, () -> null);
    place.callOn(null, () -> null);
    assertThat(exposition.samples("p_total")).containsExactly("p_total{a=\"b\"} 2.0");
    assertThat(Incidents.count(Incidents.Kind.USER_CODE) - before).isEqualTo(2);
  }

  @Test
  void oneThatCannotBeMadeCostsItsLabelsOnly() throws Exception {
    long before = Incidents.count(Incidents.Kind.USER_CODE);
    WovenMethod place = woven("()V", Unmakeable.class);
    place.callOn(null, () -> null);
    assertThat(exposition.samples("p_total")).containsExactly("p_total{a=\"b\"} 1.0");
    assertThat(Incidents.count(Incidents.Kind.USER_CODE) - before).isEqualTo(1);
  }

  @Test
  void whatCannotBeALabelIsLeftOut() throws Exception {
    long before = Incidents.count(Incidents.Kind.CONFIG);
    woven("()V", Careless.class).callOn(null, () -> null);
    assertThat(exposition.samples("p_total")).containsExactly("p_total{a=\"b\",ok=\"1\"} 1.0");
    assertThat(Incidents.count(Incidents.Kind.CONFIG) - before).isEqualTo(5);
  }

  @Test
  void countlessValuesEndInTheSeriesForTheRest() throws Exception {
    WovenMethod place = woven("(Ljava/lang/String;)V", Reusing.class);
    for (int i = 0; i < 2500; i++) {
      place.callOn(null, () -> null, "v" + i);
    }
    assertThat(exposition.samples("p_total")).hasSize(2001);
    assertThat(exposition.samples("p_total{otel_"))
        .containsExactly("p_total{otel_metric_overflow=\"true\"} 500.0");
  }

  /** As the interface of the API has it, by name. */
  interface Extractor {
    Map<String, String> labels(Object[] arguments, Object result, Throwable error);
  }

  private static final class Everything implements Extractor {
    @Override
    public HashMap<String, String> labels(Object[] arguments, Object result, Throwable error) {
      HashMap<String, String> labels = new HashMap<>();
      labels.put("arguments", Arrays.toString(arguments));
      labels.put("result", result == null ? null : result.toString());
      labels.put("error", error == null ? null : error.getClass().getName());
      return labels;
    }
  }

  /** Gives the same map each time. */
  public static final class Reusing implements Extractor {
    private final Map<String, String> labels = new HashMap<>();

    @Override
    public Map<String, String> labels(Object[] arguments, Object result, Throwable error) {
      labels.put("k", (String) arguments[0]);
      return arguments[0] == null ? null : labels;
    }
  }

  static final class Throwing implements Extractor {
    @Override
    public Map<String, String> labels(Object[] arguments, Object result, Throwable error) {
      throw new StackOverflowError();
    }
  }

  static final class Unmakeable implements Extractor {
    Unmakeable() {
      throw new IllegalStateException("not today");
    }

    @Override
    public Map<String, String> labels(Object[] arguments, Object result, Throwable error) {
      return Map.of();
    }
  }

  static final class Careless implements Extractor {
    @Override
    public Map<String, String> labels(Object[] arguments, Object result, Throwable error) {
      Map<String, String> labels =
          new HashMap<>(
              Map.of(
                  "ok",
                  "1",
                  "a",
                  "2",
                  "not ok",
                  "3",
                  "__name__",
                  "4",
                  "le",
                  "5",
                  "error_type",
                  "6"));
      labels.put(null, "7");
      return labels;
    }
  }
}
