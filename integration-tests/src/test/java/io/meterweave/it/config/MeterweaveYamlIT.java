// SPDX-License-Identifier: Apache-2.0
package io.meterweave.it.config;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import io.meterweave.it.harness.AgentJvm;
import io.meterweave.it.harness.Exit;
import io.meterweave.it.harness.HttpProbe;
import io.meterweave.it.harness.Jdks;
import io.meterweave.it.harness.Launch;
import io.meterweave.it.harness.Ports;
import io.meterweave.it.targets.Plain;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** The settings in {@code meterweave.yaml}, and what happens to a file that is wrong. */
final class MeterweaveYamlIT {
  private static final String OWN_LINE = "the application's own line";

  @TempDir Path directory;

  @Test
  void theFileIsReadFromTheWorkingDirectory() throws IOException {
    int port = Ports.free();
    write("meterweave.yaml", "prometheus:\n  port: " + port + "\n");
    assertListens(launch().agent(), port);
  }

  @Test
  void anotherFileIsNamedRelativeToTheWorkingDirectory() throws IOException {
    int port = Ports.free();
    write("meterweave.yaml", "prometheus.port: 1\n");
    write("conf/other.yaml", "otel: {exporter: {prometheus: {port: " + port + "}}}\n");
    assertListens(launch().agent("config.file=conf/other.yaml"), port);
    assertListens(launch().agent().property("meterweave.config.file", "conf/other.yaml"), port);
    assertListens(launch().agent().env("METERWEAVE_CONFIG_FILE", "conf/other.yaml"), port);
  }

  @Test
  void everyOtherPlaceWinsOverTheFile() throws IOException {
    int port = Ports.free();
    write("meterweave.yaml", "prometheus.port: 1\n");
    assertListens(launch().agent("prometheus.port=" + port), port);
    assertListens(launch().agent().property("meterweave.prometheus.port", port), port);
    assertListens(launch().agent().env("PROMETHEUS_PORT", "" + port), port);
  }

  @Test
  void theFileSwitchesTheAgentOff() throws IOException {
    write("meterweave.yaml", "enabled: false\nprometheus.port: many\n");
    Exit exit = launch().agent().main(Plain.class, "return").run();
    assertThat(exit.code()).isZero();
    assertThat(exit.err()).isEmpty();
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "'prometheus: {prot: 1}'      | meterweave.yaml:1:14: prometheus.prot is unknown and ignored; did you mean prometheus.port?",
        "'log.level: chatty'          | meterweave.yaml:1:1: log.level is \"chatty\", but should be one of off, error, warn, info, debug; warn is used",
        "'log: {level: warn'          | meterweave.yaml:1:",
        "'log:\n\tlevel: warn'        | meterweave.yaml:2:1: this is no YAML: a tab; indent with blanks; what stands above counts, the rest is ignored",
        "'log.level: warn\nlog.level: off' | meterweave.yaml:2:1: \"log.level\" stands in line 1 already; this one is ignored",
        "'- just\n- a list'           | meterweave.yaml:1:1: settings are written as \"key: value\"",
        "'   '                        | meterweave.yaml is empty",
        "'methods: all'               | meterweave.yaml:1:10: the pattern \"all\" is ignored; there is no \"#\" between class and method",
        "'methods: [{match: \"a.B#c(..)\", trak: {}}]' | meterweave.yaml:1:32: \"trak\" is unknown in an entry of methods and ignored; known are match, exclude, track, trace, latency, count, cache, resource, record, llm",
      })
  void aBadFileIsOneLineAndTheApplicationRuns(String text, String said) throws IOException {
    write("meterweave.yaml", text);
    Exit exit =
        launch()
            .agent()
            .property("meterweave.prometheus.port", Ports.free())
            .main(Plain.class, "return", OWN_LINE)
            .run();
    assertThat(exit.code()).isZero();
    assertThat(exit.out()).isEqualTo(withoutAgent().out());
    assertThat(exit.err().lines().filter(line -> !line.equals(OWN_LINE)))
        .as(exit.err())
        .singleElement()
        .asString()
        .startsWith("[meterweave] ")
        .contains(said);
  }

  @Test
  void aFileOfTenMegabytesIsNotRead() throws IOException {
    write("meterweave.yaml", "log.level: debug\n" + "# much\n".repeat(1_500_000));
    Exit exit = launch().agent("prometheus.port=0").main(Plain.class, "return").run();
    assertThat(exit.code()).isZero();
    assertThat(exit.err().lines())
        .singleElement()
        .asString()
        .contains("meterweave.yaml is larger than 1 MiB and ignored");
  }

  @Test
  void aFileThatIsNamedMustBeThere() {
    Exit exit =
        launch()
            .agent("prometheus.port=0,config.file=missing.yaml")
            .main(Plain.class, "return")
            .run();
    assertThat(exit.code()).isZero();
    assertThat(exit.err().lines())
        .singleElement()
        .asString()
        .contains("agent argument config.file names missing.yaml, but there is no such file");
  }

  private Launch launch() {
    return AgentJvm.on(Jdks.oldest()).directory(directory);
  }

  private static Exit withoutAgent() {
    return AgentJvm.on(Jdks.oldest()).main(Plain.class, "return", OWN_LINE).run();
  }

  private static void assertListens(Launch launch, int port) {
    try (AgentJvm jvm = launch.main(Plain.class, "wait").start()) {
      new HttpProbe(port).awaitOk("/health");
      Exit exit = jvm.endOfInput().awaitExit();
      assertThat(exit.err()).isEmpty();
      assertThat(exit.code()).isZero();
    }
  }

  private void write(String name, String text) throws IOException {
    Path file = directory.resolve(name);
    Files.createDirectories(file.getParent());
    Files.write(file, text.getBytes(UTF_8));
  }
}
