// SPDX-License-Identifier: Apache-2.0
package io.meterweave.console;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

final class AssetsTest {
  private static final Path FILES = Path.of("src/main/resources/io/meterweave/console");

  @Test
  void theTableNamesEveryFileAndNoOther() throws IOException {
    assertThat(files().stream().map(AssetsTest::path).collect(Collectors.toSet()))
        .isEqualTo(Assets.paths());
  }

  @Test
  void everyFileOfTheTableLoads() throws IOException {
    Assets assets = new Assets();
    for (String path : Assets.paths()) {
      assertThat(assets.load(path).body().length()).as(path).isPositive();
      assertThat(assets.loaded(path)).as(path).isSameAs(assets.load(path));
    }
  }

  @Test
  void noScriptTurnsTextIntoMarkup() throws IOException {
    for (Path file : files()) {
      assertThat(Files.readString(file))
          .as(file.toString())
          .doesNotContain(
              "innerHTML",
              "outerHTML",
              "insertAdjacentHTML",
              "document.write",
              "eval(",
              "new Function",
              "srcdoc",
              "javascript:",
              "DOMParser",
              "setHTML");
    }
  }

  @Test
  void nothingComesFromElsewhere() throws IOException {
    Set<String> names = Set.of("http://www.w3.org/2000/svg");
    for (Path file : files()) {
      String text = Files.readString(file);
      for (String name : names) {
        text = text.replace(name, "");
      }
      assertThat(text).as(file.toString()).doesNotContain("://", "url(//", "src=\"//");
    }
  }

  @Test
  void everyModuleThatIsImportedIsInTheTable() throws IOException {
    for (Path file : files()) {
      for (String line : Files.readAllLines(file, UTF_8)) {
        if (line.startsWith("import ") && line.contains(" from '")) {
          String module = line.substring(line.indexOf('\'') + 1, line.lastIndexOf('\''));
          Path target = file.resolveSibling(module).normalize();
          assertThat(Assets.paths()).as(line).contains(path(target));
        }
      }
    }
  }

  private static String path(Path file) {
    String name = FILES.relativize(file).toString().replace('\\', '/');
    return name.equals("index.html") ? Assets.PAGE : "/" + name;
  }

  private static List<Path> files() throws IOException {
    try (Stream<Path> files = Files.walk(FILES)) {
      return files.filter(Files::isRegularFile).toList();
    }
  }
}
