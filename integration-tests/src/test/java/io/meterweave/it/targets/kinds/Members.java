// SPDX-License-Identifier: Apache-2.0
package io.meterweave.it.targets.kinds;

import java.util.Arrays;
import java.util.List;
import java.util.Locale;

/** Methods by their modifiers, parameters and results. */
class Members {
  private int total;

  @Marked(calls = 1)
  private int hidden(int n) {
    return n * 2;
  }

  @Marked(calls = 1)
  static int ofClass(int n) {
    return n + 1;
  }

  @Marked(calls = 1)
  final String last() {
    return "final";
  }

  @Marked(calls = 1)
  protected String inherited() {
    return "protected";
  }

  @Marked(calls = 2)
  synchronized boolean locked(int n) {
    total += n;
    return Thread.holdsLock(this);
  }

  @Marked(calls = 1)
  static synchronized boolean lockedClass() {
    return Thread.holdsLock(Members.class);
  }

  @Marked(calls = 3)
  static int sum(int... numbers) {
    return Arrays.stream(numbers).sum();
  }

  @Marked(calls = 2)
  <T extends Comparable<T>> T larger(T a, T b) {
    return a.compareTo(b) >= 0 ? a : b;
  }

  @Marked(calls = 6)
  static long factorial(int n) {
    return n <= 1 ? 1 : n * factorial(n - 1);
  }

  @Marked(calls = 4)
  static boolean isEven(int n) {
    return n == 0 || isOdd(n - 1);
  }

  @Marked(calls = 3)
  static boolean isOdd(int n) {
    return n != 0 && isEven(n - 1);
  }

  @Marked(calls = 1)
  static String wide(long a, double b, long c, float d, byte e, char f, boolean g, short h) {
    return a + " " + b + " " + c + " " + d + " " + e + " " + f + " " + g + " " + h;
  }

  @Marked(calls = 1)
  static String overwritten(String text, long number) {
    text = text.toUpperCase(Locale.ROOT);
    number = -number;
    return text + number;
  }

  @Marked(calls = 1)
  static void nothing() {}

  @Marked(calls = 1, nulls = 1)
  static Object nullResult() {
    return null;
  }

  @Marked(calls = 1)
  static boolean aBoolean() {
    return true;
  }

  @Marked(calls = 1)
  static byte aByte() {
    return -1;
  }

  @Marked(calls = 1)
  static short aShort() {
    return -2;
  }

  @Marked(calls = 1)
  static char aChar() {
    return 'c';
  }

  @Marked(calls = 1)
  static int anInt() {
    return -3;
  }

  @Marked(calls = 1)
  static long aLong() {
    return 1L << 40;
  }

  @Marked(calls = 1)
  static float aFloat() {
    return 1.5f;
  }

  @Marked(calls = 1)
  static double aDouble() {
    return -0.0;
  }

  @Marked(calls = 1)
  static int[] anArray() {
    return new int[] {1, 2};
  }

  @Marked(calls = 1)
  static String[][] arrays(long[]... of) {
    return new String[][] {{Arrays.toString(of[0])}, null};
  }

  /** Two methods of one name share a series. */
  @Marked(calls = 1)
  static String overloaded(int n) {
    return "int";
  }

  @Marked(calls = 2)
  static String overloaded(Object o) {
    return "object";
  }

  @Marked(calls = 1)
  static List<String> ownFrames() {
    StackTraceElement[] frames = new Throwable().getStackTrace();
    return List.of(frames[0].toString(), frames[1].toString());
  }

  @Marked(calls = 1)
  static String caller() {
    return StackWalker.getInstance(StackWalker.Option.RETAIN_CLASS_REFERENCE)
        .getCallerClass()
        .getSimpleName();
  }

  @Marked(calls = 1)
  static String ownLambda() {
    Runnable nested = () -> nothingMarked();
    nested.run();
    return "ran";
  }

  private static void nothingMarked() {}

  static void run() {
    Members members = new Members();
    Transcript.says("hidden", () -> members.hidden(21));
    Transcript.says("ofClass", () -> ofClass(1));
    Transcript.says("last", members::last);
    Transcript.says("inherited", members::inherited);
    Transcript.says("locked", () -> members.locked(1) && members.locked(2));
    Transcript.says("unlocked", () -> Thread.holdsLock(members));
    Transcript.says("lockedClass", Members::lockedClass);
    Transcript.says("sum", () -> sum() + sum(1) + sum(1, 2, 3));
    Transcript.says("larger", () -> members.larger("a", "b") + members.larger(1, 2));
    Transcript.says("factorial", () -> factorial(6));
    Transcript.says("isEven", () -> isEven(6));
    Transcript.says("wide", () -> wide(1, 2, 3, 4, (byte) 5, '6', true, (short) 7));
    Transcript.says("overwritten", () -> overwritten("text", 5));
    nothing();
    Transcript.says("nullResult", Members::nullResult);
    results();
    Transcript.says("overloaded", () -> overloaded(1) + overloaded("") + overloaded(null));
    Transcript.says("ownFrames", Members::ownFrames);
    Transcript.says("caller", Members::caller);
    Transcript.says("ownLambda", Members::ownLambda);
  }

  private static void results() {
    Transcript.says("aBoolean", Members::aBoolean);
    Transcript.says("aByte", Members::aByte);
    Transcript.says("aShort", Members::aShort);
    Transcript.says("aChar", Members::aChar);
    Transcript.says("anInt", Members::anInt);
    Transcript.says("aLong", Members::aLong);
    Transcript.says("aFloat", Members::aFloat);
    Transcript.says("aDouble", Members::aDouble);
    Transcript.says("anArray", Members::anArray);
    Transcript.says("arrays", () -> arrays(new long[] {1}, null));
  }
}
