// SPDX-License-Identifier: Apache-2.0
package io.meterweave.runtime;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

final class AttachRequestTest {
  @Test
  void itIsReadAsItWasWritten() {
    AttachRequest request = new AttachRequest("one", "prometheus.port=0,service.name=a\nb");
    assertThat(AttachRequest.of(request.text())).isEqualTo(request);
    assertThat(AttachRequest.of(new AttachRequest("one", null).text()))
        .isEqualTo(new AttachRequest("one", ""));
  }

  @Test
  void anotherToolGivesSettingsOnly() {
    assertThat(AttachRequest.of("prometheus.port=0"))
        .isEqualTo(new AttachRequest("", "prometheus.port=0"));
    assertThat(AttachRequest.of(null)).isEqualTo(new AttachRequest("", null));
  }

  @Test
  void withoutSettingsThereAreNone() {
    assertThat(AttachRequest.of("attach.by=one")).isEqualTo(new AttachRequest("one", null));
  }
}
