// SPDX-License-Identifier: Apache-2.0
package io.meterweave.agent;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.meterweave.jar.ClassPacker;
import java.io.File;
import java.io.IOException;
import java.io.InputStream;
import java.net.URL;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.jar.JarOutputStream;
import java.util.zip.CRC32;
import java.util.zip.ZipEntry;
import java.util.zip.ZipFile;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class PackedClassesTest {
  @TempDir Path work;

  @Test
  void everyFileComesBackAsItWas() throws IOException {
    put("a/B.classdata", "a class");
    put("a/B$C.classdata", "x".repeat(100_000));
    put("META-INF/services/a.B", "a.B$C");
    put("empty.txt", "");
    try (PackedClasses classes = new PackedClasses(jar())) {
      assertThat(text(classes.classFile("a.B"))).isEqualTo("a class");
      assertThat(text(classes.classFile("a.B$C"))).hasSize(100_000);
      assertThat(text(classes.file("a/B.classdata"))).isEqualTo("a class");
      assertThat(text(classes.file("META-INF/services/a.B"))).isEqualTo("a.B$C");
      assertThat(text(classes.file("empty.txt"))).isEmpty();
      assertThat(classes.classFile("a.D")).isNull();
      assertThat(classes.file("a.B")).isNull();
      assertThat(classes.url("a.B")).isNull();
    }
  }

  @Test
  void namesWithOneHashAreToldApart() throws IOException {
    assertThat("a.Aa").hasSameHashCodeAs("a.BB");
    put("a/Aa.classdata", "first");
    put("a/BB.classdata", "second");
    put("b/Aa.classdata", "third");
    try (PackedClasses classes = new PackedClasses(jar())) {
      assertThat(text(classes.classFile("a.Aa"))).isEqualTo("first");
      assertThat(text(classes.classFile("a.BB"))).isEqualTo("second");
      assertThat(text(classes.classFile("b.Aa"))).isEqualTo("third");
      assertThat(classes.classFile("b.BB")).isNull();
    }
  }

  @Test
  void anAddressGivesTheFileUntilTheEnd() throws IOException {
    put("META-INF/services/a.B", "a.B$C");
    URL url;
    try (PackedClasses classes = new PackedClasses(jar())) {
      url = classes.url("META-INF/services/a.B");
      try (InputStream in = url.openStream()) {
        assertThat(text(in.readAllBytes())).isEqualTo("a.B$C");
      }
    }
    assertThatThrownBy(url::openStream)
        .isInstanceOf(IOException.class)
        .hasMessageContaining("META-INF/services/a.B");
  }

  @Test
  void whereTheIndexIsDamagedNothingIsFound() throws IOException {
    put("a/B.classdata", "a class");
    jar();
    byte[] index = Files.readAllBytes(work.resolve("classes.index"));
    for (int number = 1; number < 4; number++) {
      byte[] damaged = index.clone();
      damaged[number * 4] = (byte) 0xf0; // a negative place or size
      try (PackedClasses classes = new PackedClasses(jar(damaged))) {
        assertThat(classes.classFile("a.B")).as("number " + number).isNull();
      }
    }
    try (PackedClasses classes = new PackedClasses(jar(Arrays.copyOf(index, 20)))) {
      assertThat(text(classes.classFile("a.B"))).isEqualTo("a class");
    }
  }

  @Test
  void aJarThatIsNotWholeSaysWhatIsMissing() throws IOException {
    File hollow = work.resolve("hollow.jar").toFile();
    try (JarOutputStream out = new JarOutputStream(Files.newOutputStream(hollow.toPath()))) {
      out.putNextEntry(new ZipEntry("LICENSE"));
    }
    assertThatThrownBy(() -> new PackedClasses(hollow))
        .isInstanceOf(IOException.class)
        .hasMessageContaining("inst/classes.jar is missing");
  }

  @Test
  void toolsForJarsReadTheArchive() throws IOException {
    put("a/B.classdata", "a class");
    jar();
    try (ZipFile archive = new ZipFile(work.resolve("classes.jar").toFile());
        InputStream in = archive.getInputStream(archive.getEntry("a/B.classdata"))) {
      assertThat(text(in.readAllBytes())).isEqualTo("a class");
    }
  }

  private void put(String name, String content) throws IOException {
    Path file = work.resolve("inst").resolve(name);
    Files.createDirectories(file.getParent());
    Files.writeString(file, content, StandardCharsets.UTF_8);
  }

  private File jar() throws IOException {
    Path archive = work.resolve("classes.jar");
    Path index = work.resolve("classes.index");
    ClassPacker.main(
        new String[] {work.resolve("inst").toString(), archive.toString(), index.toString()});
    return jar(Files.readAllBytes(index));
  }

  /** With another index. */
  private File jar(byte[] index) throws IOException {
    Path jar = work.resolve("agent.jar");
    try (JarOutputStream out = new JarOutputStream(Files.newOutputStream(jar))) {
      store(out, "inst/classes.jar", Files.readAllBytes(work.resolve("classes.jar")));
      store(out, "inst/classes.index", index);
    }
    return jar.toFile();
  }

  private static void store(JarOutputStream out, String name, byte[] bytes) throws IOException {
    ZipEntry entry = new ZipEntry(name);
    CRC32 sum = new CRC32();
    sum.update(bytes);
    entry.setMethod(ZipEntry.STORED);
    entry.setSize(bytes.length);
    entry.setCrc(sum.getValue());
    out.putNextEntry(entry);
    out.write(bytes);
  }

  private static String text(byte[] bytes) {
    return new String(bytes, StandardCharsets.UTF_8);
  }
}
