// SPDX-License-Identifier: Apache-2.0
package io.meterweave.weave;

/** Says that weaving would make a method too large for the JVM's compilers. */
final class UncompiledMethodException extends RuntimeException {
  private static final long serialVersionUID = 1L;

  private final transient WovenMethod method;

  UncompiledMethodException(WovenMethod method) {
    super(method.spec().functionName(), null, false, false);
    this.method = method;
  }

  WovenMethod method() {
    return method;
  }
}
