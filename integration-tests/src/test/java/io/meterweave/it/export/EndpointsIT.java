// SPDX-License-Identifier: Apache-2.0
package io.meterweave.it.export;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assumptions.assumeThat;

import io.meterweave.it.harness.AgentJvm;
import io.meterweave.it.harness.Exit;
import io.meterweave.it.harness.HttpProbe;
import io.meterweave.it.harness.Jdk;
import io.meterweave.it.harness.OnEveryJdk;
import io.meterweave.it.harness.Ports;
import io.meterweave.it.harness.TargetApp;
import io.meterweave.it.targets.Plain;
import java.io.IOException;
import java.io.OutputStream;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.NetworkInterface;
import java.net.ServerSocket;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.Parameter;

/** The agent's port: who may use it, and what happens when it is not to be had. */
@OnEveryJdk
final class EndpointsIT {
  @Parameter Jdk jdk;

  @Test
  void aPortThatIsTakenIsOneLineThatNamesItAndTheApplicationRuns() throws IOException {
    try (ServerSocket taken = Ports.taken();
        AgentJvm jvm =
            AgentJvm.on(jdk)
                .agent("prometheus.port=" + taken.getLocalPort())
                .main(Plain.class, "wait")
                .start()) {
      Exit exit = jvm.awaitOutput("[waiting]").endOfInput().awaitExit();
      assertThat(exit.code()).isZero();
      assertThat(exit.err().lines())
          .singleElement()
          .asString()
          .startsWith("[meterweave]")
          .contains(String.valueOf(taken.getLocalPort()))
          .contains("prometheus.port");
    }
  }

  @Test
  void itListensOnLoopbackAlone() throws IOException {
    try (TargetApp app = TargetApp.start(AgentJvm.on(jdk).agent().main(Plain.class, "wait"))) {
      app.http().awaitOk("/health");
      Optional<InetAddress> outside =
          NetworkInterface.networkInterfaces()
              .flatMap(NetworkInterface::inetAddresses)
              .filter(address -> !address.isLoopbackAddress() && address.getAddress().length == 4)
              .findFirst();
      assumeThat(outside).as("an address beyond loopback").isPresent();
      assertThat(connects(outside.orElseThrow(), app.port())).isFalse();
      app.endQuietly();
    }
  }

  @Test
  void clientsThatStallSilenceNobody() throws IOException {
    List<Socket> stalled = new ArrayList<>();
    try (TargetApp app = TargetApp.start(AgentJvm.on(jdk).agent().main(Plain.class, "wait"))) {
      HttpProbe http = app.http().awaitOk("/health");
      for (int i = 0; i < 50; i++) {
        Socket socket = new Socket(InetAddress.getLoopbackAddress(), app.port());
        stalled.add(socket);
        OutputStream out = socket.getOutputStream();
        String request =
            i % 2 == 0 ? "GET /met" : "GET /metrics HTTP/1.1\r\nHost: localhost\r\n\r\n";
        out.write(request.getBytes(StandardCharsets.US_ASCII));
        out.flush();
      }
      long start = System.nanoTime();
      assertThat(http.get("/metrics").statusCode()).isEqualTo(200);
      assertThat(http.get("/health").statusCode()).isEqualTo(200);
      assertThat(Duration.ofNanos(System.nanoTime() - start)).isLessThan(Duration.ofSeconds(2));
      app.endQuietly();
    } finally {
      for (Socket socket : stalled) {
        socket.close();
      }
    }
  }

  @Test
  void aStrangersHostNameIsRefused() throws IOException {
    try (TargetApp app = TargetApp.start(AgentJvm.on(jdk).agent().main(Plain.class, "wait"));
        Socket socket = open(app)) {
      socket
          .getOutputStream()
          .write(
              "GET / HTTP/1.1\r\nHost: evil.example\r\nConnection: close\r\n\r\n"
                  .getBytes(StandardCharsets.US_ASCII));
      String answer = new String(socket.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
      assertThat(answer).startsWith("HTTP/1.1 4").doesNotContain(Plain.class.getName());
    }
  }

  private static Socket open(TargetApp app) throws IOException {
    app.http().awaitOk("/health");
    Socket socket = new Socket(InetAddress.getLoopbackAddress(), app.port());
    socket.setSoTimeout(10_000);
    return socket;
  }

  private static boolean connects(InetAddress address, int port) {
    try (Socket socket = new Socket()) {
      socket.connect(new InetSocketAddress(address, port), 500);
      return true;
    } catch (IOException e) {
      return false;
    }
  }
}
