// SPDX-License-Identifier: Apache-2.0
package io.meterweave.console;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import io.meterweave.console.RawClient.Answer;
import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

final class ConsoleServerTest {
  private static final String METHODS =
      "\"states\":{\"woven\":1,\"turned_off\":0,\"rejected\":1,\"abstract\":0,\"never_loaded\":0,\"switched_off\":0},"
          + "\"methods\":[{\"id\":\"com.acme.Shop.order(Ljava/lang/String;)V\",\"function\":\"com.acme.Shop.order\",\"descriptor\":\"(Ljava/lang/String;)V\","
          + "\"records\":[\"metrics\",\"span\"],\"asks\":\"orders_total, span\",\"status\":\"woven\",\"reason\":\"\",\"calls\":7,"
          + "\"errors\":2,\"meanMillis\":1.5},{\"id\":\"com.acme.Shop.call()V\",\"function\":\"com.acme.Shop.call\","
          + "\"descriptor\":\"()V\",\"records\":[],\"asks\":\"\",\"status\":\"rejected\","
          + "\"reason\":\"native\",\"calls\":null,\"errors\":null,\"meanMillis\":null}]";
  private static final String ENDPOINTS =
      "\"endpoints\":[{\"what\":\"Prometheus\",\"address\":\"/metrics\",\"state\":\"ok\","
          + "\"detail\":\"\"}]";
  private static final String SETTINGS =
      "\"settings\":[{\"key\":\"prometheus.port\",\"value\":\"9464\",\"origin\":\"default\"}]";

  private static final String SWITCH = "/api/methods/switch?id=";
  private static final String ORDER = "com.acme.Shop.order(Ljava%2Flang%2FString%3B)V";

  private final SampleSource source = new SampleSource();
  private ConsoleServer server;
  private int port;

  @BeforeEach
  void start() throws ConsoleStartException {
    server = ConsoleServer.start(ConsoleSettings.of("127.0.0.1", 0), source);
    port = server.port();
  }

  @AfterEach
  void stop() {
    server.close();
  }

  @Test
  void metricsAreWhatTheSourceWrites() throws IOException {
    Answer answer = RawClient.get(port, "/metrics");
    assertThat(answer.status()).isEqualTo(200);
    assertThat(answer.header("content-type")).isEqualTo(SampleSource.TEXT);
    assertThat(answer.text()).isEqualTo(SampleSource.METRICS);
  }

  @Test
  void theSourceIsToldWhatTheClientAccepts() throws IOException {
    Answer answer =
        RawClient.get(port, "/metrics", "Accept: application/openmetrics-text", "Accept: */*");
    assertThat(answer.header("content-type")).isEqualTo("application/openmetrics-text");
  }

  @Test
  void healthSaysThatTheProcessLives() throws IOException {
    Answer answer = RawClient.get(port, "/health");
    assertThat(answer.status()).isEqualTo(200);
    assertThat(answer.header("content-type")).isEqualTo("application/json; charset=utf-8");
    assertThat(answer.text())
        .matches("\\{\"status\":\"ok\",\"service\":\"shop\",\"uptime_seconds\":\\d+}");
  }

  @Test
  void theApiTellsMethodsEndpointsAndConfiguration() throws IOException {
    assertThat(RawClient.get(port, "/api/methods").text())
        .matches("\\{\"timestamp\":\\d+," + Pattern.quote(METHODS) + "}");
    assertThat(RawClient.get(port, "/api/endpoints").text()).isEqualTo("{" + ENDPOINTS + "}");
    assertThat(RawClient.get(port, "/api/config").text()).isEqualTo("{" + SETTINGS + "}");
    assertThat(RawClient.get(port, "/api/overview?x=1").text())
        .contains("\"identity\":{\"service\":\"shop\",\"serviceVersion\":\"1.2\"")
        .contains("\"startedAt\":1000,")
        .endsWith(METHODS + "," + ENDPOINTS + "," + SETTINGS + "}");
  }

  @Test
  void everyFileThatThePageNamesIsThere() throws IOException {
    Answer page = RawClient.get(port, "/");
    assertThat(page.header("content-type")).isEqualTo("text/html; charset=utf-8");
    assertThat(page.header("content-security-policy"))
        .contains(
            "default-src 'self'", "object-src 'none'", "base-uri 'none'", "frame-ancestors 'none'");
    Set<String> named =
        Pattern.compile("(?:href|src)=\"([a-z/.]+)\"")
            .matcher(page.text())
            .results()
            .map(match -> "/" + match.group(1))
            .collect(Collectors.toSet());
    assertThat(named).contains("/assets/main.js", "/assets/console.css", "/assets/icon.svg");
    for (String path : named) {
      assertThat(RawClient.get(port, path).status()).as(path).isEqualTo(200);
    }
  }

