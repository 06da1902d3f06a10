// SPDX-License-Identifier: Apache-2.0
package com.acme.woven;

import io.meterweave.annotations.Label;
import io.meterweave.annotations.TrackLlmUsage;
import io.meterweave.annotations.TrackMetrics;
import java.util.List;

/** Every type that a method can return, in every visibility. */
public class Returns {
  @TrackMetrics
  public boolean ofBoolean() {
    return true;
  }

  @TrackMetrics(trackActive = true)
  protected byte ofByte() {
    return 7;
  }

  @TrackLlmUsage(provider = "p", model = "m")
  private char ofChar() {
    return 'c';
  }

  @TrackLlmUsage(provider = "p", model = "m")
  static short ofShort() {
    return -3;
  }

  @TrackMetrics
  public static int ofInt(@Label("i") int i) {
    return i + 1;
  }

  @TrackLlmUsage(provider = "p", model = "m")
  final long ofLong(@Label("a") long a, int b) {
    return a << b;
  }

  @TrackMetrics
  synchronized float ofFloat(@Label("f") float f) {
    return f / 2;
  }

  @TrackLlmUsage(provider = "p", model = "m")
  @TrackMetrics
  static synchronized double ofDouble(
      @Label("d") double d, @Label("s") String s, @Label("b") boolean b) {
    return b ? d : s.length();
  }

  @TrackLlmUsage(provider = "p", model = "m")
  String ofText(String text) {
    return text;
  }

  @TrackMetrics
  int[] ofArray(@Label("n") int... n) {
    return n;
  }

  @TrackLlmUsage(provider = "p", model = "m")
  <T extends Comparable<T>> T ofGeneric(T one, T other) {
    return one.compareTo(other) > 0 ? one : other;
  }

  @TrackLlmUsage(provider = "p", model = "m")
  void ofNothing() {}

  @TrackMetrics
  static void nothingEither(@Label("l") long l) {
    if (l > 3) {
      return;
    }
    l++;
  }

  public static Object run() {
    Returns it = new Returns();
    it.ofNothing();
    nothingEither(2);
    nothingEither(4);
    return List.of(
        it.ofBoolean(),
        it.ofByte(),
        it.ofChar(),
        ofShort(),
        ofInt(41),
        it.ofLong(3L, 33),
        it.ofFloat(3f),
        ofDouble(2.5, "x", true),
        ofDouble(2.5, "four", false),
        it.ofText("text"),
        it.ofArray(1, 2).length,
        it.ofGeneric("a", "b"));
  }
}
