// SPDX-License-Identifier: Apache-2.0
package io.meterweave.rules;

import java.util.Set;
import org.jspecify.annotations.Nullable;

/** The rules for the types that {@code of} and {@code hit} lead to, by the types' names. */
public final class ValueType {
  private static final Set<String> NO_NUMBERS =
      Set.of("boolean", "char", "void", "java.lang.Boolean", "java.lang.Character");
  private static final Set<String> BOOLEANS = Set.of("boolean", "java.lang.Boolean");
  private static final Set<String> PRIMITIVES =
      Set.of("byte", "short", "char", "int", "long", "float", "double", "void");
  private static final Set<String> NO_BOOLEANS =
      Set.of(
          "java.lang.String",
          "java.lang.Byte",
          "java.lang.Short",
          "java.lang.Character",
          "java.lang.Integer",
          "java.lang.Long",
          "java.lang.Float",
          "java.lang.Double");

  private ValueType() {}

  /** Checks a type that is known by its name only; a type that may do is no problem. */
  public static @Nullable Problem checkNumber(String path, String type) {
    return NO_NUMBERS.contains(type) ? noNumber(path, type) : null;
  }

  /** Checks a type that is known by its name only; a type that may do is no problem. */
  public static @Nullable Problem checkBoolean(String path, String type) {
    boolean isWrong =
        PRIMITIVES.contains(type) || NO_BOOLEANS.contains(type) || type.endsWith("[]");
    return isWrong && !BOOLEANS.contains(type) ? noBoolean(path, type) : null;
  }

  /** Says that a type has no number. */
  public static Problem noNumber(String path, String type) {
    return new Problem(
        PathRoot.quoted(path)
            + type
            + " is not a number; lead to a number, or to a collection, map, array or text, whose"
            + " length counts.");
  }

  /** Says that a type is no boolean. */
  public static Problem noBoolean(String path, String type) {
    return new Problem(
        PathRoot.quoted(path) + type + " is not a boolean; lead to one that is true for a hit.");
  }

  /** Checks that a type can have members at all. */
  static @Nullable Problem checkMembers(String written, String type, String step) {
    boolean hasNone = type.equals("boolean") || PRIMITIVES.contains(type) || type.endsWith("[]");
    return hasNone ? noMember(written, type, step) : null;
  }

  /** Says that a path goes on where nothing is. */
  public static Problem noMember(String written, String type, String step) {
    return new Problem(
        PathRoot.quoted(written)
            + type
            + " has no "
            + step
            + " within reach (getter, record component, field or method without arguments, none of"
            + " them private).");
  }
}
