// SPDX-License-Identifier: Apache-2.0
package io.meterweave.agent;

import static org.assertj.core.api.Assertions.assertThat;

import io.meterweave.config.ConfigSources;
import io.meterweave.config.MeterweaveConfig;
import java.util.HashMap;
import java.util.Map;
import java.util.Properties;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class EarlySwitchTest {
  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      textBlock =
          """
          # arguments                    | property | otel  | variable | OTEL  | off
                                         |          |       |          |       | false
          enabled=false                  |          |       |          |       | true
          ENABLED = No                   |          |       |          |       | true
          meterweave.enabled=0           |          |       |          |       | true
          enabled=maybe                  |          |       | false    |       | false
          enabled=                       |          |       | false    |       | true
          enabled                        |          |       |          |       | false
          a=b,enabled=off,c=d            |          |       |          |       | true
          a=b\\,enabled=off,c=d          |          |       |          |       | false
          otel.sdk.disabled=true         |          |       |          |       | true
          OTEL_SDK_DISABLED=true         |          |       |          |       | true
          otel.sdk.disabled=1            |          | true  |          |       | false
          otel.sdk.disabled=true,enabled=true|      |       |          |       | false
          enabled=true                   | false    |       | false    | true  | false
                                         | false    |       |          |       | true
                                         |          | true  |          |       | true
                                         | true     | true  | false    | true  | false
                                         |          | false | false    |       | false
                                         |          |       | false    |       | true
                                         |          |       |          | TRUE  | true
                                         |          |       | on       | true  | false
          """)
  void saysTheSameAsTheConfiguration(
      String arguments,
      String property,
      String otelProperty,
      String variable,
      String otelVariable,
      boolean isOff) {
    Properties properties = new Properties();
    put(properties, "meterweave.enabled", property);
    put(properties, "otel.sdk.disabled", otelProperty);
    Map<String, String> environment = new HashMap<>();
    put(environment, "METERWEAVE_ENABLED", variable);
    put(environment, "OTEL_SDK_DISABLED", otelVariable);

    assertThat(EarlySwitch.isOff(arguments, property, otelProperty, variable, otelVariable))
        .isEqualTo(isOff);
    assertThat(
            !MeterweaveConfig.read(ConfigSources.of(arguments, properties, environment)).enabled())
        .isEqualTo(isOff);
  }

  @Test
  void anyArgumentIsReadAlikeAndNeverThrows() {
    String[] pieces = {
      "enabled", "otel.sdk.disabled", "=", "=", ",", "\\", "false", "true", " ", "x", "METERWEAVE_"
    };
    Random random = new Random(7);
    for (int i = 0; i < 20_000; i++) {
      StringBuilder text = new StringBuilder();
      for (int length = random.nextInt(9); length > 0; length--) {
        text.append(pieces[random.nextInt(pieces.length)]);
      }
      String arguments = text.toString();
      boolean isOff = EarlySwitch.isOff(arguments, null, null, null, null);
      ConfigSources sources = ConfigSources.of(arguments, new Properties(), Map.of());
      assertThat(MeterweaveConfig.read(sources).enabled()).as(arguments).isEqualTo(!isOff);
    }
  }

  private static void put(Map<? super String, ? super String> map, String key, String value) {
    if (value != null) {
      map.put(key, value);
    }
  }
}
