// SPDX-License-Identifier: Apache-2.0
package io.meterweave.it.harness;

import java.io.File;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;

/**
 * The description of a process to start: a JVM under the agent, or a program of a JDK. It inherits
 * no variable that could steer the agent, and runs in an empty directory of its own.
 *
 * <p>Confined to the calling thread; every method but the last returns this description.
 */
public final class Launch {
  private final Path program;
  private final List<String> options = new ArrayList<>();
  private final List<Path> classPath = new ArrayList<>();
  private final List<String> command = new ArrayList<>();
  private final Map<String, String> environment = new LinkedHashMap<>();
  private Path directory;

  private Launch(Path program) {
    this.program = program;
  }

  /** Describes a JVM, without the agent so far. */
  static Launch jvm(Jdk jdk) {
    return new Launch(jdk.tool("java"));
  }

  /** Describes a program that is no target, such as {@code javac}. */
  public static Launch program(Path program, String... arguments) {
    return new Launch(program).arguments(arguments);
  }

  /** Adds {@code -javaagent:} with the packaged agent, and options as {@code key=value}. */
  public Launch agent(String... agentOptions) {
    return agentJar(Artifacts.agentJar(), agentOptions);
  }

  /** As {@link #agent}, from another jar. */
  public Launch agentJar(Path jar, String... agentOptions) {
    String suffix = agentOptions.length == 0 ? "" : "=" + String.join(",", agentOptions);
    return options("-javaagent:" + jar + suffix);
  }

  /** Adds options of the JVM. */
  public Launch options(String... more) {
    options.addAll(Arrays.asList(more));
    return this;
  }

  /** Sets a system property. */
  public Launch property(String name, Object value) {
    return options("-D" + name + "=" + value);
  }

  /** Sets an environment variable. */
  public Launch env(String name, String value) {
    environment.put(name, value);
    return this;
  }

  /** Runs in this directory rather than a fresh one. */
  public Launch directory(Path place) {
    directory = place;
    return this;
  }

  /** Adds to the class path, before the targets and the annotations. */
  public Launch classPath(Path... entries) {
    classPath.addAll(Arrays.asList(entries));
    return this;
  }

  /** Runs a target's main class. */
  public Launch main(Class<?> target, String... arguments) {
    return mainNamed(target.getName(), arguments);
  }

  /** As {@link #main(Class, String...)}, of a class in another language. */
  public Launch mainNamed(String target, String... arguments) {
    classPath.add(Artifacts.targets());
    classPath.add(Artifacts.annotationsJar());
    command.add("-cp");
    command.add(
        classPath.stream().map(Path::toString).collect(Collectors.joining(File.pathSeparator)));
    command.add(target);
    return arguments(arguments);
  }

  /** Runs an executable jar. */
  public Launch jar(Path jar, String... arguments) {
    command.add("-jar");
    command.add(jar.toString());
    return arguments(arguments);
  }

  /** Adds arguments of the program. */
  public Launch arguments(String... more) {
    command.addAll(Arrays.asList(more));
    return this;
  }

  /** Starts the process. */
  public AgentJvm start() {
    try {
      Files.createDirectories(Artifacts.work());
      Path scratch = Files.createTempDirectory(Artifacts.work(), program.getFileName() + "-");
      Path place = directory == null ? Files.createDirectory(scratch.resolve("cwd")) : directory;
      List<String> line = new ArrayList<>();
      line.add(program.toString());
      line.addAll(options);
      line.addAll(command);
      ProcessBuilder builder =
          new ProcessBuilder(line)
              .directory(place.toFile())
              .redirectOutput(scratch.resolve("stdout").toFile())
              .redirectError(scratch.resolve("stderr").toFile());
      builder.environment().keySet().removeIf(Launch::steersTheAgent);
      builder.environment().putAll(environment);
      return new AgentJvm(builder.start(), scratch);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** Starts the process without input and waits for its end. */
  public Exit run() {
    try (AgentJvm jvm = start()) {
      return jvm.endOfInput().awaitExit();
    }
  }

  private static boolean steersTheAgent(String variable) {
    return variable.startsWith("OTEL_")
        || variable.startsWith("METERWEAVE_")
        || variable.startsWith("PROMETHEUS_")
        || variable.startsWith("METRICS_")
        || variable.startsWith("OPENAI_")
        || variable.equals("JAVA_TOOL_OPTIONS")
        || variable.equals("JDK_JAVA_OPTIONS")
        || variable.equals("_JAVA_OPTIONS")
        || variable.startsWith("MAVEN_");
  }
}
