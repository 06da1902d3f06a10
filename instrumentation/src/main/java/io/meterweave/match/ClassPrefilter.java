// SPDX-License-Identifier: Apache-2.0
package io.meterweave.match;

import java.nio.charset.StandardCharsets;

/**
 * Answers, for every class that is loaded, whether it is worth a look: whether its bytes name one
 * of our annotations at all.
 *
 * <p>Thread-safe; allocates nothing.
 */
/*
 * Problem: an application loads ten thousand classes, of which ten are marked. Parsing each of them
 * costs over a second; the annotations' descriptors, however, must stand in the constant pool as
 * they are.
 *
 * Choice: search the raw bytes for the annotations' package, by Horspool's algorithm: look at the
 * byte where the text would end, and skip by what that byte allows, mostly the whole length of the
 * text. Rejected: walking the constant pool, which touches every entry; Byte Buddy's matchers,
 * which parse each class. A class that has the text by chance is
 * parsed and found to hold nothing.
 */
public final class ClassPrefilter {
  private static final byte[] MARK =
      "Lio/meterweave/annotations/".getBytes(StandardCharsets.US_ASCII);
  private static final ByteSearch MARKS = new ByteSearch(MARK);

  private ClassPrefilter() {}

  /** Returns false if no method of the class can be marked. */
  public static boolean mayHoldMarks(byte[] classFile) {
    return MARKS.isIn(classFile);
  }
}
