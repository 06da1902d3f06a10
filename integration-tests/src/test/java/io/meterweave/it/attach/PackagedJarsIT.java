// SPDX-License-Identifier: Apache-2.0
package io.meterweave.it.attach;

import static org.assertj.core.api.Assertions.assertThat;

import io.meterweave.it.harness.Artifacts;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.jar.JarFile;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** What is handed to people: two jars under names that others rely on. */
final class PackagedJarsIT {
  static Stream<Path> jars() {
    return Stream.of(Artifacts.agentJar(), Artifacts.annotationsJar());
  }

  @ParameterizedTest
  @MethodSource("jars")
  void theVersionStandsInTheManifest(Path path) throws IOException {
    try (JarFile jar = new JarFile(path.toFile())) {
      assertThat(jar.getManifest().getMainAttributes().getValue("Implementation-Version"))
          .isEqualTo(System.getProperty("meterweave.it.version"))
          .isNotEmpty();
    }
  }

  @Test
  void theAgentIsSmallerThan12Megabytes() throws IOException {
    assertThat(Files.size(Artifacts.agentJar())).isLessThan(12_000_000);
  }

  @Test
  void theAnnotationsBringNothingWithThem() throws IOException {
    try (JarFile jar = new JarFile(Artifacts.annotationsJar().toFile())) {
      assertThat(jar.stream().map(entry -> entry.getName()).filter(n -> n.endsWith(".class")))
          .isNotEmpty()
          .allMatch(
              name ->
                  name.startsWith("io/meterweave/annotations/")
                      || name.startsWith("io/meterweave/api/")
                      || name.startsWith("io/meterweave/rules/")
                      || name.startsWith("io/meterweave/processor/"));
    }
  }
}
