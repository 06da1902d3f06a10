// SPDX-License-Identifier: Apache-2.0
package io.meterweave.processor;

import io.meterweave.rules.PathRoot;
import io.meterweave.rules.Placed;
import io.meterweave.rules.Signature;
import java.util.List;
import javax.lang.model.element.ExecutableElement;
import javax.lang.model.element.TypeElement;
import org.jspecify.annotations.Nullable;

/**
 * A method with everything that is written about it.
 *
 * <p>Confined to the compiler's thread.
 *
 * @param type the class that declares it
 * @param marks our annotations: of its class, its own, of its parameters
 */
record Subject(
    TypeElement type, ExecutableElement method, Signature signature, List<Placed> marks) {
  /** Returns what a path starts at, or null if the rules refuse the path anyway. */
  @Nullable PathRoot root(String path) {
    return PathRoot.check(path, path, signature) == null ? PathRoot.of(path, signature) : null;
  }
}
