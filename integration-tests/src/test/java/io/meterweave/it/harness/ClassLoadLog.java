// SPDX-License-Identifier: Apache-2.0
package io.meterweave.it.harness;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;

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
    return "-Xlog:class+load:file=" + file + ":tid:filecount=0";
  }

  /** Returns the names of the loaded classes. */
  public List<String> names() {
    return lines().stream().map(ClassLoadLog::name).toList();
  }

  /** Returns the classes that any thread had loaded when the main class was. */
  public List<String> namesBefore(Class<?> main) {
    return names().subList(0, indexOf(main));
  }

  /** Returns the classes that the main thread had loaded when it loaded the main class. */
  public List<String> namesOnMainThreadBefore(Class<?> main) {
    List<String> lines = lines();
    int index = indexOf(main);
    String thread = thread(lines.get(index));
    return lines.subList(0, index).stream()
        .filter(line -> thread(line).equals(thread))
        .map(ClassLoadLog::name)
        .toList();
  }

  private int indexOf(Class<?> main) {
    int index = names().indexOf(main.getName());
    if (index < 0) {
      throw new AssertionError(main + " was not loaded");
    }
    return index;
  }

  private static String thread(String line) {
    return line.substring(0, line.indexOf(']') + 1);
  }

  private static String name(String line) {
    return line.substring(line.indexOf(']') + 1).strip().split(" ", 2)[0];
  }

  private List<String> lines() {
    try {
      return Files.readAllLines(file);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
