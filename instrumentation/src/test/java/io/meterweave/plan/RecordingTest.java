// SPDX-License-Identifier: Apache-2.0
package io.meterweave.plan;

import static org.assertj.core.api.Assertions.assertThat;

import io.meterweave.incident.Incidents;
import java.util.Map;
import org.junit.jupiter.api.Test;

class RecordingTest {
  private final Recording recording = new Recording(2000);
  private final Exposition exposition = new Exposition(recording);

  @Test
  void theWarmUpRunsThroughAndLeavesNothing() throws Exception {
    long before = Incidents.count(Incidents.Kind.LIFECYCLE);
    Recording.warmUp();
    assertThat(Incidents.count(Incidents.Kind.LIFECYCLE)).isEqualTo(before);
    assertThat(recording.figures()).isEmpty();
    assertThat(exposition.samples("w_")).isEmpty();
  }

  @Test
  void spansThatAreDroppedFurtherOnCountWithTheEarlyOnes() throws Exception {
    recording.countDropped(() -> Map.of("queue_full", 3L));
    assertThat(exposition.samples("meterweave_spans_dropped_total"))
        .containsExactly(
            "meterweave_spans_dropped_total{reason=\"before_start\"} 0.0",
            "meterweave_spans_dropped_total{reason=\"queue_full\"} 3.0");
  }
}
