// SPDX-License-Identifier: Apache-2.0
package io.meterweave.console;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import io.meterweave.console.RawClient.Answer;
import io.meterweave.incident.Incidents;
import java.io.IOException;
import java.io.OutputStream;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

final class FlowingPageTest {
  private static final int SMALL_WINDOW = 4096;

  private final CountDownLatch firstIsRead = new CountDownLatch(1);
  private ConsoleServer server;

  @AfterEach
  void stop() {
    firstIsRead.countDown();
    server.close();
  }

  @Test
  void aLongPageIsSentInChunksAndComesWhole() throws Exception {
    String page = lines(40_000);
    start(SampleSource.writing(out -> out.write(page.getBytes(UTF_8))));
    try (RawClient client = RawClient.connect(server.port())) {
      for (int i = 0; i < 3; i++) {
        client.send(RawClient.request("GET", "/metrics"));
        Answer answer = client.answer();
        assertThat(answer.status()).isEqualTo(200);
        assertThat(answer.header("transfer-encoding")).isEqualTo("chunked");
        assertThat(answer.headers()).doesNotContainKey("content-length");
        assertThat(answer.text()).isEqualTo(page);
      }
      client.send(RawClient.request("GET", "/metrics", "Accept-Encoding: gzip"));
      Answer zipped = client.answer();
      assertThat(zipped.header("content-encoding")).isEqualTo("gzip");
      assertThat(zipped.unzipped()).isEqualTo(page);
    }
  }

  @Test
  void theFirstBytesComeBeforeTheLastAreMade() throws Exception {
    start(
        SampleSource.writing(
            out -> {
              out.write(lines(5_000).getBytes(UTF_8));
              waitFor(firstIsRead);
              out.write("last 1.0\n".getBytes(UTF_8));
            }));
    try (RawClient client = RawClient.connect(server.port())) {
      client.send(RawClient.request("GET", "/metrics"));
      assertThat(client.firstLine()).isEqualTo("HTTP/1.1 200 OK");
      firstIsRead.countDown();
      assertThat(client.answerAfter(200).text()).isEqualTo(lines(5_000) + "last 1.0\n");
    }
  }

  @Test
  void aClientOfTheOldProtocolGetsThePageWholeAndItsLength() throws Exception {
    String page = lines(40_000);
    start(SampleSource.writing(out -> out.write(page.getBytes(UTF_8))));
    try (RawClient client = RawClient.connect(server.port())) {
      client.send("GET /metrics HTTP/1.0\r\nHost: localhost\r\n\r\n");
      Answer answer = client.answer();
      assertThat(answer.headers()).doesNotContainKey("transfer-encoding");
      assertThat(answer.header("content-length")).isEqualTo(String.valueOf(page.length()));
      assertThat(answer.text()).isEqualTo(page);
    }
  }

  @Test
  void headHasNoBodyHoweverLongThePage() throws Exception {
    start(SampleSource.writing(out -> out.write(lines(40_000).getBytes(UTF_8))));
    try (RawClient client = RawClient.connect(server.port())) {
      client.send(RawClient.request("HEAD", "/metrics"));
      assertThat(client.answer(false).status()).isEqualTo(200);
      client.send(RawClient.request("GET", "/health"));
      assertThat(client.answer().text()).startsWith("{\"status\":\"ok\"");
    }
  }

  @Test
  void aPageThatBreaksOffIsNoPage() throws Exception {
    start(
        SampleSource.writing(
            out -> {
              out.write(lines(40_000).getBytes(UTF_8));
              throw new IllegalStateException("thrown on purpose");
            }));
    long before = Incidents.count(Incidents.Kind.EXPORT);
    for (String encoding : List.of("identity", "gzip")) {
      try (RawClient client = RawClient.connect(server.port())) {
        client.send(RawClient.request("GET", "/metrics", "Accept-Encoding: " + encoding));
        assertThatThrownBy(client::answer).isInstanceOf(IOException.class);
      }
    }
    assertThat(Incidents.count(Incidents.Kind.EXPORT)).isEqualTo(before + 2);
    assertThat(RawClient.get(server.port(), "/health").status()).isEqualTo(200);
  }

  @Test
  void aShortPageThatFailsIsAnAnswer500() throws Exception {
    start(
        SampleSource.writing(
            out -> {
              out.write(lines(10).getBytes(UTF_8));
              throw new IllegalStateException("thrown on purpose");
            }));
    Answer answer = RawClient.get(server.port(), "/metrics");
    assertThat(answer.status()).isEqualTo(500);
    assertThat(answer.text()).doesNotContain("line");
  }

  @Test
  void aPageThatNobodyReadsAnyMoreIsNotMade() throws Exception {
    CountDownLatch hasStopped = new CountDownLatch(1);
    start(SampleSource.writing(out -> writeForEver(out, hasStopped)));
    long before = Incidents.count(Incidents.Kind.EXPORT);
    try (RawClient client = RawClient.connect(server.port(), SMALL_WINDOW)) {
      client.send(RawClient.request("GET", "/metrics"));
      assertThat(client.firstLine()).isEqualTo("HTTP/1.1 200 OK");
    }
    assertThat(hasStopped.await(10, TimeUnit.SECONDS)).isTrue();
    await()
        .atMost(5, TimeUnit.SECONDS)
        .untilAsserted(() -> assertThat(server.openConnections()).isZero());
    assertThat(Incidents.count(Incidents.Kind.EXPORT)).isEqualTo(before);
  }

  @Test
  void manyReadersOfDifferentSpeedAllGetTheWholePage() throws Exception {
    String page = lines(100_000);
    SampleSource source = SampleSource.writing(out -> out.write(page.getBytes(UTF_8)));
    start(source);
    ExecutorService clients = Executors.newFixedThreadPool(8);
    try {
      List<Future<String>> answers = new ArrayList<>();
      for (int i = 0; i < 24; i++) {
        boolean isZipped = i % 3 == 0;
        answers.add(clients.submit(() -> page(isZipped)));
      }
      for (Future<String> answer : answers) {
        assertThat(answer.get(30, TimeUnit.SECONDS).equals(page)).isTrue();
      }
    } finally {
      clients.shutdownNow();
    }
  }

  private String page(boolean isZipped) throws IOException {
    String encoding = "Accept-Encoding: " + (isZipped ? "gzip" : "identity");
    Answer answer = RawClient.get(server.port(), "/metrics", encoding);
    return isZipped ? answer.unzipped() : answer.text();
  }

  private static void writeForEver(OutputStream out, CountDownLatch hasStopped) throws IOException {
    byte[] line = lines(1000).getBytes(UTF_8);
    try {
      while (true) {
        out.write(line);
        TimeUnit.MICROSECONDS.sleep(1);
      }
    } catch (InterruptedException hurry) {
      Thread.currentThread().interrupt();
    } finally {
      hasStopped.countDown();
    }
  }

  private static String lines(int count) {
    StringBuilder lines = new StringBuilder();
    for (int i = 0; i < count; i++) {
      lines.append("line_").append(i).append("_total ").append(i * 31 % 17).append(".0\n");
    }
    return lines.toString();
  }

  private static void waitFor(CountDownLatch latch) {
    try {
      assertThat(latch.await(10, TimeUnit.SECONDS)).isTrue();
    } catch (InterruptedException hurry) {
      Thread.currentThread().interrupt();
    }
  }

  private void start(SampleSource source) throws ConsoleStartException {
    server = ConsoleServer.start(ConsoleSettings.of("127.0.0.1", 0), source);
  }
}
