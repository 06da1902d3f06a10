// SPDX-License-Identifier: Apache-2.0
package io.meterweave.export;

import static org.assertj.core.api.Assertions.assertThat;

import io.opentelemetry.context.Context;
import io.opentelemetry.sdk.common.CompletableResultCode;
import io.opentelemetry.sdk.trace.ReadWriteSpan;
import io.opentelemetry.sdk.trace.ReadableSpan;
import io.opentelemetry.sdk.trace.SdkTracerProvider;
import io.opentelemetry.sdk.trace.SpanProcessor;
import java.net.ConnectException;
import java.time.Duration;
import java.time.InstantSource;
import java.util.concurrent.ScheduledThreadPoolExecutor;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

final class SpanGateTest {
  private static final int CAPACITY = 20;
  private static final int BATCH = 10;

  private final ScheduledThreadPoolExecutor timer = new ScheduledThreadPoolExecutor(0);
  private final Queue queue = new Queue();
  private final SpanGate gate = new SpanGate(CAPACITY, BATCH);
  private final SdkTracerProvider provider =
      SdkTracerProvider.builder().addSpanProcessor(gate.before(queue)).build();

  @AfterEach
  void close() {
    provider.close();
    timer.shutdownNow();
  }

  @Test
  void whatFindsTheQueueFullIsRefusedUntilItGivesSpansAway() {
    gate.feeds(delivery());
    spans(25);
    assertThat(queue.spans).isEqualTo(CAPACITY);
    assertThat(gate.refused()).isEqualTo(5);
    gate.released(3);
    spans(4);
    assertThat(queue.spans).isEqualTo(CAPACITY + 3);
    assertThat(gate.refused()).isEqualTo(6);
    assertThat(gate.unwanted()).isZero();
    assertThat(gate.ended()).isEqualTo(29);
  }

  @Test
  void whileNobodyListensHalfABatchIsLetIn() {
    Delivery delivery = delivery();
    gate.feeds(delivery);
    nobodyListens(delivery);
    spans(25);
    assertThat(queue.spans).isEqualTo(BATCH / 2);
    assertThat(gate.unwanted()).isEqualTo(25 - BATCH / 2);
    assertThat(gate.refused()).isZero();
    assertThat(gate.ended()).isEqualTo(25);
  }

  @Test
  void anExporterThatIsNotQuietKeepsTheGateOpen() {
    Delivery quiet = delivery();
    gate.feeds(quiet);
    gate.feeds(delivery());
    nobodyListens(quiet);
    spans(CAPACITY);
    assertThat(queue.spans).isEqualTo(CAPACITY);
    assertThat(gate.unwanted()).isZero();
  }

  @Test
  void aQueueThatFeedsNobodyIsFullWhenItIs() {
    spans(CAPACITY + 1);
    assertThat(queue.spans).isEqualTo(CAPACITY);
    assertThat(gate.refused()).isEqualTo(1);
  }

  private void spans(int number) {
    for (int i = 0; i < number; i++) {
      provider.get("any").spanBuilder("work").startSpan().end();
    }
  }

  private static void nobodyListens(Delivery delivery) {
    delivery.send(1, () -> CompletableResultCode.ofExceptionalFailure(new ConnectException()));
    assertThat(delivery.isQuiet()).isTrue();
  }

  private Delivery delivery() {
    ExportTarget target =
        new ExportTarget(
            "otlp", "traces", "grpc", "http://h:1", false, true, Duration.ofSeconds(30));
    return new Delivery(
        new ExporterHealth(target, new ExportNews(line -> {}), InstantSource.system()), timer);
  }

  /** Counts what comes in. */
  private static final class Queue implements SpanProcessor {
    private int spans;

    @Override
    public void onStart(Context parent, ReadWriteSpan span) {}

    @Override
    public boolean isStartRequired() {
      return false;
    }

    @Override
    public void onEnd(ReadableSpan span) {
      spans++;
    }

    @Override
    public boolean isEndRequired() {
      return true;
    }
  }
}
