// SPDX-License-Identifier: Apache-2.0
package io.meterweave.architecture;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** What every package says of itself. */
final class PackageInfoTest {
  private static final Path ROOT = Path.of("..");
  private static final List<String> MODULES = List.of("annotations", "instrumentation", "agent");

  @Test
  void everyPackageNamesItsLoader() throws IOException {
    for (String module : MODULES) {
      Path sources = ROOT.resolve(module).resolve("src/main/java");
      try (Stream<Path> files = Files.walk(sources)) {
        List<Path> packages =
            files
                .filter(file -> file.toString().endsWith(".java"))
                .map(Path::getParent)
                .distinct()
                .toList();
        assertThat(packages).isNotEmpty().allSatisfy(PackageInfoTest::namesItsLoader);
      }
    }
  }

  private static void namesItsLoader(Path directory) {
    Path info = directory.resolve("package-info.java");
    assertThat(info).isRegularFile().content().containsIgnoringCase("loader");
  }
}
