// SPDX-License-Identifier: Apache-2.0
package io.meterweave.console;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

final class RenderQueueTest {
  private final RenderQueue queue = new RenderQueue(Runnable::run);
  private final CountDownLatch started = new CountDownLatch(1);
  private final CountDownLatch gate = new CountDownLatch(1);
  private final AtomicInteger renders = new AtomicInteger();

  @AfterEach
  void close() {
    gate.countDown();
    queue.close();
  }

  @Test
  void whoAsksWhileOneAnswerIsMadeSharesTheNext() throws InterruptedException {
    List<String> answers = new CopyOnWriteArrayList<>();
    CountDownLatch all = new CountDownLatch(101);
    ask("metrics", answers, all);
    started.await();
    for (int i = 0; i < 100; i++) {
      ask("metrics", answers, all);
    }
    gate.countDown();
    assertThat(all.await(5, TimeUnit.SECONDS)).isTrue();
    assertThat(renders).hasValue(2);
    assertThat(answers).hasSize(101).startsWith("1");
    assertThat(answers.subList(1, 101)).containsOnly("2");
  }

  @Test
  void aFullQueueAsksToComeBack() throws InterruptedException {
    List<String> answers = new CopyOnWriteArrayList<>();
    ask("metrics", answers, new CountDownLatch(1));
    started.await();
    for (int i = 0; i < 32; i++) {
      ask("waiting " + i, answers, new CountDownLatch(1));
    }
    assertThat(answers).isEmpty();
    queue.submit(
        "one too many",
        false,
        () -> Reply.sentence(200, "never"),
        reply -> {
          assertThat(reply.status()).isEqualTo(503);
          assertThat(reply.headers()).containsExactly("Retry-After", "1");
          answers.add("come back");
        });
    assertThat(answers).containsExactly("come back");
  }

  private void ask(String key, List<String> answers, CountDownLatch all) {
    queue.submit(
        key,
        false,
        () -> {
          int number = renders.incrementAndGet();
          started.countDown();
          gate.await();
          return Reply.ok(Reply.TEXT, String.valueOf(number).getBytes(UTF_8));
        },
        reply -> {
          answers.add(UTF_8.decode(((Body) reply.body()).slice(0)).toString());
          all.countDown();
        });
  }
}
