// SPDX-License-Identifier: Apache-2.0
package io.meterweave.console;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

final class AcceptEncodingTest {
  @ParameterizedTest
  @ValueSource(
      strings = {
        "gzip",
        "GZip",
        "x-gzip",
        "deflate, gzip",
        "gzip;q=0.1",
        "gzip ; q=1.000",
        "br;q=1.0, gzip;q=0.8, *;q=0.1",
        "*",
        "identity;q=0.5, gzip;q=0.5",
        "identity;q=0, *;q=0.3"
      })
  void gzipIsWanted(String header) {
    assertThat(AcceptEncoding.prefersGzip(header)).isTrue();
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "",
        "identity",
        "br",
        "gzip;q=0",
        "gzip;q=0.000",
        "*;q=1, gzip;q=0",
        "identity, gzip;q=0.5",
        "gzip;q=high",
        "gzip;q=",
        "gzip;q=-1",
        "gzip;q=0x1",
        "gzipped",
        ";;;,,,q=1"
      })
  void gzipIsNotWanted(String header) {
    assertThat(AcceptEncoding.prefersGzip(header)).isFalse();
  }
}
