// SPDX-License-Identifier: Apache-2.0
package io.meterweave.rules;

import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What a path starts at, and the way on from there. A parameter called {@code result} or {@code
 * error} hides the word.
 *
 * <p>Immutable.
 *
 * @param kind what it starts at
 * @param parameter the index of the parameter from 0; 0 for another kind
 * @param steps the names behind the first
 */
public record PathRoot(Kind kind, int parameter, List<String> steps) {
  private static final String HINT = " (compile with -parameters or -g to have all names).";

  /** What a path can start at. */
  public enum Kind {
    /** A parameter. */
    PARAMETER,
    /** The object whose method it is. */
    THIS,
    /** What the call returned. */
    RESULT,
    /** What the call threw. */
    ERROR
  }

  /** Reads a path that was checked. */
  public static PathRoot of(String path, Signature method) {
    List<String> segments = LabelPath.segments(path);
    List<String> steps = segments.subList(1, segments.size());
    int parameter = method.parameter(segments.get(0));
    return parameter >= 0
        ? new PathRoot(Kind.PARAMETER, parameter, steps)
        : new PathRoot(kind(segments.get(0)), 0, steps);
  }

  /**
   * Checks a path, and that the method has what it starts at.
   *
   * @param written the path as it stands in the annotation, for the message
   * @param method the method; null: not known yet
   */
  public static @Nullable Problem check(String path, String written, @Nullable Signature method) {
    Problem problem = LabelPath.check(path);
    if (problem != null || method == null) {
      return problem;
    }
    String first = LabelPath.segments(path).get(0);
    if (method.parameter(first) >= 0) {
      return null;
    }
    String wrong =
        switch (first) {
          case "error" -> "";
          case "result" -> noResult(method);
          case "this" -> method.isStatic() ? "a static method has no \"this\"" : "";
          default -> "there is no parameter \"" + first + "\"";
        };
    return wrong.isEmpty() ? null : new Problem(quoted(written) + wrong + wayOut(method));
  }

  /** Checks that a method has a result. */
  static @Nullable Problem checkResult(Signature method) {
    String wrong = noResult(method);
    return wrong.isEmpty() ? null : new Problem("Reads the result, but " + wrong + ".");
  }

  /** Returns the type that a path starts at. */
  PathType type(Signature method) {
    return switch (kind) {
      case PARAMETER -> method.parameterType(parameter);
      case RESULT -> method.resultType();
      case THIS -> method.receiverType();
      case ERROR -> PathType.UNKNOWN;
    };
  }

  static String quoted(String written) {
    return "\"" + written + "\": ";
  }

  private static String noResult(Signature method) {
    if (method.isConstructor()) {
      return "a constructor has no result";
    }
    return method.isVoid() ? "the method returns nothing" : "";
  }

  private static String wayOut(Signature method) {
    StringBuilder known = new StringBuilder("; a path can begin with ");
    for (String name : method.parameterNames()) {
      known.append(name).append(", ");
    }
    known.append(method.isStatic() ? "" : "this, ");
    known.append(noResult(method).isEmpty() ? "result, " : "");
    return known.append("error").append(method.hasAllNames() ? "." : HINT).toString();
  }

  private static Kind kind(String word) {
    return switch (word) {
      case "this" -> Kind.THIS;
      case "result" -> Kind.RESULT;
      default -> Kind.ERROR;
    };
  }
}
