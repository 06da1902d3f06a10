// SPDX-License-Identifier: Apache-2.0
package io.meterweave.plan;

import static io.meterweave.plan.WovenMethod.parameter;
import static io.meterweave.spec.Specs.path;
import static io.meterweave.spec.Specs.read;
import static io.meterweave.spec.Specs.value;
import static io.meterweave.spec.Specs.values;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.meterweave.incident.Incidents;
import io.meterweave.spec.CacheSpec;
import io.meterweave.spec.PathSpec;
import io.meterweave.spec.PathSpec.Root;
import io.meterweave.spec.Requests;
import io.meterweave.spec.Specs;
import io.meterweave.spec.ValueSpec;
import java.io.IOException;
import java.lang.invoke.MethodHandles;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;

/** Numbers that calls record, and the hits and misses of caches. */
class NumbersOfCallsTest {
  private static final MethodHandles.Lookup HERE = MethodHandles.lookup();

  private final Recording recording = new Recording(2000);
  private final Exposition exposition = new Exposition(recording);
  private int size;

  int size() {
    return size;
  }

  private WovenMethod woven(String descriptor, Requests requests) {
    return new WovenMethod(recording, Specs.method("place", descriptor, requests), HERE);
  }

  private static ValueSpec gauge(String name, PathSpec of) {
    return new ValueSpec(name, "", of, ValueSpec.Form.GAUGE, List.of(), null, List.of());
  }

  private static void failing(WovenMethod method, Object receiver, Object... parameters) {
    assertThatThrownBy(
            () ->
                method.callOn(
                    receiver,
                    () -> {
                      throw new Exception("no");
                    },
                    parameters))
        .hasMessage("no");
  }

  @Test
  void aNumberOfTheResultIsAHistogram() throws Exception {
    WovenMethod place = woven("()I", values(value("v", path(Root.RESULT))));
    for (int number : new int[] {10, 11, 100, 1000, -5}) {
      place.callOn(null, () -> number);
    }
    assertThat(exposition.samples("v_"))
        .containsExactly(
            "v_bucket{le=\"10.0\"} 2",
            "v_bucket{le=\"100.0\"} 4",
            "v_bucket{le=\"+Inf\"} 5",
            "v_count 5",
            "v_sum 1116.0");
    assertThat(exposition.text())
        .contains("# HELP v Numbers of calls of com.acme.Orders.place, from result\n");
  }

  @Test
  void aNumberHasLabelsOfItsOwn() throws Exception {
    WovenMethod place =
        woven(
            "(Ljava/lang/String;)Ljava/lang/String;",
            values(
                value("v", path(Root.RESULT), parameter("tier", 0)),
                value("w", path(Root.PARAMETER), read("state", Root.RESULT))));
    place.callOn(null, () -> "result", "gold");
    assertThat(exposition.samples("v_sum")).containsExactly("v_sum{tier=\"gold\"} 6.0");
    assertThat(exposition.samples("w_sum")).containsExactly("w_sum{state=\"result\"} 4.0");
  }

  @Test
  void whatHasALengthCountsIt() throws Exception {
    WovenMethod place = woven("()Ljava/lang/Object;", values(value("v", path(Root.RESULT))));
    place.callOn(null, () -> List.of(1, 2));
    place.callOn(null, () -> Map.of(1, 2));
    place.callOn(null, () -> new int[30]);
    place.callOn(null, () -> new Object[400]);
    place.callOn(null, () -> new StringBuilder("12345"));
    place.callOn(null, () -> 0.25);
    assertThat(exposition.samples("v_sum")).containsExactly("v_sum 438.25");
  }

  @Test
  void whatIsNoFiniteNumberIsLeftOutAndCounted() throws Exception {
    WovenMethod place = woven("()Ljava/lang/Object;", values(value("v", path(Root.RESULT))));
    long before = Incidents.count(Incidents.Kind.RECORD);
    place.callOn(null, () -> Double.NaN);
    place.callOn(null, () -> Double.NEGATIVE_INFINITY);
    place.callOn(null, () -> Thread.currentThread());
    assertThat(Incidents.count(Incidents.Kind.RECORD) - before).isEqualTo(3);
    place.callOn(null, () -> null);
    assertThat(Incidents.count(Incidents.Kind.RECORD) - before).isEqualTo(3);
    assertThat(exposition.samples("v_count")).containsExactly("v_count 0");
  }