  @Test
  void anUnchangedFileIsNotSentAgain() throws IOException {
    String tag = RawClient.get(port, "/assets/main.js").header("etag");
    Answer again = RawClient.get(port, "/assets/main.js", "If-None-Match: " + tag);
    assertThat(again.status()).isEqualTo(304);
    assertThat(again.body()).isEmpty();
    assertThat(RawClient.get(port, "/assets/main.js", "If-None-Match: \"0-0\"").status())
        .isEqualTo(200);
  }

  @ParameterizedTest
  @ValueSource(strings = {"/", "/metrics", "/health", "/api/overview", "/nothing"})
  void headIsGetWithoutTheBody(String path) throws IOException {
    try (RawClient client = RawClient.connect(port)) {
      client.send(RawClient.request("GET", path));
      Answer get = client.answer();
      client.send(RawClient.request("HEAD", path));
      Answer head = client.answer(false);
      assertThat(head.status()).isEqualTo(get.status());
      assertThat(head.header("content-type")).isEqualTo(get.header("content-type"));
      assertThat(head.header("content-length")).isEqualTo(get.header("content-length"));
      client.send(RawClient.request("GET", "/health"));
      assertThat(client.answer().text()).startsWith("{\"status\":\"ok\"");
    }
  }

  @Test
  void textIsCompressedForThoseWhoLikeThat() throws Exception {
    String long1 = "x 1.0\n".repeat(1000);
    try (ConsoleServer other =
        ConsoleServer.start(ConsoleSettings.of("localhost", 0), new SampleSource(() -> long1))) {
      Answer zipped = RawClient.get(other.port(), "/metrics", "Accept-Encoding: gzip;q=0.5, br");
      assertThat(zipped.header("content-encoding")).isEqualTo("gzip");
      assertThat(zipped.body().length).isLessThan(200);
      assertThat(zipped.unzipped()).isEqualTo(long1);
      Answer plain = RawClient.get(other.port(), "/metrics", "Accept-Encoding: gzip;q=0, br");
      assertThat(plain.headers()).doesNotContainKey("content-encoding");
      assertThat(plain.text()).isEqualTo(long1);
    }
  }

  @Test
  void aConnectionServesManyRequestsAlsoSentAtOnce() throws IOException {
    try (RawClient client = RawClient.connect(port)) {
      String one = RawClient.request("GET", "/metrics");
      String other = RawClient.request("GET", "/health");
      client.send(one + other + one + other);
      assertThat(client.answer().text()).isEqualTo(SampleSource.METRICS);
      assertThat(client.answer().text()).startsWith("{\"status\"");
      assertThat(client.answer().text()).isEqualTo(SampleSource.METRICS);
      assertThat(client.answer().text()).startsWith("{\"status\"");
    }
  }

  @Test
  void aClientThatWantsToLeaveIsLetGo() throws IOException {
    try (RawClient client = RawClient.connect(port)) {
      client.send(RawClient.request("GET", "/metrics", "Connection: close"));
      Answer answer = client.answer();
      assertThat(answer.header("connection")).isEqualTo("close");
      assertThat(answer.text()).isEqualTo(SampleSource.METRICS);
      assertThat(client.readToEnd()).isEqualTo(-1);
    }
  }

  @Test
  void nothingCanBeChanged() throws IOException {
    for (String method : List.of("POST", "PUT", "DELETE", "OPTIONS", "TRACE", "PATCH")) {
      Answer answer =
          RawClient.ask(
              port, RawClient.request(method, "/api/config", "Content-Length: 3") + "x=1");
      assertThat(answer.status()).as(method).isEqualTo(405);
      assertThat(answer.header("allow")).isEqualTo("GET, HEAD");
      assertThat(answer.header("connection")).isEqualTo("close");
    }
  }

  @Test
  void aPageOfThisServerSwitchesMethods() throws IOException {
    Answer answer = post(SWITCH + ORDER + "&to=off", "Origin: http://localhost");
    assertThat(answer.status()).isEqualTo(200);
    assertThat(answer.text()).isEqualTo("{\"methods\":1,\"switched\":\"off\"}");
    assertThat(post(SWITCH + "*&to=on", "Sec-Fetch-Site: same-origin").text())
        .isEqualTo("{\"methods\":0,\"switched\":\"on\"}");
    assertThat(source.switched)
        .containsExactly("com.acme.Shop.order(Ljava/lang/String;)V false", "* true");
  }

