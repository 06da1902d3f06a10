// SPDX-License-Identifier: Apache-2.0
package io.meterweave.it.harness;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.File;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.stream.Stream;

/**
 * The compilers of Kotlin and Groovy, in a JVM of their own; the build has copied them.
 *
 * <p>Confined to the calling thread. What does not compile is a failure that says why.
 */
public final class Compilers {
  private static final Duration LIMIT = Duration.ofMinutes(3);
  private static final String KOTLIN = "org.jetbrains.kotlin.cli.jvm.K2JVMCompiler";
  private static final String GROOVY = "org.codehaus.groovy.tools.FileSystemCompiler";

  private Compilers() {}

  /** Compiles the targets written in Kotlin, with more options where wanted. */
  public static void kotlin(Path classes, String... options) {
    List<String> arguments = new ArrayList<>(List.of("-cp", all(), KOTLIN, "-no-stdlib"));
    arguments.addAll(List.of("-no-reflect", "-jvm-target", "17", "-cp", linked()));
    arguments.addAll(Arrays.asList(options));
    arguments.addAll(List.of("-d", classes.toString(), sources("kotlin").toString()));
    run(arguments);
  }

  /** Compiles the targets written in Groovy. */
  public static void groovy(Path classes) {
    List<String> arguments = new ArrayList<>(List.of("-cp", all(), GROOVY, "--classpath"));
    arguments.addAll(List.of(linked(), "-d", classes.toString()));
    try (Stream<Path> files = Files.walk(sources("groovy"))) {
      files.map(Path::toString).filter(file -> file.endsWith(".groovy")).forEach(arguments::add);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    run(arguments);
  }

  /** Returns the jars that compiled programs need. */
  public static Path[] libraries() {
    return jars().stream()
        .filter(jar -> jar.getFileName().toString().matches("(kotlin-stdlib|groovy)-.*"))
        .toArray(Path[]::new);
  }

  private static void run(List<String> arguments) {
    Path java = Jdks.oldest().tool("java");
    try (AgentJvm compiler =
        Launch.program(java, arguments.toArray(String[]::new)).start().endOfInput()) {
      Exit exit = compiler.awaitExit(LIMIT);
      assertThat(exit.code()).as(exit.out() + exit.err()).isZero();
    }
  }

  private static Path sources(String language) {
    return Artifacts.root().resolve("integration-tests/src/test/" + language);
  }

  private static String linked() {
    return Artifacts.classPath(libraries())
        + File.pathSeparator
        + Artifacts.classPath(Artifacts.annotationsJar(), Artifacts.targets());
  }

  private static String all() {
    return Artifacts.classPath(jars().toArray(Path[]::new));
  }

  private static List<Path> jars() {
    Path place = Artifacts.root().resolve("integration-tests/target/compilers");
    try (Stream<Path> jars = Files.list(place)) {
      return jars.sorted().toList();
    } catch (IOException e) {
      throw new IllegalStateException(place + " is missing; mvn verify prepares it.", e);
    }
  }
}
