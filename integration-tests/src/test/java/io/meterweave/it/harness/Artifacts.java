// SPDX-License-Identifier: Apache-2.0
package io.meterweave.it.harness;

import java.io.File;
import java.net.URISyntaxException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.stream.Collectors;

/** Where the finished jars, the compiled targets and the repository's files are. Thread-safe. */
public final class Artifacts {
  private static final Path ROOT =
      Path.of(System.getProperty("meterweave.it.root", "..")).toAbsolutePath().normalize();

  private Artifacts() {}

  /** Returns the root of the repository. */
  public static Path root() {
    return ROOT;
  }

  /** Returns the agent as it is handed to people. */
  public static Path agentJar() {
    return built("agent/target/meterweave-agent.jar");
  }

  /** Returns the annotations as they are handed to people. */
  public static Path annotationsJar() {
    return built("annotations/target/meterweave-annotations.jar");
  }

  /** Returns the jar of another agent, that the build has copied. */
  public static Path otherAgent(String name) {
    return built("integration-tests/target/agents/" + name + ".jar");
  }

  /** Returns the directory that holds the compiled targets. */
  public static Path targets() {
    return jarOf(Artifacts.class);
  }

  /** Returns a directory for what a test writes, deleted by {@code mvn clean}. */
  public static Path work() {
    return Path.of(System.getProperty("meterweave.it.work", "target/jvms")).toAbsolutePath();
  }

  /** Returns the jar or directory that a class of the tests was loaded from. */
  public static Path jarOf(Class<?> type) {
    try {
      return Path.of(type.getProtectionDomain().getCodeSource().getLocation().toURI());
    } catch (URISyntaxException e) {
      throw new IllegalStateException(e);
    }
  }

  /** Joins paths to a class path. */
  public static String classPath(Path... entries) {
    return Arrays.stream(entries)
        .map(Path::toString)
        .collect(Collectors.joining(File.pathSeparator));
  }

  private static Path built(String relative) {
    Path path = ROOT.resolve(relative);
    if (!Files.isRegularFile(path)) {
      throw new IllegalStateException(path + " is missing; build it with: mvn package");
    }
    return path;
  }
}
