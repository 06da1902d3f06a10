// SPDX-License-Identifier: Apache-2.0
package io.meterweave.plan;

import static io.meterweave.plan.WovenMethod.metrics;
import static io.meterweave.plan.WovenMethod.parameter;
import static io.meterweave.plan.WovenMethod.spec;
import static org.assertj.core.api.Assertions.assertThat;

import io.opentelemetry.api.common.AttributeKey;
import io.opentelemetry.sdk.metrics.data.HistogramPointData;
import io.opentelemetry.sdk.metrics.data.LongPointData;
import java.lang.invoke.MethodHandles;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;

class LabelLimitsTest {
  private static final int THREADS = 4;
  private static final int VALUES = 50_000;

  private final Recording recording = new Recording(2000);
  private final Exposition exposition = new Exposition(recording);
  private final WovenMethod place =
      new WovenMethod(
          recording,
          spec("place", "(Ljava/lang/String;)V", metrics("p", parameter("v", 0)), null),
          MethodHandles.lookup());

  @Test
  void countlessValuesFromManyThreadsAreCountedExactly() throws Exception {
    List<Thread> threads = new ArrayList<>();
    for (int i = 0; i < THREADS; i++) {
      Thread thread = new Thread(this::countless);
      threads.add(thread);
      thread.start();
    }
    for (Thread thread : threads) {
      thread.join();
    }
    Collection<LongPointData> calls =
        exposition.metric("p_calls_total").getLongSumData().getPoints();
    Collection<HistogramPointData> durations =
        exposition.metric("p_duration_seconds").getHistogramData().getPoints();
    assertThat(calls).hasSize(2001);
    assertThat(durations).hasSize(2001);
    assertThat(calls.stream().mapToLong(LongPointData::getValue).sum()).isEqualTo(THREADS * VALUES);
    assertThat(durations.stream().mapToLong(HistogramPointData::getCount).sum())
        .isEqualTo(THREADS * VALUES);
  }

  private void countless() {
    try {
      for (int value = 0; value < VALUES; value++) {
        place.call(() -> null, "value " + value);
      }
    } catch (Exception impossible) {
      throw new AssertionError(impossible);
    }
  }

  @Test
  void whateverAValueHoldsTheLabelIsWellFormedAndShort() throws Exception {
    Random random = new Random(3);
    for (int i = 0; i < 1900; i++) {
      StringBuilder value = new StringBuilder();
      int length = random.nextInt(520);
      while (value.length() < length) {
        value.append((char) random.nextInt(0x10000));
        if (random.nextInt(3) == 0) {
          value.appendCodePoint(0x1F600 + random.nextInt(64));
        }
      }
      place.call(() -> null, value.toString());
    }
    for (LongPointData point : exposition.metric("p_calls_total").getLongSumData().getPoints()) {
      String label = String.valueOf(point.getAttributes().get(AttributeKey.stringKey("v")));
      assertThat(label.length()).isLessThanOrEqualTo(256);
      assertThat(label.codePoints())
          .noneMatch(c -> c == 0 || (c >= Character.MIN_SURROGATE && c <= Character.MAX_SURROGATE));
    }
    assertThat(exposition.text()).contains("p_calls_total");
  }
}
