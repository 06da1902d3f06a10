// SPDX-License-Identifier: Apache-2.0
package io.meterweave.spec;

/**
 * A method that was marked and is not woven.
 *
 * <p>Immutable.
 *
 * @param className the declaring class's binary name
 * @param methodName the method's name
 * @param descriptor the method's descriptor
 * @param cause what kind of reason it is, for counting
 * @param reason what is wrong and the way out, a sentence for the person who wrote the annotation
 */
public record Rejection(
    String className, String methodName, String descriptor, Cause cause, String reason) {
  /** The kinds of reasons. */
  public enum Cause {
    /** What the annotation says, or where it stands. */
    ANNOTATION,
    /** The method would become larger than the JVM allows or compiles. */
    SIZE,
    /** The class file as a whole. */
    CLASS_FILE,
    /** It is the affair of the library whose annotation it is: nothing is wrong. */
    LEFT_TO_LIBRARY
  }
}
