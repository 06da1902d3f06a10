// SPDX-License-Identifier: Apache-2.0
package io.meterweave.match;

import io.meterweave.spec.MethodSpec;
import io.meterweave.spec.Rejection;
import java.util.List;

/**
 * What was found in one class.
 *
 * <p>Immutable.
 *
 * @param specs what its methods ask for, in the order of the class file
 * @param rejections the marked methods that cannot be woven, and why
 */
public record ClassFindings(List<MethodSpec> specs, List<Rejection> rejections) {
  /** Copies the lists. */
  public ClassFindings {
    specs = List.copyOf(specs);
    rejections = List.copyOf(rejections);
  }
}
