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

  /** Returns whether it gives nothing back; so does a constructor. */
  boolean isVoid();

  /** Returns a parameter's declared type. */
  PathType parameterType(int index);

  /** Returns the declared type of the result. */
  PathType resultType();

  /** Returns the class that holds the method. */
  PathType receiverType();
}
