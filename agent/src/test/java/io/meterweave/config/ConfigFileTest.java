// SPDX-License-Identifier: Apache-2.0
package io.meterweave.config;

import static java.nio.charset.StandardCharsets.UTF_16;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import io.meterweave.spec.ConfigValue;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Properties;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

final class ConfigFileTest {
  @TempDir Path directory;

  @Test
  void keysAreNestedOrDottedOrOpenTelemetrysOwn() throws IOException {
    MeterweaveConfig config =
        read(
            """
            prometheus:
              port: 9500
            log.level: info
            meterweave:
              record.spans: no
            service: {name: desk, "version": '1.0'}
            otel:
              propagators: [b3, baggage]
              resource.attributes: {team: red, "deployment.environment.name": test}
              exporter.otlp:
                endpoint: http://collector:4317
                headers: {a: b}
            ENABLE_METRICS: false
            """);
    assertThat(config.problems()).isEmpty();
    assertThat(config.prometheus().port()).isEqualTo(9500);
    assertThat(config.log().level()).isEqualTo("info");
    assertThat(config.recording()).isEqualTo(new MeterweaveConfig.Recording(false, false, 2000, 1));
    assertThat(config.service()).isEqualTo(new MeterweaveConfig.Service("desk", "1.0", "test"));
    assertThat(config.openTelemetry())
        .containsEntry("otel.propagators", "b3,baggage")
        .containsEntry("otel.exporter.otlp.endpoint", "http://collector:4317")
        .containsEntry("otel.exporter.otlp.headers", "a=b");
    assertThat(config.openTelemetry().get("otel.resource.attributes")).contains("team=red");
  }

  @Test
  void everySettingSaysItsLine() throws IOException {
    MeterweaveConfig config = read("# first\nprometheus:\n  port: 9500\n");
    assertThat(config.entries())
        .filteredOn(entry -> entry.key().equals("prometheus.port"))
        .singleElement()
        .satisfies(
            entry ->
                assertThat(entry.origin())
                    .hasToString(file() + ":3")
                    .returns(ConfigOrigin.Source.FILE, ConfigOrigin::source));
  }

  @Test
  void everyOtherPlaceWinsOverTheFile() throws IOException {
    write("prometheus.port: 4\n");
    Map<String, String> variable = Map.of("PROMETHEUS_PORT", "3");
    Map<String, String> property = Map.of("otel.exporter.prometheus.port", "2");
    assertThat(port("prometheus.port=1", property, variable)).isEqualTo(1);
    assertThat(port("", property, variable)).isEqualTo(2);
    assertThat(port("", Map.of(), variable)).isEqualTo(3);
    assertThat(port("", Map.of(), Map.of())).isEqualTo(4);
  }

  @Test
  void theFileIsNamedByArgumentPropertyOrVariable() throws IOException {
    write("prometheus.port: 4\n");
    assertThat(read(null, Map.of("meterweave.config.file", file()), Map.of()).prometheus().port())
        .isEqualTo(4);
    assertThat(read(null, Map.of(), Map.of("METERWEAVE_CONFIG_FILE", file())).prometheus().port())
        .isEqualTo(4);
  }

  @Test
  void aWrongSettingIsSaidWithItsPlaceAndTheRestCounts() throws IOException {
    MeterweaveConfig config =
        read(
            """
            prometheus:
              port: many
              prot: 9500
            log:
              level: [info]
            record.metrics: "perhaps"
            otel.propagators:
              - {deeper: 1}
            service.name: desk
            """);
    assertThat(config.problems())
        .containsExactlyInAnyOrder(
            file() + ":3:3: prometheus.prot is unknown and ignored; did you mean prometheus.port?",
            file()
                + ":2:3: prometheus.port is \"many\", but should be a number from 0 to 65535;"
                + " 9464 is used",
            file()
                + ":6:1: record.metrics is \"perhaps\", but should be true or false; true is used",
            file() + ":8:5: otel.propagators has single values; this one is ignored");
    assertThat(config.log().level()).isEqualTo("info");
    assertThat(config.service().name()).isEqualTo("desk");
  }

