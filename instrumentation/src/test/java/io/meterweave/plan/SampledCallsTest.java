// SPDX-License-Identifier: Apache-2.0
package io.meterweave.plan;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import io.meterweave.spec.InstrumentSpec;
import io.meterweave.spec.InstrumentSpec.Kind;
import io.meterweave.spec.LabelSpec;
import io.meterweave.spec.Lineage;
import io.meterweave.spec.MethodSpec;
import io.meterweave.spec.MetricSpec;
import io.meterweave.spec.PathSpec;
import io.meterweave.spec.Requests;
import io.meterweave.spec.SpanSpec;
import io.meterweave.spec.Specs;
import java.lang.invoke.MethodHandles;
import java.util.List;
import java.util.concurrent.Callable;
import org.junit.jupiter.api.Test;

/** Some calls are timed, all are counted. */
class SampledCallsTest {
  private static final int CALLS = 100_000;
  private static final Callable<?> FAILING =
      () -> {
        throw new IllegalStateException("expected");
      };

  @Test
  void withRateZeroAllAreCountedAndNoneIsTimed() throws Exception {
    Subject subject = new Subject(0, WovenMethod.metrics("o"));
    subject.calls(1000);
    subject.fails(10);
    assertThat(subject.sample("o_calls_total")).isEqualTo(1010);
    assertThat(subject.sample("o_errors_total{error_type=\"java.lang.IllegalStateException\"}"))
        .isEqualTo(10);
    assertThat(subject.sample("o_duration_seconds_count")).isZero();
    assertThat(subject.sample("o_duration_seconds_sum")).isZero();
    assertThat(subject.figures().calls()).isEqualTo(1010);
    assertThat(subject.figures().errors()).isEqualTo(10);
    assertThat(subject.figures().meanSeconds()).isNaN();
  }

  @Test
  void withRateOneOrNearlyAllAreTimed() throws Exception {
    for (double rate : new double[] {1, Math.nextDown(1.0)}) {
      Subject subject = new Subject(rate, WovenMethod.metrics("o"));
      subject.calls(1000);
      assertThat(subject.sample("o_calls_total")).isEqualTo(1000);
      assertThat(subject.sample("o_duration_seconds_count")).isEqualTo(1000);
    }
  }

  /** 20 standard deviations: by chance it fails once in 10^88 runs. */
  @Test
  void aShareOfThemIsTimedThatIsTheRateButForChance() throws Exception {
    for (double rate : new double[] {0.5, 0.1}) {
      Subject subject = new Subject(rate, WovenMethod.metrics("o"));
      subject.calls(CALLS);
      assertThat(subject.sample("o_calls_total")).isEqualTo(CALLS);
      assertThat(subject.sample("o_duration_seconds_count"))
          .isCloseTo(CALLS * rate, within(20 * Math.sqrt(CALLS * rate * (1 - rate))));
      assertThat(subject.figures().calls()).isEqualTo(CALLS);
      assertThat(subject.figures().timed())
          .isEqualTo((long) subject.sample("o_duration_seconds_count"));
    }
  }

  @Test
  void theMeanIsThatOfTheTimedCalls() throws Exception {
    Subject subject = new Subject(0.5, WovenMethod.metrics("o"));
    subject.calls(1000);
    double count = subject.sample("o_duration_seconds_count");
    assertThat(count).isBetween(1.0, 999.0);
    assertThat(subject.figures().meanSeconds())
        .isCloseTo(subject.sample("o_duration_seconds_sum") / count, within(1e-12));
  }

  @Test
  void labelsAndGaugesAreThoseOfAllCalls() throws Exception {
    MetricSpec metrics = WovenMethod.withActive("o", WovenMethod.parameter("k", 0));
    Subject subject = new Subject(0, "(Ljava/lang/String;)V", Requests.of(metrics));
    for (int i = 0; i < 7; i++) {
      subject.method.call(
          () -> {
            assertThat(subject.sample("o_active{k=\"a\"}")).isEqualTo(1);
            return null;
          },
          "a");
    }
    assertThatThrownBy(() -> subject.method.call(FAILING, "b"))
        .isInstanceOf(IllegalStateException.class);
    assertThat(subject.sample("o_calls_total{k=\"a\"}")).isEqualTo(7);
    assertThat(subject.sample("o_calls_total{k=\"b\"}")).isEqualTo(1);
    assertThat(subject.sample("o_active{k=\"a\"}")).isZero();
    assertThat(subject.sample("o_duration_seconds_count{k=\"a\"}")).isZero();
  }

