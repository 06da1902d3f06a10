// SPDX-License-Identifier: Apache-2.0
package io.meterweave.console;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.meterweave.console.RawClient.Answer;
import java.io.IOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** What clients may do to themselves, and cannot do to others. */
final class HostileClientsTest {
  private static final int BIG = 8 << 20;
  private static final int SMALL_WINDOW = 4 * 1024;

  private final List<RawClient> clients = new ArrayList<>();
  private ConsoleServer server;

  @AfterEach
  void stop() throws IOException {
    for (RawClient client : clients) {
      client.close();
    }
    server.close();
  }

  static Stream<String> odd() {
    List<String> targets = new ArrayList<>();
    for (String file : List.of("etc/passwd", "index.html", "io/meterweave/console/Gate.class")) {
      for (String climb :
          List.of(
              "../",
              "..%2f",
              "%2e%2e/",
              "%2e%2e%2f",
              "..%5c",
              "..\\",
              "..;/",
              ".%00./",
              "..%c0%af",
              "%252e%252e%252f",
              "....//",
              ".././",
              "..%ef%bc%8f")) {
        for (String root : List.of("/", "/assets/", "/assets/pages/", "/api/")) {
          targets.add(root + climb + climb + file);
        }
      }
    }
    targets.addAll(
        List.of(
            "//",
            "//etc/passwd",
            "///",
            "/%00",
            "/metrics%00",
            "/metrics;x=1",
            "/%6detrics",
            "/assets//main.js",
            "/./metrics",
            "/assets/../metrics",
            "/metrics/..",
            "*",
            "http://localhost/metrics",
            "http://evil.example/",
            "metrics",
            "/metrics#x",
            "/~root",
            "/WEB-INF/web.xml",
            "/META-INF/MANIFEST.MF",
            "/assets/",
            "/assets/pages",
            "/$",
            "/'",
            "/\"",
            "/<script>",
            "/|",
            "/\u00e9",
            "/\u00ff\u00fe",
            "/console.css",
            "/a".repeat(500)));
    return targets.stream();
  }

  @ParameterizedTest
  @MethodSource("odd")
  void anOddTargetLeadsNowhere(String target) throws Exception {
    start(new SampleSource(), ConsoleLimits.DEFAULT);
    Answer answer = RawClient.get(server.port(), target);
    assertThat(answer.status()).isIn(400, 404);
    assertThat(answer.text()).doesNotContain("Exception", "io.meterweave", "java.", "root:");
    assertThat(answer.text().lines()).hasSize(1);
  }

  @Test
  void whatIsTooLongIsRefusedInWords() throws Exception {
    start(new SampleSource(), ConsoleLimits.DEFAULT);
    String many = "x".repeat(100_000);
    assertThat(RawClient.get(server.port(), "/" + many).status()).isEqualTo(414);
    assertThat(RawClient.get(server.port(), "/metrics", "X-Long: " + many).status()).isEqualTo(431);
    String lines = "X-Line: 0123456789012345678901234567890123456789\r\n".repeat(1000);
    assertThat(RawClient.get(server.port(), "/metrics", lines + "Y: 1").status()).isEqualTo(431);
    assertThat(RawClient.get(server.port(), "/metrics", "X-Huge: " + "y".repeat(2 << 20)).status())
        .isEqualTo(431);
  }

  @Test
  void whatIsNotHttpIsRefusedInWords() throws Exception {
    start(new SampleSource(), ConsoleLimits.DEFAULT);
    for (String request :
        List.of(
            "\u0016\u0003\u0001\u0002\r\n\r\n",
            "GET\r\n\r\n",
            "GET /metrics\r\n\r\n",
            "GET /metrics HTTP/x.y\r\nHost: localhost\r\n\r\n",
            "GET /metrics HTTP/1.1\r\nHost: localhost\r\nNo colon\r\n\r\n",
            "GET /metrics HTTP/1.1\r\nHost: localhost\r\nContent-Length: -1\r\n\r\n",
            "GET /metrics HTTP/1.1\r\nHost: localhost\r\nContent-Length: 1\r\nContent-Length: 2\r\n\r\n",
            "GET /metrics HTTP/1.1\r\nHost: localhost\r\nB\u0000d: x\r\n\r\n")) {
      Answer answer = RawClient.ask(server.port(), request);
      assertThat(answer.status()).as(request).isEqualTo(400);
      assertThat(answer.header("connection")).as(request).isEqualTo("close");
    }
    assertThat(RawClient.ask(server.port(), "PRI * HTTP/2.0\r\n\r\nSM\r\n\r\n").status())
        .isEqualTo(505);
    assertThat(
            RawClient.get(server.port(), "/metrics", "Transfer-Encoding: chunked", "X: y").status())
        .isEqualTo(413);
  }

