// SPDX-License-Identifier: Apache-2.0
package io.meterweave.rules;

import org.jspecify.annotations.Nullable;

/**
 * A declared type that a path leads through or to, erased, as it is read from source or from class
 * files. Of a type that is not read, only the name is known.
 *
 * <p>Confined to the thread that reads. Never throws for what is missing: it is then not known.
 */
public interface PathType {
  /** A type of which nothing is known before a call. */
  PathType UNKNOWN = new UnreadType("");

  /** Whether something is so, as far as types tell. */
  enum Is {
    /** It is. */
    YES,
    /** It is not. */
    NO,
    /** Something on the way was not read. */
    UNKNOWN
  }

  /** Returns a type that is not read. */
  static PathType unread(String name) {
    return new UnreadType(name);
  }

  /** Returns the name as in source, such as {@code int}, {@code java.util.List}; may be empty. */
  String name();

  /** Returns whether more than the name is known. */
  boolean isRead();

  /** Returns whether it is an interface. */
  boolean isInterface();

  /** Returns whether it is another type, or extends or implements it. */
  Is is(String type);

  /**
   * Returns what a method without arguments gives that the woven class may call: not private, not
   * static, not {@code void}.
   *
   * @return null if there is none; {@link #UNKNOWN} if that is not known
   */
  @Nullable PathType method(String name);

  /** Returns the type of a field by the same conditions. */
  @Nullable PathType field(String name);
}
