// SPDX-License-Identifier: Apache-2.0
package io.meterweave.export;

import static org.assertj.core.api.Assertions.assertThat;

import io.opentelemetry.api.common.AttributeKey;
import io.opentelemetry.api.common.Attributes;
import io.opentelemetry.sdk.resources.Resource;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

final class ProgramNameTest {
  private static final AttributeKey<String> NAME = AttributeKey.stringKey("service.name");

  @ParameterizedTest
  @CsvSource({
    "com.acme.shop.Main --port 1, Main",
    "/srv/shop-1.2.jar --port 1, shop-1.2",
    "C:\\srv\\shop.war, shop",
    "shop/com.acme.Main, Main",
  })
  void aProgramWithoutANameIsNamedAfterWhatWasStarted(String command, String name) {
    Resource unnamed = Resource.create(Attributes.of(NAME, "unknown_service:java"));
    assertThat(ProgramName.complete(unnamed, command).getAttribute(NAME)).isEqualTo(name);
  }

  @Test
  void aNameThatWasGivenStays() {
    Resource named = Resource.create(Attributes.of(NAME, "shop"));
    assertThat(ProgramName.complete(named, "com.acme.Main").getAttribute(NAME)).isEqualTo("shop");
    assertThat(ProgramName.complete(Resource.empty(), null).getAttribute(NAME)).isNull();
  }
}
