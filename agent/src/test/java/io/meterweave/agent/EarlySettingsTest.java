// SPDX-License-Identifier: Apache-2.0
package io.meterweave.agent;

import static org.assertj.core.api.Assertions.assertThat;

import io.meterweave.config.ConfigSources;
import io.meterweave.config.MeterweaveConfig;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.Map;
import java.util.Properties;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class EarlySettingsTest {
  @TempDir Path folder;

  /** FILE stands for a file that names methods. */
  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      textBlock =
          """
          METHODS=a.B#c(..)            |                        |
          prometheus.port=1,methods=a.B#c(..) |                 |
          meterweave.methods=a.B#c(..) |                        |
          config-file=FILE             |                        |
                                       | meterweave.methods     |
                                       | meterweave.METHODS     |
                                       | meterweave.config_file |
                                       |                        | METERWEAVE_METHODS
                                       |                        | METERWEAVE_methods
                                       |                        | METERWEAVE_CONFIG_FILE
          """)
  void whatNamesMethodsIsSeen(String arguments, String property, String variable)
      throws IOException {
    Path file = folder.resolve("methods.yaml");
    Files.writeString(file, "methods: [\"a.B#c(..)\"]", StandardCharsets.UTF_8);
    String given = arguments == null ? null : arguments.replace("FILE", file.toString());
    Properties properties = new Properties();
    put(properties, property, file);
    Map<String, String> environment = new HashMap<>();
    put(environment, variable, file);

    assertThat(MeterweaveConfig.read(ConfigSources.of(given, properties, environment)).methods())
        .as("the row is one that names methods")
        .hasSize(1);
    assertThat(EarlySettings.mayNameMethods(given, properties, environment)).isTrue();
  }

  @Test
  void otherSettingsNameNone() {
    Properties properties = new Properties();
    properties.put("meterweave.log.level", "debug");
    properties.put("java.util.logging.config.file", "x");
    assertThat(
            EarlySettings.mayNameMethods(
                "prometheus.port=0",
                properties,
                Map.of("METERWEAVE_LOG_LEVEL", "off", "MY_METHODS", "x")))
        .isFalse();
    assertThat(EarlySettings.mayNameMethods(null, new Properties(), Map.of())).isFalse();
  }

  private static void put(Map<? super String, ? super String> to, String name, Path file) {
    if (name != null) {
      boolean isFile = name.toLowerCase(java.util.Locale.ROOT).contains("config");
      to.put(name, isFile ? file.toString() : "a.B#c(..)");
    }
  }
}
