// SPDX-License-Identifier: Apache-2.0
package io.meterweave.export;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import java.io.File;
import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** What a program's standard error says of its exporters: run in a JVM of its own. */
final class ExportLinesTest {
  @Test
  void nobodyAtTheDefaultEndpointIsNotSaid() throws Exception {
    assertThat(lines("spans=10")).isEmpty();
  }

  @Test
  void aConfiguredEndpointThatFailsIsOneLine() throws Exception {
    int port = freePort();
    assertThat(lines("spans=10", "otel.exporter.otlp.endpoint=http://127.0.0.1:" + port))
        .singleElement()
        .asString()
        .isEqualTo(
            "[meterweave] WARN 10 of 10 spans were not sent to http://127.0.0.1:"
                + port
                + " (OTLP grpc): nobody listens there (connection refused). Start a backend"
                + " there, name another with OTEL_EXPORTER_OTLP_ENDPOINT, or switch this off with"
                + " OTEL_TRACES_EXPORTER=none.");
  }

  @Test
  void aFailureBeforeTheEndIsSaidWhenItHappens() throws Exception {
    List<String> lines =
        lines(
            "spans=10",
            "flush=true",
            "otel.java.exporter.otlp.retry.disabled=true",
            "otel.exporter.otlp.endpoint=http://127.0.0.1:" + freePort());
    assertThat(lines).hasSize(2);
    assertThat(lines.get(0)).contains("traces do not arrive at");
    assertThat(lines.get(1)).endsWith("nobody listens there (connection refused).");
  }

  @ParameterizedTest
  @CsvSource({
    "otel.bsp.max.queue.size, -1",
    "otel.exporter.otlp.timeout, -5",
    "otel.exporter.otlp.compression, lzma",
    "otel.attribute.value.length.limit, -3",
    "otel.exporter.otlp.endpoint, ftp://x",
    "otel.traces.sampler.arg, 7",
  })
  void aWrongSettingIsOneLineThatNamesItAndTheOthersAreUsed(String key, String value)
      throws Exception {
    List<String> lines =
        lines(
            "spans=1",
            "otel.traces.sampler=traceidratio",
            "otel.bsp.schedule.delay=7000",
            key + "=" + value);
    assertThat(lines)
        .singleElement()
        .asString()
        .startsWith("[meterweave] WARN " + key + " is wrong and not used (")
        .endsWith("); the default is used. Correct it.");
  }

  private static List<String> lines(String... arguments) throws Exception {
    List<String> command = new ArrayList<>();
    command.add(new File(System.getProperty("java.home"), "bin/java").getPath());
    command.add("-cp");
    command.add(
        System.getProperty("surefire.test.class.path", System.getProperty("java.class.path")));
    command.add(ExportProgram.class.getName());
    command.addAll(List.of(arguments));
    ProcessBuilder program = new ProcessBuilder(command);
    program.redirectOutput(ProcessBuilder.Redirect.DISCARD);
    Process running = program.start();
    String said = new String(running.getErrorStream().readAllBytes(), UTF_8);
    assertThat(running.waitFor()).isZero();
    return said.lines().filter(line -> line.startsWith("[meterweave]")).toList();
  }

  private static int freePort() throws IOException {
    try (ServerSocket socket = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
      return socket.getLocalPort();
    }
  }
}
