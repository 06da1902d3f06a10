// SPDX-License-Identifier: Apache-2.0
package io.meterweave.match;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.NullAndEmptySource;
import org.junit.jupiter.params.provider.ValueSource;

class IgnoredTypesTest {
  @ParameterizedTest
  @NullAndEmptySource
  @ValueSource(
      strings = {
        "java/lang/String",
        "jdk/internal/misc/Unsafe",
        "sun/misc/Unsafe",
        "com/sun/proxy/$Proxy1",
        "net/bytebuddy/agent/Installer",
        "io/meterweave/agent/MeterweaveAgent",
        "io/meterweave/api/Spans",
        "com/acme/Shop$$Lambda$14/0x0000000800c03000",
        "com/acme/Shop$$Lambda$1"
      })
  void theJdkTheAgentAndTheNamelessAreIgnored(String name) {
    assertThat(IgnoredTypes.isIgnored(name)).isTrue();
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "Main",
        "com/acme/Shop",
        "com/sunny/Shop",
        "sunny/Day",
        "java2d/Shop",
        "javax/inject/Shop",
        "jakarta/Shop",
        "jdkless/Shop",
        "net/bytebuddies/Shop",
        "io/meterweave/sample/Desk",
        "io/meterweave/it/targets/Target",
        "io/meterweavers/Shop",
        "com/acme/Outer$Inner$1",
        "jdk/proxy1/$Proxy7"
      })
  void anApplicationMayLiveInAnyOtherPackage(String name) {
    assertThat(IgnoredTypes.isIgnored(name)).isFalse();
  }
}
