// SPDX-License-Identifier: Apache-2.0
package io.meterweave.record;

import static org.assertj.core.api.Assertions.assertThat;

import io.opentelemetry.api.internal.ImmutableSpanContext;
import io.opentelemetry.api.trace.Span;
import io.opentelemetry.api.trace.SpanContext;
import io.opentelemetry.api.trace.SpanId;
import io.opentelemetry.api.trace.TraceFlags;
import io.opentelemetry.api.trace.TraceId;
import io.opentelemetry.api.trace.TraceState;
import io.opentelemetry.api.trace.propagation.W3CTraceContextPropagator;
import io.opentelemetry.context.Context;
import java.lang.reflect.Field;
import java.lang.reflect.Modifier;
import java.util.HashMap;
import java.util.Map;
import org.junit.jupiter.api.Test;

class SpanIdsTest {
  private static final SpanContext REMOTE =
      SpanContext.createFromRemoteParent(
          "0af7651916cd43dd8448eb211c80319c",
          "b7ad6b7169203331",
          TraceFlags.getSampled(),
          TraceState.builder().put("a", "b").build());

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
    SpanIds child = SpanIds.childOf(REMOTE, true);
    assertThat(header(child))
        .isEqualTo("00-0af7651916cd43dd8448eb211c80319c-" + child.getSpanId() + "-01");
    assertThat(child.getTraceState().get("a")).isEqualTo("b");
    assertThat(child.isRemote()).isFalse();
  }

  /** As a thread sees it to which it came by a data race: final fields, and no text yet. */
  @Test
  void theTraceOfAnotherProcessIsKnownWithoutItsText() throws Exception {
    SpanIds child = SpanIds.childOf(REMOTE, true);
    Field text = SpanIds.class.getDeclaredField("traceId");
    text.setAccessible(true);
    assertThat(text.get(child)).isEqualTo(REMOTE.getTraceId());
    text.set(child, null);
    assertThat(child.getTraceId()).isEqualTo(REMOTE.getTraceId());
    assertThat(SpanIds.childOf(child, true).getTraceId()).isEqualTo(REMOTE.getTraceId());
    for (Field field : SpanIds.class.getDeclaredFields()) {
      assertThat(Modifier.isFinal(field.getModifiers()) || field.getType() == String.class)
          .isTrue();
    }
  }

  /** OpenTelemetry has ways to make ids that it does not look at. */
  @Test
  void belowIdsThatAreNoneATraceBegins() {
    SpanContext strange =
        ImmutableSpanContext.create(
            "no trace",
            "no span",
            TraceFlags.getSampled(),
            TraceState.getDefault(),
            /* remote= */ false,
            /* skipIdValidation= */ true);
    assertThat(strange.isValid()).isTrue();
    SpanIds child = SpanIds.childOf(strange, true);
    assertThat(TraceId.isValid(child.getTraceId())).isTrue();
  }

  @Test
  void idsEqualNoneButOurs() {
    SpanIds ids = SpanIds.childOf(REMOTE, true);
    SpanContext same =
        SpanContext.create(
            ids.getTraceId(), ids.getSpanId(), ids.getTraceFlags(), ids.getTraceState());
    assertThat(ids.equals(same)).isEqualTo(same.equals(ids));
    assertThat(ids.decided(true, ids.getTraceState())).isEqualTo(ids).hasSameHashCodeAs(ids);
    assertThat(ids.decided(false, ids.getTraceState())).isNotEqualTo(ids);
  }

  private static String header(SpanContext ids) {
    Map<String, String> headers = new HashMap<>();
    W3CTraceContextPropagator.getInstance()
        .inject(Context.root().with(Span.wrap(ids)), headers, Map::put);
    return headers.get("traceparent");
  }
}
