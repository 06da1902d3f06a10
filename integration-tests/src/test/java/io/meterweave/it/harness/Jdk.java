// SPDX-License-Identifier: Apache-2.0
package io.meterweave.it.harness;

import java.nio.file.Path;

/**
 * A JDK to run programs on. Immutable.
 *
 * @param home where it is installed
 * @param feature its feature release, such as 17
 */
public record Jdk(Path home, int feature) {
  /** Returns the path of one of its programs. */
  public Path tool(String name) {
    return home.resolve("bin").resolve(name);
  }

  /** Returns the version of the newest class files that it loads. */
  public int newestClassFileVersion() {
    return feature + 44;
  }

  @Override
  public String toString() {
    return "JDK " + feature;
  }
}
