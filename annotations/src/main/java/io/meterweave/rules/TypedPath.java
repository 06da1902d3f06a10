// SPDX-License-Identifier: Apache-2.0
package io.meterweave.rules;

import java.util.List;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/**
 * Where a path leads by the declared types, by the rules that hold at a call: getters, then methods
 * without arguments (record components among them), then fields, all within reach of the class that
 * is woven and none of them private.
 *
 * <p>Immutable.
 *
 * @param end the type it ends at
 * @param problem what is wrong with the way, or null
 */
/*
 * Behind Object, Throwable, an interface or a map the class met at a call decides, and behind a type
 * that is not read nobody knows: there the check ends in silence, and what is wrong is said at the
 * first call. A result that stands for a later one is not what the path reads.
 *
 * The types come from whoever asks. The compiler knows them all; the agent reads class files, never
 * loads a class for it, and never reads those of the JDK and of well-known libraries.
 */
public record TypedPath(PathType end, @Nullable Problem problem) {
  private static final TypedPath UNKNOWN = new TypedPath(PathType.UNKNOWN, null);

  private static final List<String> LATER =
      List.of(
          "java.util.concurrent.CompletionStage",
          "java.util.concurrent.Flow.Publisher",
          "com.google.common.util.concurrent.ListenableFuture",
          "org.reactivestreams.Publisher",
          "io.reactivex.rxjava3.core.SingleSource",
          "io.reactivex.rxjava3.core.MaybeSource",
          "io.reactivex.rxjava3.core.CompletableSource",
          "io.reactivex.rxjava3.core.ObservableSource");

  /**
   * Follows a path.
   *
   * @param written the path as it stands in the annotation, for the message
   */
  public static TypedPath follow(PathRoot root, Signature method, String written) {
    PathType type = root.type(method);
    if (root.kind() == PathRoot.Kind.RESULT && isLater(type)) {
      return UNKNOWN;
    }
    for (String step : root.steps()) {
      if (!type.isRead() || type.is("java.util.Map") != PathType.Is.NO) {
        return UNKNOWN;
      }
      PathType next = member(type, step);
      if (next == null) {
        return isOpen(type)
            ? UNKNOWN
            : new TypedPath(PathType.UNKNOWN, ValueType.noMember(written, type.name(), step));
      }
      type = next;
    }
    return new TypedPath(type, null);
  }

  private static boolean isLater(PathType type) {
    if (!type.isRead()) {
      return LATER.contains(type.name());
    }
    for (String later : LATER) {
      if (type.is(later) != PathType.Is.NO) {
        return true;
      }
    }
    return false;
  }

  private static @Nullable PathType member(PathType type, String name) {
    String capital = name.substring(0, 1).toUpperCase(Locale.ROOT) + name.substring(1);
    for (String wanted : new String[] {"get" + capital, "is" + capital, name}) {
      PathType found = type.method(wanted);
      if (found != null && (found.name().isEmpty() || isGetter(wanted, found))) {
        return found;
      }
    }
    return type.field(name);
  }

  private static boolean isGetter(String name, PathType result) {
    boolean isNamedAsBoolean =
        name.startsWith("is") && name.length() > 2 && Character.isUpperCase(name.charAt(2));
    return !isNamedAsBoolean || ValueType.isBoolean(result);
  }

  /** Returns whether the value met may have members, or a type, that the declared type has not. */
  static boolean isOpen(PathType type) {
    return type.isInterface()
        || type.name().equals("java.lang.Object")
        || type.name().equals("java.lang.Throwable");
  }
}
