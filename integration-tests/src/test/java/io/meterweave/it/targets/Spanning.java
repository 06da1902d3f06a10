// SPDX-License-Identifier: Apache-2.0
package io.meterweave.it.targets;

import io.meterweave.annotations.SpanAttribute;
import io.meterweave.annotations.TraceOperation;
import io.meterweave.annotations.TrackMetrics;
import io.meterweave.api.Span;
import io.meterweave.api.Spans;
import io.meterweave.it.targets.Stage.ExpectedException;

/** Spans of every kind that {@code @TraceOperation} can ask for. */
public final class Spanning {
  private Spanning() {}

  @TraceOperation
  static void outer() {
    inner("a", 7, true, null, 2.5);
    Stage.fails(Spanning::failing);
    current();
  }

  @TraceOperation(
      name = "the inner one",
      kind = TraceOperation.Kind.CLIENT,
      attributes = {"peer.service=archive", "team=desk"})
  static void inner(
      @SpanAttribute("text") String text,
      @SpanAttribute("number") int number,
      @SpanAttribute("flag") boolean flag,
      @SpanAttribute("nothing") Object nothing,
      @SpanAttribute("ratio") Double ratio) {}

  @TraceOperation(kind = TraceOperation.Kind.PRODUCER)
  static void failing() {
    throw new ExpectedException("no <b>luck</b>");
  }

  @TraceOperation
  static void current() {
    Span span = Spans.current();
    span.setAttribute("said", "by hand")
        .setAttribute("count", 3L)
        .setAttribute("share", 0.5)
        .setAttribute("sure", true)
        .addEvent("half way");
    System.out.println("trace " + span.traceId() + " " + span.isRecording());
  }

  /** One method, three wishes: one weave. */
  @TrackMetrics(name = "composed")
  @TraceOperation(name = "composed")
  static int composed(int n) {
    if (n == 0) {
      throw new ExpectedException("zero");
    }
    return n == 1 ? 1 : composed(n - 1);
  }

  /** Runs it all. */
  public static void main(String[] args) {
    System.out.println("before " + Spans.current().isRecording());
    outer();
    composed(3);
    Stage.fails(() -> composed(0));
    System.out.println("after " + Spans.current().isRecording());
    Stage.reached("done");
  }
}
