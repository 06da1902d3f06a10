// SPDX-License-Identifier: Apache-2.0
package io.meterweave.record;

import java.lang.invoke.MethodType;
import java.lang.reflect.Method;
import java.util.HashSet;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * The parameter types under which a class answers to the calls of a method beside those that the
 * method itself has: a compiler writes a bridge where an override narrows a type variable.
 *
 * <p>Thread-safe. Looked up when it is first asked for; a class that cannot be looked into has
 * none.
 */
final class Bridges {
  private final Class<?> holder;
  private final String method;
  private volatile @Nullable Set<String> parameters;

  Bridges(Class<?> holder, String method) {
    this.holder = holder;
    this.method = method;
  }

  /**
   * Returns whether there is a bridge.
   *
   * @param wanted a descriptor up to its closing bracket
   */
  boolean has(String wanted) {
    Set<String> known = parameters;
    if (known == null) {
      known = find();
      parameters = known;
    }
    return known.contains(wanted);
  }

  private Set<String> find() {
    Set<String> found = new HashSet<>();
    try {
      for (Method declared : holder.getDeclaredMethods()) {
        if (declared.isBridge() && declared.getName().equals(method)) {
          found.add(
              parameters(
                  MethodType.methodType(void.class, declared.getParameterTypes())
                      .toMethodDescriptorString()));
        }
      }
    } catch (LinkageError | RuntimeException aTypeIsMissing) {
      found.clear();
    }
    return found;
  }

  /** Returns a descriptor up to its closing bracket. */
  static String parameters(String descriptor) {
    return descriptor.substring(0, descriptor.indexOf(')') + 1);
  }
}
