// SPDX-License-Identifier: Apache-2.0
package io.meterweave.explain;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ArchivedClassesTest {
  @TempDir Path work;

  @Test
  void whatHasNoRoomIsSaid() {
    Path first = jar("first.jar", "class A {}", "class B {}");
    Path second = jar("second.jar", "class C {}");
    ArchivedClasses classes = new ArchivedClasses(1);
    classes.add(first.toFile());
    classes.add(second.toFile());
    assertThat(classes.all()).hasSize(1);
    assertThat(classes.unreadable())
        .extracting(UnreadableArchive::place)
        .containsExactly("first.jar", second.toString());
    assertThat(UnreadableArchive.tooMuch("a.jar", 128 << 20).sentence())
        .isEqualTo(
            "a.jar could not be read to its end (the classes up to here fill 128 MB, half of what"
                + " this Java may use): methods in it may be missing here. Explain fewer archives"
                + " at a time, or allow more memory (java -Xmx).");
  }

  @Test
  void ofTwoWithOneNameTheFirstCountsAndTheOtherTakesNoRoom() {
    Path first = jar("first.jar", "class A {}");
    Path second = jar("second.jar", "class A {}", "class B {}");
    ArchivedClasses classes = new ArchivedClasses(2000);
    for (int i = 0; i < 20; i++) {
      classes.add(first.toFile());
    }
    classes.add(second.toFile());
    assertThat(classes.unreadable()).isEmpty();
    assertThat(classes.all().get("com/acme/A").archive()).isEqualTo("first.jar");
    assertThat(classes.all()).containsKey("com/acme/B");
  }

  private Path jar(String name, String... bodies) {
    return Sources.jar(Sources.compile(work, bodies), work.resolve(name), "", "");
  }
}