  @Test
  void ofTwoEqualKeysTheFirstCounts() throws IOException {
    MeterweaveConfig config =
        read("log.level: info\nlog.level: debug\nlog:\n  level: error\nlog: {level: off}\n");
    assertThat(config.log().level()).isEqualTo("info");
    assertThat(config.problems())
        .containsExactly(
            file() + ":2:1: \"log.level\" stands in line 1 already; this one is ignored",
            file() + ":5:1: \"log\" stands in line 3 already; this one is ignored",
            file() + ":4:3: log.level is set already, at " + file() + ":1:1; this one is ignored");
  }

  @Test
  void whatStandsAboveAMistakeOfYamlCounts() throws IOException {
    MeterweaveConfig config =
        read(
            """
            log.level: info
            methods:
              - com.acme.A#a(..)
              - match: com.acme.B#b(..)
            	track: true
            service.name: desk
            """);
    assertThat(config.log().level()).isEqualTo("info");
    assertThat(config.service().name()).isEmpty();
    assertThat(config.methods()).hasSize(1);
    assertThat(config.problems())
        .containsExactly(
            file()
                + ":5:1: this is no YAML: a tab; indent with blanks; what stands above counts, the"
                + " rest is ignored");
  }

  @Test
  void aFileWithoutSettingsIsNoProblemButAnEmptyOneIs() throws IOException {
    assertThat(read("# nothing yet\n").problems()).isEmpty();
    assertThat(read("---\n").problems()).isEmpty();
    assertThat(read("log:\nmethods:\n").problems()).isEmpty();
    assertThat(read("").problems())
        .containsExactly(file() + " is empty; write settings into it or remove it");
  }

  @Test
  void aFileThatHoldsNoSettingsIsSaid() throws IOException {
    assertThat(read("log.level=info\n").problems())
        .containsExactly(
            file()
                + ":1:1: settings are written as \"key: value\", such as \"log.level: info\"; what"
                + " stands here is ignored");
    assertThat(read("a: 1\n---\nb: 2\n").problems())
        .contains(file() + ":2:1: a second document begins; only the first is read");
    assertThat(read("config.file: other.yaml\n").problems())
        .singleElement()
        .asString()
        .startsWith(file() + ":1:1: config.file is ignored in the file itself");
  }

  @Test
  void aFileThatCannotBeReadIsSaid() throws IOException {
    assertThat(read("config.file=" + directory, Map.of(), Map.of()).problems())
        .containsExactly(directory + " is a directory and ignored; name a file with config.file");
    assertThat(read("config.file=/dev/null", Map.of(), Map.of()).problems())
        .containsExactly("/dev/null is no regular file and ignored; name one with config.file");
    assertThat(read("config.file=no/such.yaml", Map.of(), Map.of()).problems())
        .containsExactly(
            "agent argument config.file names no/such.yaml, but there is no such file (looked for "
                + Path.of("no/such.yaml").toAbsolutePath()
                + "); correct the path");
    write("x".repeat(ConfigFile.MAX_BYTES + 1));
    assertThat(readIt().problems())
        .containsExactly(file() + " is larger than 1 MiB and ignored; keep only settings in it");
  }

  @Test
  void aFileMustBeUtf8() throws IOException {
    Files.write(path(), "log.level: info".getBytes(UTF_16));
    assertThat(readIt().problems())
        .containsExactly(
            file() + ":1: is not UTF-8 (UTF-16 perhaps) and ignored; save the file as UTF-8");
    Files.write(path(), new byte[] {'a', ':', '1', '\n', 'b', ':', (byte) 0xfc, '\n'});
    assertThat(readIt().problems())
        .containsExactly(file() + ":2: is not UTF-8 and ignored; save the file as UTF-8");
    write("\ufefflog.level: info\r\nservice.name: \"bücher\"\r\n");
    assertThat(readIt().problems()).isEmpty();
    assertThat(readIt().service().name()).isEqualTo("bücher");
  }

