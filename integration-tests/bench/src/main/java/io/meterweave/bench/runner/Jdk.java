// SPDX-License-Identifier: Apache-2.0
package io.meterweave.bench.runner;

import java.io.IOException;
import java.io.Reader;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Properties;

/**
 * A JDK that contenders run on. Immutable.
 *
 * @param feature its version, such as 17
 * @param home its folder
 */
record Jdk(int feature, Path home) {
  /** Returns the JDKs in these folders. */
  static List<Jdk> in(String folders) {
    List<Jdk> jdks = new ArrayList<>();
    for (String folder : folders.split(java.io.File.pathSeparator)) {
      jdks.add(in(Path.of(folder)));
    }
    return jdks;
  }

  private static Jdk in(Path home) {
    Properties release = new Properties();
    try (Reader text = Files.newBufferedReader(home.resolve("release"), StandardCharsets.UTF_8)) {
      release.load(text);
    } catch (IOException failure) {
      throw new UncheckedIOException("not the folder of a JDK: " + home, failure);
    }
    String version = release.getProperty("JAVA_VERSION").replace("\"", "");
    return new Jdk(Runtime.Version.parse(version).feature(), home);
  }

  String java() {
    return home.resolve("bin").resolve("java").toString();
  }
}
