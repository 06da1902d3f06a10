// SPDX-License-Identifier: Apache-2.0
package io.meterweave.record;

import static org.assertj.core.api.Assertions.assertThat;

import io.opentelemetry.api.trace.SpanContext;
import java.lang.ref.WeakReference;
import org.junit.jupiter.api.Test;

class UnsampledCallTest {
  @Test
  void aCallKeepsTheOutermostOfItsTraceAndNoneBetween() {
    UnsampledCall outermost = UnsampledCall.below(SpanContext.getInvalid(), CellSet.NOTHING);
    WeakReference<UnsampledCall> between = new WeakReference<>(outermost.inside(CellSet.NOTHING));
    UnsampledCall innermost = insideOf(between);
    for (int i = 0; i < 100 && between.get() != null; i++) {
      System.gc();
    }
    assertThat(between.get()).isNull();
    assertThat(innermost.ownSpan().getSpanContext().getTraceId())
        .isEqualTo(outermost.ownSpan().getSpanContext().getTraceId());
  }

  private static UnsampledCall insideOf(WeakReference<UnsampledCall> call) {
    UnsampledCall outer = call.get();
    assertThat(outer).isNotNull();
    return outer.inside(CellSet.NOTHING);
  }
}