  @Test
  void anAliasStandsForItsAnchorAndNoChainOfThemGrowsWithoutEnd() throws IOException {
    assertThat(read("log.level: &level info\nservice.name: *level\n").service().name())
        .isEqualTo("info");
    StringBuilder bomb = new StringBuilder("a0: &a0 [x, x, x, x, x, x, x, x, x, x]\n");
    for (int i = 1; i < 12; i++) {
      bomb.append("a" + i + ": &a" + i + " [" + ("*a" + (i - 1) + ", ").repeat(9) + "x]\n");
    }
    assertThat(read(bomb.toString()).problems())
        .anyMatch(problem -> problem.contains(": there are more than 100000 values; what stands"));
    assertThat(read("a: *b\n").problems())
        .containsExactly(
            file()
                + ":1:4: there is no anchor &b above this alias; what stands above counts, the rest"
                + " is ignored");
    assertThat(read("a: &a [*a]\n").problems())
        .anyMatch(problem -> problem.contains("there is no anchor &a above"));
  }

  @Test
  void noNestingIsTooDeep() throws IOException {
    for (String nested :
        List.of("[".repeat(500_000), "- ".repeat(400_000), "{a: ".repeat(200_000))) {
      assertThat(read("log.level: info\nb: " + nested).problems())
          .anyMatch(problem -> problem.startsWith(file() + ":2:"));
    }
  }

  @Test
  void methodsAreNamedInEveryPlaceAndAllCount() throws IOException {
    write("methods:\n  - a.B#c(..)\n  - match: d.E#f(..)\n");
    MeterweaveConfig config =
        read(
            "config.file=" + file() + ",methods=g.H#i(..); j.K#l(int\\, long);",
            Map.of("meterweave.methods", "m.N#o"),
            Map.of());
    assertThat(config.problems()).isEmpty();
    assertThat(config.methods()).hasSize(5);
    assertThat(config.methods().get(1))
        .isEqualTo(new ConfigValue.Text("j.K#l(int, long)", true, "agent argument methods"));
    assertThat(config.methods().get(3))
        .isEqualTo(new ConfigValue.Text("a.B#c(..)", false, file() + ":2:5"));
  }

  @Test
  void methodsThatAreNoListAreSaid() throws IOException {
    assertThat(read("methods: {match: a.B#c}\n").problems())
        .containsExactly(
            file()
                + ":1:10: methods is a list, each entry of which begins with \"- match: \"; it is"
                + " ignored");
  }

  @Test
  void whateverStandsInTheFileNothingIsThrown() throws IOException {
    Random random = new Random(4);
    String good =
        "prometheus:\n  port: 9500\n  host: 'a'\nmethods:\n  - match: \"a..*#*(..)\"\n    track: {a:"
            + " [b, c]}\n  - &x y\n  - *x\n? |\n  text\n: >-\n  folded\n!!str b: !t c\n--- # d\n";
    for (int i = 0; i < 1000; i++) {
      StringBuilder text = new StringBuilder(good);
      for (int changes = 1 + random.nextInt(4); changes > 0; changes--) {
        int at = random.nextInt(text.length());
        switch (random.nextInt(3)) {
          case 0 -> text.deleteCharAt(at);
          case 1 -> text.insert(at, (char) random.nextInt(random.nextBoolean() ? 128 : 65536));
          default -> text.insert(at, "&*!%@`{}[]|>:-?\t\n# '\"".charAt(random.nextInt(21)));
        }
      }
      assertThat(readIt(text.toString()).problems()).isNotNull();
    }
  }

  private MeterweaveConfig read(String text) throws IOException {
    write(text);
    return readIt();
  }

  private MeterweaveConfig readIt(String text) throws IOException {
    write(text);
    return readIt();
  }

  private MeterweaveConfig readIt() {
    return read("config.file=" + file(), Map.of(), Map.of());
  }

  private int port(
      String arguments, Map<String, String> properties, Map<String, String> variables) {
    return read("config.file=" + file() + "," + arguments, properties, variables)
        .prometheus()
        .port();
  }

  private static MeterweaveConfig read(
      String arguments, Map<String, String> properties, Map<String, String> environment) {
    Properties all = new Properties();
    all.putAll(properties);
    return MeterweaveConfig.read(ConfigSources.of(arguments, all, environment));
  }

  private void write(String text) throws IOException {
    Files.write(path(), text.getBytes(UTF_8));
  }

  private Path path() {
    return directory.resolve("settings.yaml");
  }

  private String file() {
    return path().toString();
  }
}