  @Test
  void labelsOfTheResultAndMethodsInALineAreSampledAsWell() throws Exception {
    LabelSpec late =
        new LabelSpec(
            "r", new LabelSpec.Read(new PathSpec(PathSpec.Root.RESULT, 0, List.of(), "result")));
    MethodSpec spec =
        new MethodSpec(
            SampledCallsTest.class.getName(),
            "m",
            "()Ljava/lang/String;",
            0,
            new Lineage(List.of(SampledCallsTest.class.getName()), true, true, false),
            Requests.of(Specs.tracked("o", false, late)));
    Subject subject = new Subject(0, spec);
    subject.method.callOn(this, () -> "x");
    subject.method.callOn(this, () -> "x");
    assertThatThrownBy(() -> subject.method.callOn(this, FAILING))
        .isInstanceOf(IllegalStateException.class);
    assertThat(subject.sample("o_calls_total{r=\"x\"}")).isEqualTo(2);
    assertThat(subject.sample("o_calls_total{r=\"none\"}")).isEqualTo(1);
    assertThat(subject.sample("o_duration_seconds_count{r=\"x\"}")).isZero();
    assertThat(subject.figures().calls()).isEqualTo(3);
  }

  @Test
  void whereDurationsAreTheOnlyCountAllAreTimed() throws Exception {
    MetricSpec latency = only(InstrumentSpec.of(Kind.DURATION, "l_seconds", ""));
    Subject alone = new Subject(0, latency);
    alone.calls(10);
    assertThat(alone.sample("l_seconds_count")).isEqualTo(10);
    Subject beside = new Subject(0, "()V", Requests.of(WovenMethod.metrics("o"), latency));
    beside.calls(10);
    assertThat(beside.sample("l_seconds_count")).isEqualTo(10);
    assertThat(beside.sample("o_duration_seconds_count")).isEqualTo(10);
  }

  @Test
  void whatNeedsTheTimeForMoreThanAHistogramIsTimed() throws Exception {
    for (Kind kind : List.of(Kind.DURATION_SUMMARY, Kind.DURATION_MAX, Kind.ACTIVE_DURATION)) {
      Subject subject =
          new Subject(
              0,
              "()V",
              Requests.of(WovenMethod.metrics("o"), only(InstrumentSpec.of(kind, "s", ""))));
      subject.calls(10);
      assertThat(subject.sample("o_duration_seconds_count")).as("%s", kind).isEqualTo(10);
    }
    SpanSpec span = WovenMethod.span("s");
    Subject traced =
        new Subject(
            0,
            "()V",
            new Requests(List.of(WovenMethod.metrics("o")), List.of(), List.of(), span, null));
    traced.calls(10);
    assertThat(traced.sample("o_duration_seconds_count")).isEqualTo(10);
  }

  private static MetricSpec only(InstrumentSpec instrument) {
    return new MetricSpec(List.of(), null, List.of(instrument));
  }

  /** A method whose calls are sampled, and what is recorded of it. */
  private static final class Subject {
    private final Recording recording;
    private final Exposition exposition;
    private final WovenMethod method;

    Subject(double rate, MetricSpec metrics) {
      this(rate, "()V", Requests.of(metrics));
    }

    Subject(double rate, String descriptor, Requests requests) {
      this(rate, Specs.method("m", descriptor, requests));
    }

    Subject(double rate, MethodSpec spec) {
      recording = new Recording(2000, rate);
      exposition = new Exposition(recording);
      method = new WovenMethod(recording, spec, MethodHandles.lookup());
    }

    void calls(int number) throws Exception {
      for (int i = 0; i < number; i++) {
        method.call();
      }
    }

    void fails(int number) {
      for (int i = 0; i < number; i++) {
        assertThatThrownBy(() -> method.call(FAILING)).isInstanceOf(IllegalStateException.class);
      }
    }

    MethodFigures figures() {
      return recording.figures().get(0);
    }

    double sample(String series) throws Exception {
      String name = series.replaceFirst("\\{.*", "");
      for (String line : exposition.samples(name)) {
        if (line.startsWith(series + " ")) {
          return Double.parseDouble(line.substring(series.length() + 1));
        }
      }
      throw new AssertionError("no " + series + " among " + exposition.samples(name));
    }
  }
}
