// SPDX-License-Identifier: Apache-2.0
package io.meterweave.config;

import static org.assertj.core.api.Assertions.assertThat;

import io.meterweave.match.ForeignSettings;
import java.io.File;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.lang.reflect.RecordComponent;
import java.nio.file.Files;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Properties;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;

class MeterweaveConfigTest {
  private static final Map<ConfigKey, String> SOMETHING_ELSE = new EnumMap<>(ConfigKey.class);

  static {
    SOMETHING_ELSE.put(ConfigKey.ENABLED, "false");
    SOMETHING_ELSE.put(ConfigKey.CONFIG_FILE, aFileWithoutSettings());
    SOMETHING_ELSE.put(ConfigKey.METHODS, "com.acme.Order#place(..)");
    SOMETHING_ELSE.put(ConfigKey.FOREIGN_MICROMETER, "on");
    SOMETHING_ELSE.put(ConfigKey.FOREIGN_MICROPROFILE, "off");
    SOMETHING_ELSE.put(ConfigKey.FOREIGN_DROPWIZARD, "on");
    SOMETHING_ELSE.put(ConfigKey.FOREIGN_OPENTELEMETRY, "off");
    SOMETHING_ELSE.put(ConfigKey.PROMETHEUS_HOST, "0.0.0.0");
    SOMETHING_ELSE.put(ConfigKey.PROMETHEUS_PORT, "9090");
    SOMETHING_ELSE.put(ConfigKey.HTTP_TOKEN, "s3cret");
    SOMETHING_ELSE.put(ConfigKey.LOG_LEVEL, "debug");
    SOMETHING_ELSE.put(ConfigKey.RECORD_METRICS, "false");
    SOMETHING_ELSE.put(ConfigKey.METRICS_MAX_SERIES, "50");
    SOMETHING_ELSE.put(ConfigKey.METRICS_SAMPLE_RATE, "0.5");
    SOMETHING_ELSE.put(ConfigKey.RECORD_SPANS, "false");
    SOMETHING_ELSE.put(ConfigKey.SERVICE_NAME, "desk");
    SOMETHING_ELSE.put(ConfigKey.SERVICE_VERSION, "1.2");
    SOMETHING_ELSE.put(ConfigKey.DEPLOYMENT_ENVIRONMENT, "staging");
  }

