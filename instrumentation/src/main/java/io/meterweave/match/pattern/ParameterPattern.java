// SPDX-License-Identifier: Apache-2.0
package io.meterweave.match.pattern;

import java.util.List;
import net.bytebuddy.jar.asm.Type;

/**
 * Which parameters: a list of types, in which {@code ..} stands for any number of any type.
 *
 * <p>Immutable.
 */
final class ParameterPattern {
  /**
   * One type.
   *
   * @param name the name of the type or of the array's elements; null stands for any parameters
   * @param dimensions of the array, 0 for none
   */
  record Parameter(NamePattern name, int dimensions, boolean isRest) {
    boolean matches(Type type) {
      int found = type.getSort() == Type.ARRAY ? type.getDimensions() : 0;
      if (name.isAny() && (dimensions == 0 || found >= dimensions)) {
        return true;
      }
      Type element = found > 0 ? type.getElementType() : type;
      return found == dimensions && matchesElement(element);
    }

    private boolean matchesElement(Type element) {
      return element.getSort() == Type.OBJECT
          ? name.matches(element.getInternalName())
          : name.toString().equals(element.getClassName());
    }
  }

  private final Parameter[] parameters;

  ParameterPattern(List<Parameter> parameters) {
    this.parameters = parameters.toArray(new Parameter[0]);
  }

  /** Only the last {@code ..} is ever tried again, as in a {@link Glob}. */
  boolean matches(String descriptor) {
    Type[] types = Type.getArgumentTypes(descriptor);
    int at = 0;
    int next = 0;
    int rest = -1;
    int resume = 0;
    while (at < types.length) {
      if (next < parameters.length && parameters[next].isRest()) {
        rest = next++;
        resume = at;
      } else if (next < parameters.length && parameters[next].matches(types[at])) {
        next++;
        at++;
      } else if (rest >= 0) {
        next = rest + 1;
        at = ++resume;
      } else {
        return false;
      }
    }
    while (next < parameters.length && parameters[next].isRest()) {
      next++;
    }
    return next == parameters.length;
  }
}
