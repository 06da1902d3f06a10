// SPDX-License-Identifier: Apache-2.0
package io.meterweave.match;

/**
 * An annotation type that is understood by name, and what it means where it stands.
 *
 * <p>Immutable.
 *
 * @param descriptor the annotation's descriptor
 * @param role what it asks for
 * @param isRepeatable whether several of them on one method all count
 * @param isForClasses whether it stands on a class for the public methods that the class declares
 * @param isInherited whether methods that implement or override are meant as well
 * @param isForSubclasses whether a class below one that it stands on counts as marked with it
 */
record MarkType(
    String descriptor,
    Role role,
    boolean isRepeatable,
    boolean isForClasses,
    boolean isInherited,
    boolean isForSubclasses) {
  /** What an annotation asks for. */
  enum Role {
    /** That calls of the method are measured. */
    CALL,
    /** That a parameter, or the result, is added to what is measured. */
    VALUE,
    /** Nothing by itself: it is part of another annotation. */
    PART
  }

  /** An annotation that asks for a measurement of calls, on methods alone. */
  static MarkType call(String descriptor) {
    return new MarkType(descriptor, Role.CALL, false, false, true, false);
  }

  /** An annotation on parameters, or on a method for its result; any number of them. */
  static MarkType value(String descriptor) {
    return new MarkType(descriptor, Role.VALUE, true, false, true, false);
  }

  /** An annotation inside another one. */
  static MarkType part(String descriptor) {
    return new MarkType(descriptor, Role.PART, true, false, false, false);
  }

  /** The same, on classes as well. */
  MarkType forClasses() {
    return new MarkType(descriptor, role, isRepeatable, true, isInherited, isForSubclasses);
  }

  /** The same, any number of times. */
  MarkType repeatable() {
    return new MarkType(descriptor, role, true, isForClasses, isInherited, isForSubclasses);
  }

  /** The same, for the annotated method alone. */
  MarkType notInherited() {
    return new MarkType(descriptor, role, isRepeatable, isForClasses, false, isForSubclasses);
  }

  /** The same, where an annotated class stands for the classes below it. */
  MarkType forSubclasses() {
    return new MarkType(descriptor, role, isRepeatable, isForClasses, isInherited, true);
  }
}
