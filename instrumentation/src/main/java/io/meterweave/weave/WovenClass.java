// SPDX-License-Identifier: Apache-2.0
package io.meterweave.weave;

import io.meterweave.spec.Rejection;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What became of a class that was offered to the weaver.
 *
 * <p>Confined to the thread that weaves the class.
 */
final class WovenClass {
  private final byte @Nullable [] classFile;
  private final List<WovenMethod> methods;
  private final List<Rejection> rejections;

  WovenClass(byte @Nullable [] classFile, List<WovenMethod> methods, List<Rejection> rejections) {
    this.classFile = classFile;
    this.methods = methods;
    this.rejections = rejections;
  }

  /** The class file as it shall be, or null if nothing was woven. */
  byte @Nullable [] classFile() {
    return classFile;
  }

  List<WovenMethod> methods() {
    return methods;
  }

  List<Rejection> rejections() {
    return rejections;
  }
}
