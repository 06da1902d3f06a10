// SPDX-License-Identifier: Apache-2.0
package io.meterweave.explain;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIOException;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.TreeMap;
import java.util.TreeSet;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ClassFileWalkTest {
  @TempDir Path work;

  private final Seen seen = new Seen();
  private Path fine;
  private Path spoiled;
  private byte[] bytes;

  @BeforeEach
  void makeJars() throws IOException {
    fine = Sources.jar(Sources.compile(work, "class Fine {}"), work.resolve("fine.jar"), "", "");
    String text = "class Spoiled { String text = \"" + "0123456789 abcdefg ".repeat(20) + "\"; }";
    spoiled = Sources.jar(Sources.compile(work, text), work.resolve("spoiled.jar"), "", "");
    bytes = Files.readAllBytes(spoiled);
  }

  @Test
  void whatIsInOrderIsReadToItsEnd() throws IOException {
    walk(boot());
    assertThat(seen.unreadable).isEmpty();
    assertThat(seen.classes).contains("com/acme/Fine", "com/acme/Spoiled");
  }

  @Test
  void aJarThatIsCutOffAnywhereIsSaidAndTheNextOneIsRead() throws IOException {
    for (int length = 0; length < bytes.length; length += 7) {
      Files.write(spoiled, Arrays.copyOf(bytes, length));
      walk(boot());
      assertThat(seen.unreadable.keySet()).as(length + " bytes").containsExactly("spoiled.jar");
      assertThat(seen.classes).as(length + " bytes").contains("com/acme/Fine");
    }
  }

  @Test
  void aFileThatIsNoJarIsSaid() throws IOException {
    Files.writeString(spoiled, "an answer of 404 that somebody has saved");
    walk(boot());
    assertThat(seen.unreadable)
        .containsEntry("spoiled.jar", "it is no archive, or its end is missing");
  }

  @Test
  void anEntryThatIsNoneIsSaid() throws IOException {
    int second = indexOf(bytes, 1, 'P', 'K', 3, 4);
    bytes[second] = 'Q';
    Files.write(spoiled, bytes);
    walk(boot());
    assertThat(seen.unreadable.get("spoiled.jar")).contains("only the first 1 are in order");
  }

  @Test
  void bytesThatWereChangedAreSaid() throws IOException {
    int entry = indexOf(bytes, 0, 'S', 'p', 'o', 'i', 'l', 'e', 'd');
    for (int i = 0; i < 40; i++) {
      bytes[entry + 60 + i] ^= 0x55;
    }
    Files.write(spoiled, bytes);
    walk(boot());
    assertThat(seen.unreadable).containsOnlyKeys("spoiled.jar");
    assertThat(seen.classes).contains("com/acme/Fine");
  }

  @Test
  void anEntryOfTheOuterJarThatIsBrokenCostsTheOthersNothing() throws IOException {
    Path boot = boot(); // holds its jars compressed, as web applications do
    byte[] whole = Files.readAllBytes(boot);
    int entry = indexOf(whole, 0, 's', 'p', 'o', 'i', 'l', 'e', 'd', '.', 'j', 'a', 'r');
    for (int i = 0; i < 200; i++) {
      whole[entry + 100 + i] ^= 0x55;
    }
    Files.write(boot, whole);
    walk(boot);
    assertThat(seen.unreadable).containsOnlyKeys("spoiled.jar");
    assertThat(seen.classes).contains("com/acme/Fine");
  }

  @Test
  void aBrokenJarInADirectoryCostsTheOthersNothing() throws IOException {
    Files.write(spoiled, Arrays.copyOf(bytes, 100));
    walk(work);
    assertThat(seen.unreadable).containsOnlyKeys(spoiled.toString());
    assertThat(seen.classes).contains("com/acme/Fine");
  }

  @Test
  void whatIsToBeWalkedItselfMustBeInOrder() throws IOException {
    Files.write(spoiled, Arrays.copyOf(bytes, 100));
    assertThatIOException().isThrownBy(() -> walk(spoiled));
    assertThatIOException().isThrownBy(() -> walk(work.resolve("none.jar")));
  }

  @Test
  void aJarWithALaunchScriptInFrontIsRead() throws IOException {
    byte[] script = "#!/bin/sh\nexec java -jar $0\n".getBytes(UTF_8);
    Path boot = boot();
    byte[] jar = Files.readAllBytes(boot);
    byte[] both = Arrays.copyOf(script, script.length + jar.length);
    System.arraycopy(jar, 0, both, script.length, jar.length);
    Files.write(boot, both);
    walk(boot);
    assertThat(seen.unreadable).isEmpty();
    assertThat(seen.classes).contains("com/acme/Fine");
  }

  private Path boot() {
    return Sources.bootJar(work.resolve("app.jar"), List.of(spoiled, fine));
  }

  private void walk(Path root) throws IOException {
    seen.classes.clear();
    seen.unreadable.clear();
    ClassFileWalk.walk(root.toFile(), seen);
  }

  private static int indexOf(byte[] bytes, int from, int... wanted) {
    for (int at = from; at < bytes.length - wanted.length; at++) {
      int same = 0;
      while (same < wanted.length && bytes[at + same] == wanted[same]) {
        same++;
      }
      if (same == wanted.length) {
        return at;
      }
    }
    throw new AssertionError("not there");
  }

  /** Notes what comes. */
  private static final class Seen implements ClassFileWalk.Visitor {
    private final TreeSet<String> classes = new TreeSet<>();
    private final TreeMap<String, String> unreadable = new TreeMap<>();

    @Override
    public boolean classFile(String archive, String internalName, byte[] bytes) {
      classes.add(internalName);
      return true;
    }

    @Override
    public void unreadable(String place, String reason) {
      int inside = place.indexOf("!/BOOT-INF/lib/");
      unreadable.put(
          inside < 0 ? place : place.substring(inside + "!/BOOT-INF/lib/".length()), reason);
    }
  }
}