  private static String aFileWithoutSettings() {
    try {
      File file = File.createTempFile("meterweave", ".yaml");
      file.deleteOnExit();
      Files.writeString(file.toPath(), "# nothing yet\n");
      return file.getPath();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  @Test
  void nothingSetGivesTheDefaults() {
    MeterweaveConfig config = read(null, Map.of(), Map.of());

    assertThat(config.enabled()).isTrue();
    assertThat(config.prometheus()).isEqualTo(new MeterweaveConfig.Prometheus("127.0.0.1", 9464));
    assertThat(config.log()).isEqualTo(new MeterweaveConfig.Log("warn"));
    assertThat(config.recording()).isEqualTo(new MeterweaveConfig.Recording(true, true, 2000, 1));
    assertThat(config.service()).isEqualTo(new MeterweaveConfig.Service("", "", ""));
    assertThat(config.foreign()).isEqualTo(ForeignSettings.DEFAULT);
    assertThat(config.openTelemetry()).isEmpty();
    assertThat(config.problems()).isEmpty();
    assertThat(config.entries())
        .hasSize(ConfigKey.values().length)
        .allMatch(entry -> entry.origin().equals(ConfigOrigin.DEFAULT));
  }

  @Test
  void everyKeyCanBeSetToSomethingElse() {
    assertThat(SOMETHING_ELSE).containsOnlyKeys(ConfigKey.values());
    Map<String, Object> defaults = leaves("", read(null, Map.of(), Map.of()));

    for (Map<String, String> written : List.of(asProperties(), asVariables(), asArguments())) {
      MeterweaveConfig config = read(written);
      Map<String, Object> leaves = leaves("", config);

      assertThat(leaves).containsOnlyKeys(defaults.keySet());
      assertThat(leaves).allSatisfy((name, value) -> assertNotEqual(name, value, defaults));
      assertThat(config.problems()).isEmpty();
      for (ConfigKey key : ConfigKey.values()) {
        assertThat(entry(config, key.key()).value())
            .isEqualTo(Secrets.mask(key.key(), SOMETHING_ELSE.get(key)));
      }
    }
  }

  @Test
  void argumentsWinOverPropertiesAndThoseOverTheEnvironment() {
    Map<String, String> property = Map.of("meterweave.prometheus.port", "2");
    Map<String, String> variable = Map.of("METERWEAVE_PROMETHEUS_PORT", "3");

    assertThat(port(read("prometheus.port=1", property, variable))).isEqualTo(1);
    assertThat(port(read(null, property, variable))).isEqualTo(2);
    assertThat(port(read(null, Map.of(), variable))).isEqualTo(3);
  }

  @Test
  void withinOneSourceOurNameWinsThenOpenTelemetrysThenTheOlder() {
    Map<String, String> variables = new TreeMap<>();
    variables.put("PROMETHEUS_PORT", "3");
    assertThat(port(read(null, Map.of(), variables))).isEqualTo(3);
    variables.put("OTEL_EXPORTER_PROMETHEUS_PORT", "2");
    assertThat(port(read(null, Map.of(), variables))).isEqualTo(2);
    variables.put("METERWEAVE_PROMETHEUS_PORT", "1");
    assertThat(port(read(null, Map.of(), variables))).isEqualTo(1);
  }

  @Test
  void aBetterSourceWinsWhateverTheName() {
    MeterweaveConfig config =
        read(
            null,
            Map.of("otel.exporter.prometheus.port", "2"),
            Map.of("METERWEAVE_PROMETHEUS_PORT", "1"));

    assertThat(port(config)).isEqualTo(2);
    assertThat(entry(config, "prometheus.port").origin())
        .hasToString("system property otel.exporter.prometheus.port");
  }

  @Test
  void theOlderNamesAreAccepted() {
    MeterweaveConfig config =
        read(
            null,
            Map.of(),
            Map.of(
                "PROMETHEUS_HOST", "0.0.0.0",
                "PROMETHEUS_PORT", "9090",
                "ENABLE_METRICS", "False",
                "ENABLE_TRACING", "0",
                "OTEL_SERVICE_NAME", "tldw_server",
                "OTEL_SERVICE_VERSION", "1.0.0",
                "DEPLOYMENT_ENV", "production"));

    assertThat(config.prometheus()).isEqualTo(new MeterweaveConfig.Prometheus("0.0.0.0", 9090));
    assertThat(config.recording()).isEqualTo(new MeterweaveConfig.Recording(false, false, 2000, 1));
    assertThat(config.service())
        .isEqualTo(new MeterweaveConfig.Service("tldw_server", "1.0.0", "production"));
    assertThat(config.openTelemetry())
        .containsOnly(
            Map.entry("otel.service.name", "tldw_server"),
            Map.entry(
                "otel.resource.attributes",
                "service.version=1.0.0,deployment.environment.name=production"));
  }

  @Test
  void theOlderNamesAreAcceptedAsArgumentsToo() {
    MeterweaveConfig config =
        read("PROMETHEUS_PORT=1,DEPLOYMENT_ENV=test,OTEL_SERVICE_NAME=a", Map.of(), Map.of());

    assertThat(port(config)).isEqualTo(1);
    assertThat(config.service()).isEqualTo(new MeterweaveConfig.Service("a", "", "test"));
    assertThat(config.problems()).isEmpty();
  }

  @Test
  void anUnknownKeyIsReportedWithTheNearest() {
    assertThat(read("promtheus.prot=1", Map.of(), Map.of()).problems())
        .containsExactly(
            "agent argument promtheus.prot is unknown and ignored;"
                + " did you mean prometheus.port?");
    assertThat(read("port=1", Map.of(), Map.of()).problems())
        .containsExactly(
            "agent argument port is unknown and ignored; did you mean prometheus.port?");
    assertThat(read(null, Map.of("meterweave.loglevel", "x"), Map.of()).problems())
        .containsExactly(
            "system property meterweave.loglevel is unknown and ignored;"
                + " did you mean meterweave.log.level?");
    assertThat(read(null, Map.of(), Map.of("METERWEAVE_SERVICENAME", "x")).problems())
        .containsExactly(
            "environment variable METERWEAVE_SERVICENAME is unknown and ignored;"
                + " did you mean METERWEAVE_SERVICE_NAME?");
  }

  @Test
  void aKeyThatIsNearToNoneIsReportedWithAll() {
    assertThat(read("zzz=1", Map.of(), Map.of()).problems())
        .singleElement()
        .asString()
        .startsWith(
            "agent argument zzz is unknown and ignored; the keys are enabled, config.file, methods, foreign.micrometer,");
  }

  @Test
  void aBadValueIsReportedAndTheDefaultUsed() {
    MeterweaveConfig config =
        read("log.level=loud", Map.of("meterweave.prometheus.port", "abc"), Map.of());

    assertThat(port(config)).isEqualTo(9464);
    assertThat(config.log().level()).isEqualTo("warn");
    assertThat(config.problems())
        .containsExactly(
            "system property meterweave.prometheus.port is \"abc\","
                + " but should be a number from 0 to 65535; 9464 is used",
            "agent argument log.level is \"loud\","
                + " but should be one of off, error, warn, info, debug; warn is used");
  }

  @Test
  void portsBeyondTheRangeAreBad() {
    for (String port : List.of("65536", "-1", "99999999999", "1.5", "٣")) {
      assertThat(read("prometheus.port=" + port, Map.of(), Map.of()).problems()).hasSize(1);
    }
    assertThat(port(read("prometheus.port=0", Map.of(), Map.of()))).isZero();
    assertThat(port(read("prometheus.port=65535", Map.of(), Map.of()))).isEqualTo(65535);
  }

  @Test
  void countsBeyondTheRangeAreBad() {
    for (String count : List.of("0", "1000001", "1e3", "")) {
      MeterweaveConfig config = read("metrics.max-series=" + count, Map.of(), Map.of());
      assertThat(config.recording().maxSeries()).isEqualTo(2000);
      assertThat(config.problems()).hasSize(count.isEmpty() ? 0 : 1);
    }
    MeterweaveConfig most = read("metrics.max-series=1000000", Map.of(), Map.of());
    assertThat(most.recording().maxSeries()).isEqualTo(1_000_000);
  }

  @Test
  void theSampleRateIsAShareOrTheDefault() {
    for (String share : List.of("0", "0.1", ".5", "1", "1.0", "0.0001")) {
      MeterweaveConfig config = read(null, Map.of(), Map.of("METRICS_SAMPLE_RATE", share));
      assertThat(config.recording().sampleRate()).isEqualTo(Double.parseDouble(share));
      assertThat(config.problems()).isEmpty();
    }
    for (String none :
        List.of("2", "1.01", "-0.1", "ten", "10%", "NaN", "0,1", ".", "0.1.1", "1e-3", "0x1p-1")) {
      MeterweaveConfig config = read(null, Map.of(), Map.of("METRICS_SAMPLE_RATE", none));
      assertThat(config.recording().sampleRate()).as(none).isEqualTo(1);
      assertThat(config.problems())
          .as(none)
          .containsExactly(
              "environment variable METRICS_SAMPLE_RATE is \""
                  + none
                  + "\", but should be a number from 0 to 1, such as 0.1; 1 is used");
    }
  }

  @Test
  void anEmptyValueIsNotSet() {
    MeterweaveConfig config =
        read("prometheus.port=", Map.of("meterweave.prometheus.port", " "), Map.of());

    assertThat(port(config)).isEqualTo(9464);
    assertThat(config.problems()).isEmpty();
  }

  @Test
  void aCommaInAnArgumentIsEscaped() {
    MeterweaveConfig config =
        read(
            "otel.resource.attributes=a=1\\,b=2, service.name = x\\y ,otel.propagators=b3",
            Map.of(),
            Map.of());

    assertThat(config.openTelemetry())
        .containsEntry("otel.resource.attributes", "a=1,b=2")
        .containsEntry("otel.propagators", "b3");
    assertThat(config.service().name()).isEqualTo("x\\y");
  }

  @Test
  void anArgumentAloneMayNameMethods() {
    MeterweaveConfig read =
        MeterweaveConfig.read(
            ConfigSources.ofArgumentAndFile("foreign.micrometer=off,methods=com.acme..*#*(..)"));
    assertThat(read.foreign().micrometer()).isEqualTo(ForeignSettings.Mode.OFF);
    assertThat(read.methods()).hasSize(1);
    assertThat(read.problems()).isEmpty();
  }

  @Test
  void anArgumentWithoutAKeyIsReportedWithoutItsText() {
    assertThat(read("otel.exporter.otlp.headers=a=b,hidden", Map.of(), Map.of()).problems())
        .containsExactly(
            "what follows \"otel.exporter.otlp.headers\" in the agent argument is ignored, for it"
                + " is no key=value; a comma inside a value is written \\, (a backslash and a comma)");
  }

  @Test
  void openTelemetrysKeysGoThroughInTheSameOrderOfSources() {
    MeterweaveConfig config =
        read(
            "otel.a.b=argument",
            Map.of("otel.a.b", "property", "otel.c", "property"),
            Map.of("OTEL_A_B", "variable", "OTEL_C", "variable", "OTEL_D", "variable"));

    assertThat(config.openTelemetry())
        .containsOnly(
            Map.entry("otel.a.b", "argument"),
            Map.entry("otel.c", "property"),
            Map.entry("otel.d", "variable"));
  }

  @Test
  void ourServiceIsMergedIntoTheResourceAttributes() {
    MeterweaveConfig config =
        read(
            "service.version=2\\,5,service.name=desk",
            Map.of(),
            Map.of(
                "OTEL_RESOURCE_ATTRIBUTES",
                "team=a, service.version=1,deployment.environment.name=qa",
                "OTEL_SERVICE_NAME",
                "other"));

    assertThat(config.service()).isEqualTo(new MeterweaveConfig.Service("desk", "2,5", "qa"));
    assertThat(config.openTelemetry())
        .containsOnly(
            Map.entry("otel.service.name", "desk"),
            Map.entry(
                "otel.resource.attributes",
                "team=a,deployment.environment.name=qa,service.version=2%2C5"));
  }

  @Test
  void openTelemetrysServiceNameWinsOverItsResourceAttribute() {
    Map<String, String> attributes = Map.of("otel.resource.attributes", "service.name=attr%20x");

    assertThat(read(null, attributes, Map.of()).service().name()).isEqualTo("attr x");
    assertThat(read(null, attributes, Map.of("OTEL_SERVICE_NAME", "variable")).service().name())
        .isEqualTo("variable");
  }

  @Test
  void openTelemetrysSwitchTurnsTheAgentOff() {
    assertThat(read(null, Map.of(), Map.of("OTEL_SDK_DISABLED", "TRUE")).enabled()).isFalse();
    assertThat(read(null, Map.of("otel.sdk.disabled", "yes"), Map.of()).enabled()).isTrue();
  }

  @Test
  void aSwitchThatLostIsTakenBack() {
    MeterweaveConfig config = read("enabled=true", Map.of(), Map.of("OTEL_SDK_DISABLED", "true"));

    assertThat(config.enabled()).isTrue();
    assertThat(config.openTelemetry()).containsEntry("otel.sdk.disabled", "false");
  }

  @Test
  void secretsAreHidden() {
    MeterweaveConfig config =
        read(
            null,
            Map.of(
                "otel.exporter.otlp.headers", "authorization=Bearer x",
                "otel.exporter.otlp.endpoint", "https://me:pass@host:4317/v1",
                "otel.exporter.otlp.client.key", "/k.pem",
                "otel.x.token", "t",
                "otel.x.password", "p",
                "otel.x.secret", "s"),
            Map.of());

    assertThat(config.entries())
        .filteredOn(entry -> entry.key().startsWith("otel."))
        .extracting(MeterweaveConfig.Entry::value)
        .containsExactly("***", "https://***@host:4317/v1", "***", "***", "***", "***");
    assertThat(config.openTelemetry())
        .containsEntry("otel.exporter.otlp.headers", "authorization=Bearer x");
  }

  @Test
  void serviceLinksOfKubernetesAreNoSettings() {
    MeterweaveConfig config =
        read(
            null,
            Map.of(),
            Map.of(
                "PROMETHEUS_PORT", "tcp://10.0.0.1:9090",
                "METERWEAVE_PORT", "tcp://10.0.0.2:80",
                "METERWEAVE_PORT_80_TCP_ADDR", "10.0.0.2",
                "METERWEAVE_SERVICE_HOST", "10.0.0.2",
                "METERWEAVE_SERVICE_PORT_HTTP", "80"));

    assertThat(port(config)).isEqualTo(9464);
    assertThat(config.problems()).isEmpty();
  }

  @Test
  void everyEntrySaysWhereItCameFrom() {
    MeterweaveConfig config =
        read("prometheus.port=1", Map.of(), Map.of("ENABLE_TRACING", "false"));

    assertThat(entry(config, "prometheus.port").origin())
        .hasToString("agent argument prometheus.port");
    assertThat(entry(config, "record.spans").origin())
        .hasToString("environment variable ENABLE_TRACING");
    assertThat(entry(config, "log.level").origin()).hasToString("default");
  }

  private static void assertNotEqual(String name, Object value, Map<String, Object> defaults) {
    assertThat(value).as(name).isNotEqualTo(defaults.get(name));
  }

  /** Returns the leaves of the record tree but for the lists and maps, which are no settings. */
  private static Map<String, Object> leaves(String path, Record tree) {
    Map<String, Object> leaves = new TreeMap<>();
    for (RecordComponent component : tree.getClass().getRecordComponents()) {
      Object value;
      try {
        value = component.getAccessor().invoke(tree);
      } catch (ReflectiveOperationException e) {
        throw new AssertionError(e);
      }
      String name = path + component.getName();
      if (value instanceof Record branch) {
        leaves.putAll(leaves(name + ".", branch));
      } else if (!(value instanceof List) && !(value instanceof Map)) {
        leaves.put(name, value);
      }
    }
    return leaves;
  }

  private static Map<String, String> asProperties() {
    Map<String, String> written = new TreeMap<>();
    SOMETHING_ELSE.forEach((key, value) -> written.put("meterweave." + key.key(), value));
    return written;
  }

  private static Map<String, String> asVariables() {
    Map<String, String> written = new TreeMap<>();
    SOMETHING_ELSE.forEach(
        (key, value) -> written.put(NearestKey.spell(key, ConfigOrigin.Source.ENVIRONMENT), value));
    return written;
  }

  private static Map<String, String> asArguments() {
    Map<String, String> written = new TreeMap<>();
    SOMETHING_ELSE.forEach((key, value) -> written.put(key.key(), value));
    return written;
  }

  private static MeterweaveConfig read(Map<String, String> written) {
    String any = written.keySet().iterator().next();
    if (any.startsWith("METERWEAVE_")) {
      return read(null, Map.of(), written);
    }
    if (any.startsWith("meterweave.")) {
      return read(null, written, Map.of());
    }
    List<String> pieces = new ArrayList<>();
    written.forEach((key, value) -> pieces.add(key + "=" + value));
    return read(String.join(",", pieces), Map.of(), Map.of());
  }

  private static MeterweaveConfig read(
      String arguments, Map<String, String> properties, Map<String, String> environment) {
    Properties all = new Properties();
    all.putAll(properties);
    return MeterweaveConfig.read(ConfigSources.of(arguments, all, environment));
  }

  private static int port(MeterweaveConfig config) {
    return config.prometheus().port();
  }

  private static MeterweaveConfig.Entry entry(MeterweaveConfig config, String key) {
    return config.entries().stream()
        .filter(entry -> entry.key().equals(key))
        .findFirst()
        .orElseThrow();
  }
}
