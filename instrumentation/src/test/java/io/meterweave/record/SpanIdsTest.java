// SPDX-License-Identifier: Apache-2.0
package io.meterweave.record;

import static org.assertj.core.api.Assertions.assertThat;

import io.opentelemetry.api.trace.Span;
import io.opentelemetry.api.trace.SpanContext;
import io.opentelemetry.api.trace.SpanId;
import io.opentelemetry.api.trace.TraceFlags;
import io.opentelemetry.api.trace.TraceId;
import io.opentelemetry.api.trace.TraceState;
import io.opentelemetry.api.trace.propagation.W3CTraceContextPropagator;
import io.opentelemetry.context.Context;
import java.util.HashMap;
import java.util.Map;
import org.junit.jupiter.api.Test;

class SpanIdsTest {
  /** The propagator asks for the ids while it writes into a buffer of the thread. */
  @Test
  void idsThatNobodyAskedForYetMakeARightHeader() {
    for (boolean isSampled : new boolean[] {true, false}) {
      SpanIds ids = SpanIds.childOf(SpanContext.getInvalid(), isSampled);
      String header = header(ids);
      assertThat(header)
          .isEqualTo(
              "00-" + ids.getTraceId() + "-" + ids.getSpanId() + (isSampled ? "-03" : "-02"));
    }
  }

  @Test
  void idsAreValidAndThoseOfAChildAreInTheTraceOfItsParent() {
    SpanIds root = SpanIds.childOf(SpanContext.getInvalid(), true);
    SpanIds child = SpanIds.childOf(root, true);
    assertThat(TraceId.isValid(root.getTraceId())).isTrue();
    assertThat(SpanId.isValid(root.getSpanId())).isTrue();
    assertThat(child.getTraceId()).isEqualTo(root.getTraceId());
    assertThat(child.getSpanId()).isNotEqualTo(root.getSpanId());
    assertThat(child.getTraceFlags()).isEqualTo(TraceFlags.fromByte((byte) 3));
  }

  @Test
  void aChildOfAnotherProcessKeepsItsTraceAndItsState() {
    SpanContext remote =
        SpanContext.createFromRemoteParent(
            "0af7651916cd43dd8448eb211c80319c",
            "b7ad6b7169203331",
            TraceFlags.getSampled(),
            TraceState.builder().put("a", "b").build());
    SpanIds child = SpanIds.childOf(remote, true);
    assertThat(header(child))
        .isEqualTo("00-0af7651916cd43dd8448eb211c80319c-" + child.getSpanId() + "-01");
    assertThat(child.getTraceState().get("a")).isEqualTo("b");
    assertThat(child.isRemote()).isFalse();
  }

  private static String header(SpanContext ids) {
    Map<String, String> headers = new HashMap<>();
    W3CTraceContextPropagator.getInstance()
        .inject(Context.root().with(Span.wrap(ids)), headers, Map::put);
    return headers.get("traceparent");
  }
}
