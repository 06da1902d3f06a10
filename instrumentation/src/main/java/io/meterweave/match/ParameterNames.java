// SPDX-License-Identifier: Apache-2.0
package io.meterweave.match;

import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * The names of a declaration's parameters, as far as its class file tells them; {@code arg0},
 * {@code arg1} … are always known.
 *
 * <p>Immutable.
 */
final class ParameterNames {
  private final int count;
  private final List<@Nullable String> names;

  /**
   * Takes the names.
   *
   * @param names one for each parameter, null where it is unknown; or none at all
   */
  ParameterNames(int count, List<@Nullable String> names) {
    this.count = count;
    this.names = names;
  }

  /** Returns the index of the parameter with that name, or -1. */
  int indexOf(String name) {
    int index = names.indexOf(name);
    return index >= 0 ? index : positionOf(name);
  }

  /** Returns the name of a parameter, {@code arg0} if it is unknown. */
  String nameOf(int index) {
    String name = index < names.size() ? names.get(index) : null;
    return name == null ? "arg" + index : name;
  }

  /** Returns whether every name is known. */
  boolean areComplete() {
    return names.size() == count && names.indexOf(null) < 0;
  }

  private int positionOf(String name) {
    for (int i = 0; i < count; i++) {
      if (name.equals("arg" + i)) {
        return i;
      }
    }
    return -1;
  }
}
