// SPDX-License-Identifier: Apache-2.0
package io.meterweave.it.harness;

import java.io.File;
import java.io.IOException;
import java.io.Reader;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.Properties;
import java.util.Set;
import java.util.TreeMap;
import java.util.stream.Stream;

/**
 * The JDKs of this machine, 17 and newer, one for each feature release: the one that runs the
 * tests, {@code JAVA_HOME}, those of {@code METERWEAVE_JDKS} (paths, separated like a class path),
 * and everything below {@code /usr/lib/jvm}. The system property {@code meterweave.it.jdks}
 * restricts them ({@code 17,25}); {@code METERWEAVE_REQUIRE_JDKS} names releases whose absence is a
 * failure.
 *
 * <p>Thread-safe.
 */
public final class Jdks {
  private static final List<Jdk> FOUND = find();

  private Jdks() {}

  /** Returns the JDKs to test on, oldest first. */
  public static List<Jdk> toTest() {
    Set<String> wanted = numbers(System.getProperty("meterweave.it.jdks", ""));
    List<Jdk> chosen =
        FOUND.stream()
            .filter(jdk -> wanted.isEmpty() || wanted.contains(String.valueOf(jdk.feature())))
            .toList();
    Set<String> required = numbers(System.getenv().getOrDefault("METERWEAVE_REQUIRE_JDKS", ""));
    FOUND.forEach(jdk -> required.remove(String.valueOf(jdk.feature())));
    if (!required.isEmpty() || chosen.isEmpty()) {
      throw new IllegalStateException(
          "No JDK "
              + (required.isEmpty() ? wanted : required)
              + " among "
              + FOUND
              + "; name its home in METERWEAVE_JDKS.");
    }
    return chosen;
  }

  /** Returns the oldest JDK to test on, for what is the same on all. */
  public static Jdk oldest() {
    return toTest().get(0);
  }

  private static Set<String> numbers(String list) {
    Set<String> numbers = new LinkedHashSet<>(Arrays.asList(list.trim().split("[, ]+")));
    numbers.remove("");
    return numbers;
  }

  private static List<Jdk> find() {
    TreeMap<Integer, Jdk> byFeature = new TreeMap<>();
    homes()
        .filter(home -> Files.isExecutable(home.resolve("bin/javac")))
        .flatMap(home -> feature(home).stream().map(feature -> new Jdk(home, feature)))
        .filter(jdk -> jdk.feature() >= 17)
        .forEach(jdk -> byFeature.putIfAbsent(jdk.feature(), jdk));
    return List.copyOf(byFeature.values());
  }

  private static Stream<Path> homes() {
    String listed = System.getenv().getOrDefault("METERWEAVE_JDKS", "");
    return Stream.of(
            Stream.of(System.getProperty("java.home")),
            Stream.ofNullable(System.getenv("JAVA_HOME")),
            Stream.of(listed.split(File.pathSeparator)).filter(path -> !path.isBlank()),
            children(Path.of("/usr/lib/jvm")))
        .flatMap(paths -> paths)
        .map(Path::of);
  }

  private static Stream<String> children(Path directory) {
    String[] names = directory.toFile().list();
    return names == null
        ? Stream.empty()
        : Arrays.stream(names).sorted().map(name -> directory.resolve(name).toString());
  }

  private static Optional<Integer> feature(Path home) {
    Path release = home.resolve("release");
    if (!Files.isReadable(release)) {
      return Optional.empty();
    }
    Properties properties = new Properties();
    try (Reader reader = Files.newBufferedReader(release)) {
      properties.load(reader);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    String version = properties.getProperty("JAVA_VERSION", "").replace("\"", "");
    return version.isEmpty()
        ? Optional.empty()
        : Optional.of(Runtime.Version.parse(version).feature());
  }
}