  @Test
  void aParameterIsReadAtTheStartAndTheReceiverAtTheEnd() throws Exception {
    WovenMethod place =
        woven(
            "(Ljava/util/List;)V",
            values(
                value("before", path(Root.PARAMETER)),
                value("after", path(Root.RECEIVER, "size"))));
    List<Integer> drained = new ArrayList<>(List.of(1, 2, 3));
    place.callOn(
        this,
        () -> {
          size = drained.size() + 4;
          drained.clear();
          return null;
        },
        drained);
    assertThat(exposition.samples("before_sum")).containsExactly("before_sum 3.0");
    assertThat(exposition.samples("after_sum")).containsExactly("after_sum 7.0");
  }

  @Test
  void aCallThatThrowsRecordsWhatDoesNotComeFromItsResult() {
    WovenMethod place =
        woven("(J)I", values(value("in", path(Root.PARAMETER)), value("out", path(Root.RESULT))));
    failing(place, null, 30L);
    assertThat(recording.figures().get(0).errors()).isEqualTo(1);
    assertThat(samples("in_sum")).containsExactly("in_sum 30.0");
    assertThat(samples("out_count")).containsExactly("out_count 0");
  }

  private List<String> samples(String prefix) {
    try {
      return exposition.samples(prefix);
    } catch (IOException impossible) {
      throw new AssertionError(impossible);
    }
  }

  @Test
  void aGaugeShowsTheLatestNumber() throws Exception {
    WovenMethod place = woven("()D", values(gauge("g", path(Root.RESULT))));
    assertThat(exposition.samples("g")).isEmpty();
    place.callOn(null, () -> 2.5);
    place.callOn(null, () -> 1.5);
    assertThat(exposition.text()).contains("# TYPE g gauge\ng 1.5\n");
  }

  @Test
  void countlessLabelsOfANumberEndInOneSeries() throws Exception {
    WovenMethod place = woven("(I)I", values(value("v", path(Root.RESULT), parameter("id", 0))));
    for (int i = 0; i < 2100; i++) {
      place.callOn(null, () -> 1, i);
    }
    assertThat(exposition.samples("v_count")).hasSize(2001);
    assertThat(exposition.samples("v_count{otel_"))
        .containsExactly("v_count{otel_metric_overflow=\"true\"} 100");
  }

  @Test
  void withoutAnExpressionWhatIsThereIsAHit() throws Exception {
    WovenMethod find =
        woven(
            "(Ljava/lang/String;)Ljava/lang/Object;",
            Specs.caches(new CacheSpec("users", null, List.of(parameter("region", 0)))));
    find.callOn(null, () -> "found", "eu");
    find.callOn(null, () -> Optional.of(1), "eu");
    find.callOn(null, () -> null, "eu");
    find.callOn(null, Optional::empty, "eu");
    find.callOn(null, List::of, "us");
    failing(find, null, "eu");
    assertThat(exposition.samples("cache_"))
        .containsExactlyInAnyOrder(
            "cache_hits_total{cache_type=\"users\",region=\"eu\"} 2.0",
            "cache_hits_total{cache_type=\"users\",region=\"us\"} 1.0",
            "cache_misses_total{cache_type=\"users\",region=\"eu\"} 2.0",
            "cache_misses_total{cache_type=\"users\",region=\"us\"} 0.0");
  }

  @Test
  void anExpressionTellsAHit() throws Exception {
    WovenMethod find =
        woven(
            "()Lio/meterweave/plan/NumbersOfCallsTest$Found;",
            Specs.caches(new CacheSpec("users", path(Root.RESULT, "hit"), List.of())));
    find.callOn(null, () -> new Found(true));
    find.callOn(null, () -> new Found(false));
    find.callOn(null, () -> new Found(null));
    find.callOn(null, () -> null);
    assertThat(exposition.samples("cache_"))
        .containsExactlyInAnyOrder(
            "cache_hits_total{cache_type=\"users\"} 1.0",
            "cache_misses_total{cache_type=\"users\"} 3.0");
  }

  @Test
  void whatIsNoBooleanIsNeitherHitNorMiss() throws Exception {
    WovenMethod find =
        woven(
            "()Ljava/lang/Object;",
            Specs.caches(new CacheSpec("users", path(Root.RESULT), List.of())));
    long before = Incidents.count(Incidents.Kind.RECORD);
    find.callOn(null, () -> "yes");
    assertThat(Incidents.count(Incidents.Kind.RECORD) - before).isEqualTo(1);
    assertThat(exposition.samples("cache_"))
        .containsExactlyInAnyOrder(
            "cache_hits_total{cache_type=\"users\"} 0.0",
            "cache_misses_total{cache_type=\"users\"} 0.0");
  }

  record Found(Boolean hit) {}
}
