// SPDX-License-Identifier: Apache-2.0
package io.meterweave.agent;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.InputStream;
import java.util.Arrays;
import java.util.concurrent.Callable;
import org.junit.jupiter.api.Test;

class PlainClassTest {
  @Test
  void aClassThatInheritsFromTheJdkAloneIsPlain() throws IOException {
    assertThat(PlainClass.isPlain(bytes(Plain.class))).isTrue();
    assertThat(PlainClass.isPlain(bytes(Numbers.class))).isTrue();
    assertThat(PlainClass.isPlain(bytes(Task.class))).isTrue();
  }

  @Test
  void anAnnotationAnywhereMakesItNotPlain() throws IOException {
    assertThat(PlainClass.isPlain(bytes(OfAMethod.class))).isFalse();
    assertThat(PlainClass.isPlain(bytes(OfAParameter.class))).isFalse();
    assertThat(PlainClass.isPlain(bytes(PlainClassTest.class))).isFalse();
  }

  @Test
  void whatItInheritsElsewhereMakesItNotPlain() throws IOException {
    assertThat(PlainClass.isPlain(bytes(Heir.class))).isFalse();
    assertThat(PlainClass.isPlain(bytes(Implementation.class))).isFalse();
  }

  @Test
  void whatIsNoClassFileIsNotPlain() throws IOException {
    byte[] whole = bytes(Plain.class);
    assertThat(PlainClass.isPlain(new byte[0])).isFalse();
    assertThat(PlainClass.isPlain(new byte[200])).isFalse();
    assertThat(PlainClass.isPlain(Arrays.copyOf(whole, 60))).isFalse();
  }

  private static byte[] bytes(Class<?> type) throws IOException {
    String name = type.getName();
    String file = name.substring(name.lastIndexOf('.') + 1) + ".class";
    try (InputStream in = type.getResourceAsStream(file)) {
      return in.readAllBytes();
    }
  }

  static final class Plain {
    String text() {
      return "ordinary";
    }
  }

  /** Long and double constants take two numbers. */
  static final class Numbers {
    static final long LONG = 1L << 40;
    static final double DOUBLE = 0.1;
    static final float FLOAT = 0.1f;
    static final int INT = 1 << 20;

    double sum(long more) {
      return LONG + DOUBLE + FLOAT + INT + more;
    }
  }

  static final class Task extends Thread implements Callable<Runnable> {
    public Runnable call() {
      return () -> {};
    }
  }

  static final class OfAMethod {
    @Deprecated
    void old() {}
  }

  static final class OfAParameter {
    void old(@Mark String text) {}
  }

  @interface Mark {}

  static class Ancestor {}

  static final class Heir extends Ancestor {}

  interface Ours {}

  static final class Implementation implements Runnable, Ours {
    public void run() {}
  }
}
