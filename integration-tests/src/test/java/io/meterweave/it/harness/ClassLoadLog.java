// SPDX-License-Identifier: Apache-2.0
package io.meterweave.it.harness;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;

/** What the JVM itself says about the classes that it loads, in the order it does. Immutable. */
public final class ClassLoadLog {
  private final Path file;

  private ClassLoadLog(Path file) {
    this.file = file;
  }

  /** Makes a log that does not exist yet. */
  public static ClassLoadLog create() {
    try {
      Files.createDirectories(Artifacts.work());
      return new ClassLoadLog(
          Files.createTempDirectory(Artifacts.work(), "classes-").resolve("loaded"));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** Returns the option of the JVM that writes this log. */
  public String option() {
    return "-Xlog:class+load:file=" + file + ":tags:filecount=0";
  }

  /** Returns the names of the loaded classes. */
  public List<String> names() {
    try (Stream<String> lines = Files.lines(file)) {
      return lines.map(line -> line.replaceFirst("^\\[[^]]*]\\s*", "").split(" ", 2)[0]).toList();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
