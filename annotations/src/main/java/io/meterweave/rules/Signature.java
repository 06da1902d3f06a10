// SPDX-License-Identifier: Apache-2.0
package io.meterweave.rules;

import java.util.List;

/** A method as far as the rules look at it. */
public interface Signature {
  /** Returns whether the method is static. */
  boolean isStatic();

  /** Returns whether it is a constructor. */
  boolean isConstructor();

  /** Returns whether it is native. */
  boolean isNative();

  /** Returns the index of the parameter with that name, from 0, or -1. */
  int parameter(String name);

  /** Returns the parameters' names; {@code arg0} … for those whose name is not known. */
  List<String> parameterNames();

  /** Returns whether all names are known. */
  boolean hasAllNames();

  /** Returns a parameter's erased type as in source: {@code int}, {@code java.util.List}. */
  String parameterType(int index);

  /** Returns the result's erased type as in source; {@code void} for a constructor, too. */
  String resultType();
}
