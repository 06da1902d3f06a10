// SPDX-License-Identifier: Apache-2.0
package io.meterweave.record;

import io.meterweave.spec.MethodSpec;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;

/**
 * All declarations that ask for a measurement of their implementations.
 *
 * <p>Thread-safe. Holds names only, nothing of the application.
 */
public final class CallRoots {
  private final Map<String, CallRoot> roots = new ConcurrentHashMap<>();

  /** Makes an empty set. */
  public CallRoots() {}

  /**
   * Returns how the calls of a method stand to others.
   *
   * @param holder the class that has the method
   * @param timing which of them are timed
   */
  public CallLine line(MethodSpec method, Class<?> holder, Timing timing) {
    List<String> names = method.lineage().roots();
    CallRoot[] all = new CallRoot[names.size()];
    for (int i = 0; i < all.length; i++) {
      all[i] = root(names.get(i) + "." + method.methodName());
    }
    CallLine line =
        new CallLine(
            method.functionName(),
            all,
            holder,
            Bridges.parameters(method.descriptor()),
            new Bridges(holder, method.methodName()),
            method.lineage().needsFrame(),
            method.lineage().isGenerated(),
            timing);
    if (method.lineage().needsFrame()) {
      for (CallRoot root : all) {
        root.expectFrames();
      }
    }
    return line;
  }

  private CallRoot root(String name) {
    CallRoot known = roots.get(name);
    if (known != null) {
      return known;
    }
    CallRoot made = new CallRoot();
    CallRoot other = roots.putIfAbsent(name, made);
    return other == null ? made : other;
  }
}