  @Test
  void whoHasTheTokenSwitchesMethods() throws Exception {
    try (ConsoleServer guarded =
        ConsoleServer.start(ConsoleSettings.of("127.0.0.1", 0, "s3cret"), source)) {
      port = guarded.port();
      for (String wrong : List.of("Bearer s3cre", "Bearer s3crets", "Bearer", "Basic s3cret")) {
        assertThat(post(SWITCH + ORDER + "&to=off", "Authorization: " + wrong).status())
            .as(wrong)
            .isEqualTo(403);
      }
      assertThat(source.switched).isEmpty();
      assertThat(post(SWITCH + ORDER + "&to=off", "Authorization: Bearer s3cret").status())
          .isEqualTo(200);
      assertThat(source.switched).hasSize(1);
    }
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "X: y",
        "Origin: null",
        "Origin: http://evil.example",
        "Origin: http://localhost:81",
        "Origin: http://localhost.evil.example",
        "Origin: http://localhost\r\nOrigin: http://localhost",
        "Origin: http://localhost\r\nSec-Fetch-Site: cross-site",
        "Sec-Fetch-Site: same-site",
        "Sec-Fetch-Site: none",
        "Authorization: Bearer ",
        "Referer: http://localhost/"
      })
  void nobodyElseChangesAnything(String header) throws IOException {
    Answer answer = post(SWITCH + ORDER + "&to=off", header);
    assertThat(answer.status()).isEqualTo(403);
    assertThat(answer.text()).contains("http.token");
    assertThat(source.switched).isEmpty();
  }

  @Test
  void aChangeIsAPostThatSaysWhat() throws IOException {
    String ours = "Origin: http://localhost";
    for (String method : List.of("GET", "HEAD", "PUT", "DELETE", "OPTIONS")) {
      String request = RawClient.request(method, SWITCH + ORDER + "&to=off", ours);
      try (RawClient client = RawClient.connect(port)) {
        client.send(request);
        Answer answer = client.answer(!method.equals("HEAD"));
        assertThat(answer.status()).as(method).isEqualTo(405);
        assertThat(answer.header("allow")).isEqualTo("POST");
      }
    }
    for (String query : List.of("", "*", "*&to=", "*&to=maybe", "&to=on", "*&to=on&to=off")) {
      assertThat(post(SWITCH + query, ours).status()).as(query).isEqualTo(400);
    }
    assertThat(post(SWITCH + "com.acme.Shop.nobody()V&to=on", ours).status()).isEqualTo(404);
    Answer withBody =
        RawClient.ask(
            port, RawClient.request("POST", SWITCH + "*&to=on", ours, "Content-Length: 1") + "x");
    assertThat(withBody.status()).isEqualTo(413);
    assertThat(source.switched).containsExactly("com.acme.Shop.nobody()V true");
  }

  @Test
  void changesAreMadeInTheOrderTheyCameHoweverFast() throws IOException {
    try (RawClient client = RawClient.connect(port)) {
      StringBuilder all = new StringBuilder();
      for (int i = 0; i < 12; i++) {
        String to = i % 2 == 0 ? "off" : "on";
        all.append(
            RawClient.request("POST", SWITCH + ORDER + "&to=" + to, "Origin: http://localhost"));
      }
      client.send(all.toString());
      for (int i = 0; i < 12; i++) {
        assertThat(client.answer().text()).contains(i % 2 == 0 ? "\"off\"" : "\"on\"");
      }
    }
    assertThat(source.switched).hasSize(12);
  }

  private Answer post(String target, String header) throws IOException {
    return RawClient.ask(port, RawClient.request("POST", target, header));
  }

  @Test
  void whatIsNotThereIsNotFound() throws IOException {
    for (String path :
        List.of("/api", "/api/", "/metrics/", "/Metrics", "/index.html", "/assets")) {
      assertThat(RawClient.get(port, path).status()).as(path).isEqualTo(404);
    }
  }

  @Test
  void aFailureIsAnAnswerWithoutItsInsides() throws Exception {
    SampleSource failing =
        new SampleSource(
            () -> {
              throw new StackOverflowError("at com.acme.Secret");
            });
    try (ConsoleServer other = ConsoleServer.start(ConsoleSettings.of("127.0.0.1", 0), failing)) {
      for (int i = 0; i < 3; i++) {
        Answer answer = RawClient.get(other.port(), "/metrics");
        assertThat(answer.status()).isEqualTo(500);
        assertThat(answer.text())
            .isEqualTo("This could not be answered; the application's standard error says why.\n");
      }
      assertThat(RawClient.get(other.port(), "/health").status()).isEqualTo(200);
    }
  }

  @Test
  void aTakenPortIsSaidWithTheSettingToChange() throws IOException {
    try (ServerSocket taken = new ServerSocket(0, 1, InetAddress.getByName("127.0.0.1"))) {
      assertThatThrownBy(
              () ->
                  ConsoleServer.start(
                      ConsoleSettings.of("127.0.0.1", taken.getLocalPort()), source))
          .isInstanceOf(ConsoleStartException.class)
          .hasMessageContaining("cannot listen on 127.0.0.1:" + taken.getLocalPort())
          .hasMessageContaining("Address already in use")
          .hasMessageContaining("prometheus.port");
    }
  }

  @Test
  void aHostThatIsNotThisMachineIsSaid() {
    assertThatThrownBy(() -> ConsoleServer.start(ConsoleSettings.of("no such host", 9464), source))
        .isInstanceOf(ConsoleStartException.class)
        .hasMessageContaining("no such host:9464 (the host is not known)")
        .hasMessageContaining("prometheus.host");
    assertThatThrownBy(() -> ConsoleServer.start(ConsoleSettings.of("192.0.2.1", 0), source))
        .isInstanceOf(ConsoleStartException.class)
        .hasMessageContaining("192.0.2.1:0");
    assertThatThrownBy(() -> ConsoleServer.start(ConsoleSettings.of("127.0.0.1", 70000), source))
        .isInstanceOf(ConsoleStartException.class)
        .hasMessageContaining("70000");
  }

  @Test
  void threadsAreDaemonsWithTheAgentsClassLoader() throws IOException {
    RawClient.get(port, "/metrics");
    Map<String, Thread> threads = threads();
    assertThat(threads).containsOnlyKeys("meterweave-http", "meterweave-console");
    assertThat(threads.values())
        .allSatisfy(
            thread -> {
              assertThat(thread.isDaemon()).isTrue();
              assertThat(thread.getContextClassLoader())
                  .isSameAs(ConsoleServer.class.getClassLoader());
              assertThat(thread.getUncaughtExceptionHandler()).isNotSameAs(thread.getThreadGroup());
            });
  }

  @Test
  void closingFreesThePortAndEndsTheThreads() throws Exception {
    try (RawClient idle = RawClient.connect(port)) {
      idle.send(RawClient.request("GET", "/metrics"));
      idle.answer();
      server.close();
      assertThat(idle.isClosed()).isTrue();
    }
    await().atMost(Duration.ofSeconds(2)).untilAsserted(() -> assertThat(threads()).isEmpty());
    try (ConsoleServer again = ConsoleServer.start(ConsoleSettings.of("127.0.0.1", port), source)) {
      assertThat(again.port()).isEqualTo(port);
      assertThat(RawClient.get(port, "/health").status()).isEqualTo(200);
    }
  }

  @Test
  void closingDoesNotWaitForAnAnswerThatNeverComes() throws Exception {
    CountDownLatch started = new CountDownLatch(1);
    SampleSource endless =
        new SampleSource(
            () -> {
              started.countDown();
              try {
                new CountDownLatch(1).await();
              } catch (InterruptedException closed) {
                Thread.currentThread().interrupt();
              }
              return "";
            });
    ConsoleServer other = ConsoleServer.start(ConsoleSettings.of("127.0.0.1", 0), endless);
    try (RawClient client = RawClient.connect(other.port())) {
      client.send(RawClient.request("GET", "/metrics"));
      started.await();
      long before = System.nanoTime();
      other.close();
      assertThat(Duration.ofNanos(System.nanoTime() - before)).isLessThan(Duration.ofSeconds(2));
      assertThat(client.isClosed()).isTrue();
    }
  }

  @Test
  void closingTakesNoLongerThanItMay() throws Exception {
    CountDownLatch started = new CountDownLatch(1);
    AtomicBoolean isReleased = new AtomicBoolean();
    SampleSource deaf =
        new SampleSource(
            () -> {
              started.countDown();
              while (!isReleased.get()) {
                Thread.onSpinWait(); // hears no interrupt
              }
              return "";
            });
    ConsoleServer other = ConsoleServer.start(ConsoleSettings.of("127.0.0.1", 0), deaf);
    try (RawClient client = RawClient.connect(other.port())) {
      client.send(RawClient.request("GET", "/metrics"));
      started.await();
      long before = System.nanoTime();
      other.close(Duration.ofMillis(100));
      assertThat(Duration.ofNanos(System.nanoTime() - before)).isLessThan(Duration.ofMillis(900));
    } finally {
      isReleased.set(true);
    }
  }

  private static Map<String, Thread> threads() {
    return Thread.getAllStackTraces().keySet().stream()
        .filter(thread -> thread.getName().startsWith("meterweave"))
        .collect(Collectors.toMap(Thread::getName, thread -> thread, (one, other) -> one));
  }
}
