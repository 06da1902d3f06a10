// SPDX-License-Identifier: Apache-2.0
package io.meterweave.console;

import static org.assertj.core.api.Assertions.assertThat;

import io.meterweave.incident.Incidents;
import io.netty.util.internal.logging.InternalLogger;
import java.io.IOException;
import org.junit.jupiter.api.Test;

final class SilentNettyTest {
  private final InternalLogger logger = new SilentNetty().newInstance("netty");

  @Test
  void nothingIsEnabled() {
    assertThat(logger.isErrorEnabled()).isFalse();
    assertThat(logger.isTraceEnabled()).isFalse();
    assertThat(logger.name()).isEqualTo("netty");
    assertThat(logger.equals(logger)).isTrue();
  }

  @Test
  void aFailureThatCanOnlyBeLoggedIsAnIncident() {
    long before = Incidents.count(Incidents.Kind.EXPORT);
    logger.warn("unexpected", new OutOfMemoryError("no room"));
    logger.warn("a client left", new IOException("reset"));
    logger.warn("slow {} {}", "x", "y");
    logger.debug("detail", new IllegalStateException());
    assertThat(Incidents.count(Incidents.Kind.EXPORT)).isEqualTo(before + 1);
  }
}
