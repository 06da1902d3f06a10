// SPDX-License-Identifier: Apache-2.0
package io.meterweave.rules;

import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** The rules for the types that {@code of} and {@code hit} lead to. */
final class ValueType {
  private static final Set<String> BOOLEANS = Set.of("boolean", "java.lang.Boolean");
  private static final Set<String> NO_NUMBERS =
      Set.of("boolean", "char", "void", "java.lang.Boolean", "java.lang.Character");
  private static final Set<String> NUMBERS =
      Set.of("byte", "short", "int", "long", "float", "double");

  private static final List<String> COUNTED =
      List.of(
          "java.lang.Number", "java.lang.CharSequence", "java.util.Collection", "java.util.Map");

  /** Those that need not be read to be known as no booleans. */
  private static final Set<String> NO_BOOLEANS =
      Set.of(
          "char",
          "void",
          "java.lang.String",
          "java.lang.Byte",
          "java.lang.Short",
          "java.lang.Character",
          "java.lang.Integer",
          "java.lang.Long",
          "java.lang.Float",
          "java.lang.Double",
          "java.math.BigDecimal",
          "java.math.BigInteger",
          "java.util.Collection",
          "java.util.List",
          "java.util.Map",
          "java.util.Optional",
          "java.util.Set");

  private ValueType() {}

  /** Checks that a type may be a number or have a length. */
  static @Nullable Problem checkNumber(String path, PathType type) {
    return mayBeNumber(type)
        ? null
        : new Problem(
            PathRoot.quoted(path)
                + type.name()
                + " is not a number; lead to a number, or to a collection, map, array or text, whose"
                + " length counts.");
  }

  private static boolean mayBeNumber(PathType type) {
    if (NO_NUMBERS.contains(type.name())) {
      return false;
    }
    if (!type.isRead() || TypedPath.isOpen(type) || isArray(type) || isNumber(type)) {
      return true;
    }
    for (String counted : COUNTED) {
      if (type.is(counted) != PathType.Is.NO) {
        return true;
      }
    }
    return false;
  }

  /** Checks that a type may be a boolean. */
  static @Nullable Problem checkBoolean(String path, PathType type) {
    return isBoolean(type) || mayBeBoolean(type)
        ? null
        : new Problem(
            PathRoot.quoted(path)
                + type.name()
                + " is not a boolean; lead to one that is true for a hit.");
  }

  static boolean isBoolean(PathType type) {
    return BOOLEANS.contains(type.name());
  }

  private static boolean mayBeBoolean(PathType type) {
    if (NO_BOOLEANS.contains(type.name()) || isNumber(type) || isArray(type)) {
      return false;
    }
    return !type.isRead()
        || (TypedPath.isOpen(type)
            && type.is("java.util.Collection") != PathType.Is.YES
            && type.is("java.util.Map") != PathType.Is.YES);
  }

  private static boolean isNumber(PathType type) {
    return NUMBERS.contains(type.name());
  }

  private static boolean isArray(PathType type) {
    return type.name().endsWith("[]");
  }

  /** Says that a path goes on where nothing is. */
  static Problem noMember(String written, String type, String step) {
    return new Problem(
        PathRoot.quoted(written)
            + type
            + " has no "
            + step
            + " within reach (getter, record component, field or method without arguments, none of"
            + " them private).");
  }
}
