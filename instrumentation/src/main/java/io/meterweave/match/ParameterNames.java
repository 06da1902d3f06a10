// SPDX-License-Identifier: Apache-2.0
package io.meterweave.match;

import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * The names of a declaration's parameters, as far as its class file tells them; {@code arg0},
 * {@code arg1} … are always known, counted as in the source.
 *
 * <p>Immutable.
 */
final class ParameterNames {
  private final int count;
  private final int hidden;
  private final List<@Nullable String> names;

  /**
   * Takes the names.
   *
   * @param hidden how many of the first parameters do not stand in the source
   * @param names one for each parameter, null where it is unknown; or none at all
   */
  ParameterNames(int count, int hidden, List<@Nullable String> names) {
    this.count = count;
    this.hidden = hidden;
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
    return name == null ? "arg" + (index - hidden) : name;
  }

  /** Returns whether the class file tells the name of a parameter. */
  boolean hasName(int index) {
    return index < names.size() && names.get(index) != null;
  }

  /** Returns the names of the parameters that stand in the source. */
  List<String> written() {
    List<String> written = new ArrayList<>();
    for (int i = hidden; i < count; i++) {
      written.add(nameOf(i));
    }
    return written;
  }

  /** Returns whether the names of all parameters that stand in the source are known. */
  boolean areComplete() {
    for (int i = hidden; i < count; i++) {
      if (i >= names.size() || names.get(i) == null) {
        return false;
      }
    }
    return true;
  }

  private int positionOf(String name) {
    for (int i = hidden; i < count; i++) {
      if (name.equals("arg" + (i - hidden))) {
        return i;
      }
    }
    return -1;
  }
}