  @Test
  void silentAndSlowClientsDoNotKeepOthersFromTheirAnswers() throws Exception {
    String big = "x".repeat(BIG);
    start(new SampleSource(() -> big), ConsoleLimits.DEFAULT);
    for (int i = 0; i < 200; i++) {
      connect(SMALL_WINDOW).send("GET /met");
      connect(SMALL_WINDOW).send(RawClient.request("GET", "/metrics"));
    }
    for (int i = 0; i < 20; i++) {
      long before = System.nanoTime();
      assertThat(untilServed("/health").text()).startsWith("{\"status\":\"ok\"");
      assertThat(untilServed("/metrics").body()).hasSize(BIG);
      assertThat(Duration.ofNanos(System.nanoTime() - before)).isLessThan(Duration.ofSeconds(10));
    }
  }

  @Test
  void aHeadThatDripsIsCutOff() throws Exception {
    start(new SampleSource(), limits(500, 30_000, 10_000, 30_000));
    RawClient dripping = connect(SMALL_WINDOW);
    long before = System.nanoTime();
    dripping.patience(50);
    dripping.send("GET ");
    while (!dripping.isClosed()) {
      try {
        dripping.send("/");
      } catch (IOException closed) {
        break;
      }
    }
    assertThat(Duration.ofNanos(System.nanoTime() - before))
        .isBetween(Duration.ofMillis(400), Duration.ofSeconds(5));
  }

  @Test
  void aClientThatStopsReadingIsCutOff() throws Exception {
    String big = "x".repeat(BIG);
    start(new SampleSource(() -> big), limits(5_000, 30_000, 500, 30_000));
    RawClient stuck = connect(SMALL_WINDOW);
    stuck.send(RawClient.request("GET", "/metrics"));
    await()
        .atMost(Duration.ofSeconds(10))
        .ignoreExceptions()
        .untilAsserted(() -> assertThat(server.openConnections()).isZero());
  }

  @Test
  void answersThatNobodyReadsAreGivenUp() throws Exception {
    AtomicInteger number = new AtomicInteger();
    SampleSource fresh =
        new SampleSource(() -> (number.incrementAndGet() + " ").repeat(BIG / 2).substring(0, BIG));
    start(fresh, ConsoleLimits.DEFAULT);
    for (int i = 0; i < 12; i++) {
      RawClient stuck = connect(SMALL_WINDOW);
      stuck.send(RawClient.request("GET", "/metrics"));
      assertThat(stuck.firstLine()).isEqualTo("HTTP/1.1 200 OK");
    }
    await()
        .atMost(Duration.ofSeconds(5))
        .untilAsserted(() -> assertThat(server.openConnections()).isEqualTo(4));
    assertThat(RawClient.get(server.port(), "/metrics").body()).hasSize(BIG);
  }

  @Test
  void anIdleConnectionIsClosed() throws Exception {
    start(new SampleSource(), limits(5_000, 30_000, 10_000, 300));
    RawClient idle = connect(SMALL_WINDOW);
    idle.send(RawClient.request("GET", "/health"));
    assertThat(idle.answer().status()).isEqualTo(200);
    assertThat(idle.readToEnd()).isEqualTo(-1);
  }

  @Test
  void aThousandAtOnceAreAnsweredOrAskedToComeBack() throws Exception {
    SampleSource source = new SampleSource(() -> "x 1.0\n".repeat(10_000));
    start(source, ConsoleLimits.DEFAULT);
    ExecutorService many = Executors.newFixedThreadPool(200);
    try {
      List<Future<Answer>> answers = new ArrayList<>();
      for (int i = 0; i < 1000; i++) {
        answers.add(many.submit(() -> RawClient.get(server.port(), "/metrics")));
      }
      int served = 0;
      int lostTheirPlace = 0;
      for (Future<Answer> answer : answers) {
        try {
          int status = answer.get(30, TimeUnit.SECONDS).status();
          assertThat(status).isIn(200, 503);
          served += status == 200 ? 1 : 0;
        } catch (ExecutionException e) {
          // A busy machine kept the client from speaking for longer than anybody is waited for.
          assertThat(e).hasCauseInstanceOf(IOException.class);
          lostTheirPlace++;
        }
      }
      assertThat(served).isPositive();
      assertThat(lostTheirPlace).isLessThan(20);
      assertThat(source.scrapes).hasValueLessThanOrEqualTo(served);
      assertThat(RawClient.get(server.port(), "/health").status()).isEqualTo(200);
    } finally {
      many.shutdownNow();
    }
  }

  private void start(ConsoleSource source, ConsoleLimits limits) throws ConsoleStartException {
    server =
        ConsoleServer.start(new ConsoleSettings("127.0.0.1", 0, List.of(), "", limits), source);
  }

  private static ConsoleLimits limits(long head, long response, long stall, long idle) {
    return new ConsoleLimits(128, 16 * 1024, head, response, stall, idle);
  }

  private RawClient connect(int window) throws IOException {
    RawClient client = RawClient.connect(server.port(), window);
    clients.add(client);
    return client;
  }

  /** Asks again where the answer is to come back, as any scraper does. */
  private Answer untilServed(String path) throws IOException {
    Answer answer = RawClient.get(server.port(), path);
    while (answer.status() == 503) {
      answer = RawClient.get(server.port(), path);
    }
    return answer;
  }
}
