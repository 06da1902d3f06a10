// SPDX-License-Identifier: Apache-2.0
package io.meterweave.it.config;

import static org.assertj.core.api.Assertions.assertThat;

import io.meterweave.it.harness.AgentJvm;
import io.meterweave.it.harness.Exit;
import io.meterweave.it.harness.HttpProbe;
import io.meterweave.it.harness.Jdks;
import io.meterweave.it.harness.Launch;
import io.meterweave.it.harness.Ports;
import io.meterweave.it.targets.Plain;
import java.util.function.BiFunction;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;

/** Where a setting may be written, and what happens to one that is wrong. */
final class SettingsIT {
  static Stream<Arguments> placesOfThePort() {
    return Stream.of(
        place("agent argument", (launch, port) -> launch.agent("prometheus.port=" + port)),
        place(
            "system property",
            (launch, port) -> launch.agent().property("meterweave.prometheus.port", port)),
        place(
            "environment",
            (launch, port) -> launch.agent().env("METERWEAVE_PROMETHEUS_PORT", "" + port)),
        place(
            "OpenTelemetry's variable",
            (launch, port) -> launch.agent().env("OTEL_EXPORTER_PROMETHEUS_PORT", "" + port)),
        place(
            "OpenTelemetry's property",
            (launch, port) -> launch.agent().property("otel.exporter.prometheus.port", port)),
        place(
            "the older variable",
            (launch, port) -> launch.agent().env("PROMETHEUS_PORT", "" + port)),
        place(
            "argument before property before environment",
            (launch, port) ->
                launch
                    .agent("prometheus.port=" + port)
                    .property("meterweave.prometheus.port", 1)
                    .env("METERWEAVE_PROMETHEUS_PORT", "2")));
  }

  @ParameterizedTest(name = "{0}")
  @MethodSource("placesOfThePort")
  void thePortIsTakenFrom(String place, BiFunction<Launch, Integer, Launch> how) {
    int port = Ports.free();
    try (AgentJvm jvm =
        how.apply(AgentJvm.on(Jdks.oldest()), port).main(Plain.class, "wait").start()) {
      new HttpProbe(port).awaitOk("/health");
      Exit exit = jvm.endOfInput().awaitExit();
      assertThat(exit.err()).isEmpty();
      assertThat(exit.code()).isZero();
    }
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "prometheus.port=many    | prometheus.port",
        "prometheus.port=-5      | prometheus.port",
        "prometheus.port=99999   | prometheus.port",
        "prometheus.prot=9999    | prometheus.port",
        "log.level=chatty        | log.level",
        "enabled=perhaps         | enabled",
        "=                       | ''",
        "otel.bsp.schedule.delay=soon | otel.bsp.schedule.delay",
        "otel.traces.exporter=pigeon  | otel.traces.exporter",
        "otel.traces.sampler=coin     | otel.traces.sampler",
        "otel.propagators=smoke       | otel.propagators",
        "prometheus.host=no.such.host.invalid | prometheus.host",
      })
  void aWrongSettingIsOneLineThatNamesItAndTheApplicationRuns(String argument, String named) {
    int port = Ports.free();
    Launch launch = AgentJvm.on(Jdks.oldest()).agent(argument.trim());
    if (!argument.startsWith("prometheus.port=")) {
      launch.property("meterweave.prometheus.port", port);
    }
    Exit exit = launch.main(Plain.class, "return", "the application's own line").run();
    assertThat(exit.code()).isZero();
    assertThat(exit.out()).isEqualTo(withoutAgent().out());
    assertThat(exit.err().lines().filter(SettingsIT::isAboutTheSetting))
        .as(exit.err())
        .singleElement()
        .asString()
        .startsWith("[meterweave]")
        .contains(named);
  }

  @Test
  void whereNothingIsToBeSaidAWrongSettingIsNotEither() {
    Exit exit =
        AgentJvm.on(Jdks.oldest())
            .agent("log.level=off,prometheus.port=many,prometheus.prot=1")
            .main(Plain.class, "return")
            .run();
    assertThat(exit.code()).isZero();
    assertThat(exit.err()).isEmpty();
  }

  /** The default port, which a wrong one falls back to, may be somebody else's on this machine. */
  private static boolean isAboutTheSetting(String line) {
    return !line.equals("the application's own line")
        && !line.contains("cannot listen on 127.0.0.1:9464");
  }

  private static Exit withoutAgent() {
    return AgentJvm.on(Jdks.oldest()).main(Plain.class, "return").run();
  }

  private static Arguments place(String name, BiFunction<Launch, Integer, Launch> how) {
    return Arguments.argumentSet(name, name, how);
  }
}
