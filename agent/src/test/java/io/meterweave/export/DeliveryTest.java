// SPDX-License-Identifier: Apache-2.0
package io.meterweave.export;

import static org.assertj.core.api.Assertions.assertThat;

import io.meterweave.export.ExporterState.Condition;
import io.opentelemetry.sdk.common.CompletableResultCode;
import java.net.ConnectException;
import java.net.SocketTimeoutException;
import java.time.Duration;
import java.time.InstantSource;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import java.util.concurrent.ScheduledFuture;
import java.util.concurrent.ScheduledThreadPoolExecutor;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

final class DeliveryTest {
  private final Clockwork timer = new Clockwork();
  private final Deque<CompletableResultCode> answers = new ArrayDeque<>();
  private int transmissions;

  @AfterEach
  void stop() {
    timer.shutdownNow();
  }

  @Test
  void whatArrivesIsCounted() {
    Delivery delivery = delivery(true);
    answers.add(CompletableResultCode.ofSuccess());
    assertThat(send(delivery).isSuccess()).isTrue();
    assertThat(delivery.health().state())
        .returns(Condition.OK, ExporterState::condition)
        .returns(7L, ExporterState::exported)
        .returns(0L, ExporterState::failures);
  }

  @Test
  void aBackendThatIsAwayForAMomentIsTriedAgainLaterAndLater() {
    Delivery delivery = delivery(true);
    answers.add(failure(new ConnectException()));
    answers.add(failure(new SocketTimeoutException()));
    answers.add(CompletableResultCode.ofSuccess());
    CompletableResultCode result = send(delivery);
    assertThat(result.isDone()).isFalse();
    timer.runNext();
    timer.runNext();
    assertThat(result.isSuccess()).isTrue();
    assertThat(transmissions).isEqualTo(3);
    assertThat(timer.pausesMillis.get(0)).isBetween(800L, 1200L);
    assertThat(timer.pausesMillis.get(1)).isBetween(1200L, 1800L);
    assertThat(delivery.health().failures()).isZero();
  }

  @Test
  void aFifthFailureIsTheLast() {
    Delivery delivery = delivery(true);
    for (int i = 0; i < 5; i++) {
      answers.add(failure(new ConnectException()));
    }
    CompletableResultCode result = send(delivery);
    for (int i = 0; i < 4; i++) {
      timer.runNext();
    }
    assertThat(result.isDone()).isTrue();
    assertThat(result.isSuccess()).isFalse();
    assertThat(delivery.health().state())
        .returns(Condition.FAILING, ExporterState::condition)
        .returns(1L, ExporterState::failures)
        .returns("nobody listens there (connection refused)", ExporterState::lastError);
  }

  @Test
  void anErrorThatStaysIsNotTriedAgain() {
    Delivery delivery = delivery(true);
    answers.add(failure(new IllegalStateException("no")));
    assertThat(send(delivery).isDone()).isTrue();
    assertThat(transmissions).isEqualTo(1);
    assertThat(delivery.health().state().lastError()).isEqualTo("IllegalStateException: no");
  }

  @Test
  void whereNobodyIsExpectedAttemptsBackOff() {
    Delivery delivery = delivery(false);
    answers.add(failure(new ConnectException()));
    assertThat(send(delivery).isDone()).isTrue();
    assertThat(send(delivery).isSuccess()).isFalse();
    assertThat(transmissions).isEqualTo(1);
    assertThat(delivery.health().failures()).isEqualTo(1);
    assertThat(delivery.health().dropped()).isEqualTo(14);
  }

  @Test
  void closingEndsAWaitForTheNextAttempt() {
    Delivery delivery = delivery(true);
    answers.add(failure(new ConnectException()));
    CompletableResultCode result = send(delivery);
    delivery.close(Duration.ofSeconds(1));
    assertThat(result.isDone()).isTrue();
    assertThat(result.isSuccess()).isFalse();
  }

  @Test
  void whileClosingNothingIsTriedTwiceAndAFailureIsTheLastAttempt() {
    Delivery delivery = delivery(true);
    delivery.close(Duration.ofSeconds(1));
    answers.add(failure(new ConnectException()));
    assertThat(send(delivery).isDone()).isTrue();
    assertThat(send(delivery).isSuccess()).isFalse();
    assertThat(transmissions).isEqualTo(1);
  }

  @Test
  void aBackendThatNeverAnswersIsGivenUpWhenTheTimeIsOver() {
    Delivery delivery = delivery(true);
    answers.add(new CompletableResultCode());
    CompletableResultCode result = send(delivery);
    delivery.close(Duration.ofSeconds(1));
    assertThat(result.isDone()).isFalse();
    assertThat(timer.pausesMillis).containsExactly(1000L);
    timer.runNext();
    assertThat(result.isDone()).isTrue();
    assertThat(delivery.health().state().lastError()).contains("no answer");
  }

  @Test
  void aBackendThatFailedLastGetsHalfASecond() {
    Delivery delivery = delivery(true);
    answers.add(failure(new IllegalStateException()));
    send(delivery);
    delivery.close(Duration.ofSeconds(2));
    assertThat(timer.pausesMillis).containsExactly(500L);
  }

  @Test
  void anExporterThatThrowsIsAnExportThatFailed() {
    Delivery delivery = delivery(true);
    CompletableResultCode result =
        delivery.send(
            1,
            () -> {
              throw new NoClassDefFoundError("x");
            });
    assertThat(result.isDone()).isTrue();
    assertThat(delivery.health().failures()).isEqualTo(1);
  }

  private CompletableResultCode send(Delivery delivery) {
    return delivery.send(
        7,
        () -> {
          transmissions++;
          return answers.remove();
        });
  }

  private Delivery delivery(boolean isConfigured) {
    ExportTarget target =
        new ExportTarget(
            "otlp", "traces", "grpc", "http://h:1", isConfigured, true, Duration.ofSeconds(30));
    return new Delivery(
        new ExporterHealth(target, new ExportNews(line -> {}), InstantSource.system()), timer);
  }

  private static CompletableResultCode failure(Throwable cause) {
    return CompletableResultCode.ofExceptionalFailure(cause);
  }

  /** A timer that is wound by hand. */
  private static final class Clockwork extends ScheduledThreadPoolExecutor {
    final List<Long> pausesMillis = new ArrayList<>();
    private final Deque<Runnable> tasks = new ArrayDeque<>();

    Clockwork() {
      super(0);
    }

    @Override
    public ScheduledFuture<?> schedule(Runnable task, long delay, TimeUnit unit) {
      pausesMillis.add(unit.toMillis(delay));
      tasks.add(task);
      return super.schedule(task, 1, TimeUnit.HOURS);
    }

    void runNext() {
      tasks.remove().run();
    }
  }
}
