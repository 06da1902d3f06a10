// SPDX-License-Identifier: Apache-2.0
package io.meterweave.match;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import java.util.Random;
import org.junit.jupiter.api.Test;

class ByteSearchTest {
  @Test
  void aTextIsFoundWhereverItStands() {
    byte[] text = bytes("Lio/meterweave/annotations/");
    ByteSearch search = new ByteSearch(text);
    for (int before = 0; before < 60; before++) {
      for (int after = 0; after < 3; after++) {
        byte[] all = bytes("x".repeat(before) + "Lio/meterweave/annotations/" + "L".repeat(after));
        assertThat(search.isIn(all)).isTrue();
        all[before + 13]++;
        assertThat(search.isIn(all)).isFalse();
      }
    }
    assertThat(search.isIn(new byte[0])).isFalse();
    assertThat(search.isIn(bytes("Lio/meterweave/annotations"))).isFalse();
  }

  @Test
  void itAgreesWithTheObviousSearch() {
    Random random = new Random(42);
    for (int round = 0; round < 20_000; round++) {
      String all = text(random, 40);
      String wanted = text(random, 4) + "a";
      assertThat(new ByteSearch(bytes(wanted)).isIn(bytes(all))).isEqualTo(all.contains(wanted));
    }
  }

  private static String text(Random random, int length) {
    StringBuilder text = new StringBuilder();
    for (int i = random.nextInt(length); i > 0; i--) {
      text.append((char) ('a' + random.nextInt(3)));
    }
    return text.toString();
  }

  private static byte[] bytes(String text) {
    return text.getBytes(StandardCharsets.ISO_8859_1);
  }
}
