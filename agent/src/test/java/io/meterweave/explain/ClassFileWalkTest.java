// SPDX-License-Identifier: Apache-2.0
package io.meterweave.explain;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIOException;
import static org.assertj.core.api.Assumptions.assumeThat;
import static org.junit.jupiter.api.Assertions.assertTimeoutPreemptively;

import java.io.ByteArrayOutputStream;
import java.io.File;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.zip.CRC32;
import java.util.zip.ZipEntry;
import java.util.zip.ZipOutputStream;
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
    Path boot = boot();
    byte[] script = "#!/bin/sh\nexec java -jar $0\n".getBytes(UTF_8);
    Files.write(boot, join(script, Files.readAllBytes(boot)));
    walk(boot);
    assertThat(seen.unreadable).isEmpty();
    assertThat(seen.classes).contains("com/acme/Fine");
  }

  @Test
  void oneInsideWithALaunchScriptInFrontIsReadToo() throws IOException {
    Files.write(spoiled, join("#!/bin/sh\nexec java -jar $0\n".getBytes(UTF_8), bytes));
    walk(boot());
    assertThat(seen.unreadable).isEmpty();
    assertThat(seen.classes).contains("com/acme/Fine", "com/acme/Spoiled");
  }

  @Test
  void bytesAfterTheEndHurtNobody() throws IOException {
    Files.write(spoiled, join(bytes, "junk".repeat(10).getBytes(UTF_8)));
    walk(boot());
    assertThat(seen.unreadable).isEmpty();
    assertThat(seen.classes).contains("com/acme/Fine", "com/acme/Spoiled");
  }

  @Test
  void theEndOfAnArchiveInsideIsNotTakenForThisOnes() throws IOException {
    byte[] inner = stored("inner.jar", bytes);
    byte[] both = join("#!/bin/sh\n".getBytes(UTF_8), inner);
    int table = 30 + "inner.jar".length() + bytes.length;
    for (byte[] whole : new byte[][] {inner, both}) {
      int end = table + whole.length - inner.length; // where the entries end
      assertThat(indexOf(whole, end, 'P', 'K', 1, 2)).isEqualTo(end);
      Files.write(spoiled, Arrays.copyOf(whole, end));
      walk(boot());
      assertThat(seen.unreadable).containsEntry("spoiled.jar", "its end is missing");
    }
  }

  @Test
  void aPipeIsNotWaitedFor() throws Exception {
    Path pipe = work.resolve("Pipe.class");
    assumeThat(new ProcessBuilder("mkfifo", pipe.toString()).start().waitFor()).isZero();
    assertTimeoutPreemptively(Duration.ofSeconds(20), () -> walk(work));
    assertThat(seen.unreadable).isEmpty();
    assertThat(seen.classes).contains("com/acme/Fine");
    assertTimeoutPreemptively(Duration.ofSeconds(20), () -> walk(pipe));
  }

  @Test
  void whatMayNotBeReadIsNotToBeBuiltAgain() throws IOException {
    assertThat(UnreadableArchive.forbidden(spoiled.toFile()).sentence())
        .isEqualTo(
            spoiled
                + " could not be read to its end (this user may not read it): methods in it may be"
                + " missing here. Allow it, or run this as another user.");
    File closed = spoiled.toFile();
    assumeThat(closed.setReadable(false) && !closed.canRead()).as("is not root").isTrue();
    walk(work);
    assertThat(seen.unreadable).containsEntry(spoiled.toString(), "this user may not read it");
  }

  private static byte[] stored(String name, byte[] content) throws IOException {
    CRC32 crc = new CRC32();
    crc.update(content);
    ZipEntry entry = new ZipEntry(name);
    entry.setMethod(ZipEntry.STORED);
    entry.setSize(content.length);
    entry.setCrc(crc.getValue());
    ByteArrayOutputStream jar = new ByteArrayOutputStream();
    try (ZipOutputStream zip = new ZipOutputStream(jar)) {
      zip.putNextEntry(entry);
      zip.write(content);
      zip.closeEntry();
    }
    return jar.toByteArray();
  }

  private static byte[] join(byte[] first, byte[] second) {
    byte[] both = Arrays.copyOf(first, first.length + second.length);
    System.arraycopy(second, 0, both, first.length, second.length);
    return both;
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
    public void unreadable(UnreadableArchive what) {
      String place = what.place();
      int inside = place.indexOf("!/BOOT-INF/lib/");
      unreadable.put(
          inside < 0 ? place : place.substring(inside + "!/BOOT-INF/lib/".length()), what.reason());
    }
  }
}
