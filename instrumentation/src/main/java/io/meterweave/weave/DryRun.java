// SPDX-License-Identifier: Apache-2.0
package io.meterweave.weave;

import io.meterweave.spec.MethodSpec;
import io.meterweave.spec.Rejection;
import java.util.ArrayList;
import java.util.List;

/**
 * Weaves a class file for nobody, to see what could not be woven.
 *
 * <p>Thread-safe: no state.
 */
public final class DryRun {
  private DryRun() {}

  /** Returns the methods among the given ones that the weaver would give back. */
  public static List<Rejection> rejections(byte[] classFile, List<MethodSpec> specs) {
    if (specs.isEmpty()) {
      return List.of();
    }
    List<WovenMethod> methods = new ArrayList<>();
    for (MethodSpec spec : specs) {
      methods.add(new WovenMethod(methods.size(), spec));
    }
    return new Weaver(Weaving.DISPATCHER).weave(classFile, methods).rejections();
  }
}
