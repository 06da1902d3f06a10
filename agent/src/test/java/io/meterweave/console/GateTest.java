// SPDX-License-Identifier: Apache-2.0
package io.meterweave.console;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import io.netty.handler.codec.http.DefaultHttpRequest;
import io.netty.handler.codec.http.HttpMethod;
import io.netty.handler.codec.http.HttpRequest;
import io.netty.handler.codec.http.HttpVersion;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

final class GateTest {
  private static final List<String> CONSOLE =
      List.of("/", "/api/overview", "/api/config", "/assets/main.js", "/nothing");
  private static final List<String> OPEN = List.of("/metrics", "/health");

  private final Gate onLoopback = new Gate(true, List.of("127.0.0.1"), new Permission(""));
  private final Gate beyond =
      new Gate(false, List.of("Console.Example.com"), new Permission("s3cret"));

  @ParameterizedTest
  @ValueSource(
      strings = {
        "localhost",
        "LOCALHOST:9464",
        "shop.localhost:80",
        "127.0.0.1",
        "127.0.0.1:9464",
        "127.1.2.3",
        "[::1]",
        "[::1]:9464",
        "[0:0:0:0:0:0:0:1]:9464"
      })
  void namesOfTheLoopbackAreOurs(String host) {
    assertThat(CONSOLE)
        .allSatisfy(path -> assertThat(status(onLoopback, path, true, host)).isZero());
    assertThat(OPEN).allSatisfy(path -> assertThat(status(onLoopback, path, true, host)).isZero());
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "evil.example",
        "localhost.evil.example",
        "127.0.0.1.evil.example",
        "evil-localhost",
        "0.0.0.0",
        "128.0.0.1",
        "192.168.1.5:9464",
        "[::2]",
        "[::]",
        "[fe80::1]",
        "10.0.0.1",
        "2130706433",
        "127.1"
      })
  void otherNamesAreMisdirected(String host) {
    assertThat(CONSOLE)
        .allSatisfy(path -> assertThat(status(onLoopback, path, true, host)).isEqualTo(421));
    assertThat(OPEN)
        .allSatisfy(path -> assertThat(status(onLoopback, path, true, host)).isEqualTo(421));
    assertThat(CONSOLE)
        .allSatisfy(path -> assertThat(status(beyond, path, true, host)).isEqualTo(421));
    assertThat(OPEN).allSatisfy(path -> assertThat(status(beyond, path, false, host)).isZero());
  }

  @Test
  void aConfiguredNameIsOurs() {
    assertThat(status(beyond, "/", true, "console.example.com:443")).isZero();
    assertThat(status(onLoopback, "/", true, "console.example.com")).isEqualTo(421);
  }

  @Test
  void theConsoleAnswersToItsOwnMachineOnly() {
    assertThat(CONSOLE)
        .allSatisfy(path -> assertThat(status(beyond, path, false, "localhost")).isEqualTo(403));
    assertThat(CONSOLE)
        .allSatisfy(path -> assertThat(status(beyond, path, true, "localhost")).isZero());
    assertThat(beyond.refusal(request("/", false, "localhost")))
        .extracting(reply -> UTF_8.decode(((Body) reply.body()).slice(0)).toString())
        .asString()
        .contains("only to the machine they run on", "ssh -L");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "a b",
        "local host",
        "localhost:",
        "localhost:port",
        "",
        "a/b",
        "[::1",
        "u@localhost"
      })
  void aHostThatIsNoneIsABadRequest(String host) {
    assertThat(status(onLoopback, "/metrics", true, host)).isEqualTo(400);
    assertThat(status(beyond, "/metrics", false, host)).isEqualTo(400);
  }

  @Test
  void oneHostIsNeeded() {
    assertThat(status(onLoopback, "/health", true)).isEqualTo(400);
    assertThat(status(onLoopback, "/health", true, "localhost", "localhost")).isEqualTo(400);
  }

  @Test
  void whoBringsTheTokenMayReadFromAnywhere() {
    Request stranger = request("/api/methods", false, "shop.example:9464");
    assertThat(beyond.refusal(stranger)).extracting(Reply::status).isEqualTo(421);
    stranger.head().headers().set("Authorization", "Bearer wrong");
    assertThat(beyond.refusal(stranger)).extracting(Reply::status).isEqualTo(421);
    stranger.head().headers().set("Authorization", "Bearer s3cret");
    assertThat(beyond.refusal(stranger)).isNull();
    assertThat(onLoopback.refusal(stranger)).extracting(Reply::status).isEqualTo(421);
  }

  private static int status(Gate gate, String path, boolean isFromLoopback, String... hosts) {
    Reply refusal = gate.refusal(request(path, isFromLoopback, hosts));
    return refusal == null ? 0 : refusal.status();
  }

  private static Request request(String path, boolean isFromLoopback, String... hosts) {
    HttpRequest head = new DefaultHttpRequest(HttpVersion.HTTP_1_1, HttpMethod.GET, path);
    head.headers().add("Host", List.of(hosts));
    return Request.of(head, isFromLoopback);
  }
}
