// SPDX-License-Identifier: Apache-2.0
package io.meterweave.it.annotations;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.meterweave.it.harness.AgentTool;
import io.meterweave.it.harness.Artifacts;
import io.meterweave.it.harness.Exit;
import io.meterweave.it.harness.Jdk;
import io.meterweave.it.harness.OnEveryJdk;
import io.meterweave.it.targets.Shop;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.zip.CRC32;
import java.util.zip.ZipEntry;
import java.util.zip.ZipOutputStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.Parameter;

/** A Spring Boot jar in which one of the jars is broken: it is said, and the rest is explained. */
@OnEveryJdk
final class ExplainBrokenJarIT {
  private static final String BROKEN = "BOOT-INF/lib/broken.jar";

  @Parameter Jdk jdk;

  @Test
  void aJarThatWasCutOffIsNamedAndTheRestIsExplained() throws IOException {
    Path app = bootJar(Arrays.copyOf(shopJar(), 900), true);
    Exit exit = new AgentTool(jdk).run("explain", app.toString());
    assertThat(exit.code()).as(exit.err()).isZero();
    assertThat(exit.err()).isEmpty();
    assertThat(exit.out().replaceAll("\\s+", " "))
        .contains("io.meterweave.it.targets.Shop (fine.jar)", "woven sell(String, long, double)")
        .contains(
            app + "!/" + BROKEN + " could not be read to its end (",
            "): methods in it may be missing here. Build or fetch it again.");
    assertThat(new AgentTool(jdk).run("explain", "--fail-on-rejection", app.toString()).code())
        .isEqualTo(1);
  }

  @Test
  void bytesThatWereChangedAreNamed() throws IOException {
    byte[] jar = shopJar();
    for (int i = 400; i < 500; i++) {
      jar[i] ^= 0x55;
    }
    assertThat(unreadable(bootJar(jar, true)).path("place").asText()).endsWith("!/" + BROKEN);
  }

  @Test
  void aFileThatIsNoJarIsNamed() throws IOException {
    assertThat(unreadable(bootJar("<html>404</html>".getBytes(UTF_8), true)).path("reason"))
        .hasToString("\"it is no archive, or its end is missing\"");
  }

  @Test
  void aJarThatIsCompressedInsideIsReadAllTheSame() throws IOException {
    Exit exit = new AgentTool(jdk).run("explain", "--json", bootJar(shopJar(), false).toString());
    JsonNode explained = new ObjectMapper().readTree(exit.out());
    assertThat(explained.path("unreadable").size()).isZero();
    assertThat(explained.path("methods").findValuesAsText("archive")).contains("broken.jar");
  }

  private JsonNode unreadable(Path app) throws IOException {
    Exit exit = new AgentTool(jdk).run("explain", "--json", app.toString());
    assertThat(exit.code()).as(exit.err()).isZero();
    JsonNode explained = new ObjectMapper().readTree(exit.out());
    assertThat(explained.path("methods").findValuesAsText("method")).contains("sell");
    assertThat(explained.path("unreadable").size()).isEqualTo(1);
    return explained.path("unreadable").get(0);
  }

  /** Puts a jar, sound or not, before one in which nothing is wrong. */
  private static Path bootJar(byte[] first, boolean isStored) throws IOException {
    Files.createDirectories(Artifacts.work());
    Path app = Files.createTempFile(Artifacts.work(), "boot", ".jar");
    try (ZipOutputStream zip = new ZipOutputStream(Files.newOutputStream(app))) {
      put(zip, BROKEN, first, isStored);
      put(zip, "BOOT-INF/lib/fine.jar", shopJar(), true);
    }
    return app;
  }

  private static byte[] shopJar() throws IOException {
    ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    try (ZipOutputStream zip = new ZipOutputStream(bytes);
        InputStream shop = Shop.class.getResourceAsStream("Shop.class")) {
      put(zip, "io/meterweave/it/targets/Shop.class", shop.readAllBytes(), false);
    }
    return bytes.toByteArray();
  }

  private static void put(ZipOutputStream zip, String name, byte[] content, boolean isStored)
      throws IOException {
    ZipEntry entry = new ZipEntry(name);
    if (isStored) {
      CRC32 crc = new CRC32();
      crc.update(content);
      entry.setMethod(ZipEntry.STORED);
      entry.setSize(content.length);
      entry.setCrc(crc.getValue());
    }
    zip.putNextEntry(entry);
    zip.write(content);
    zip.closeEntry();
  }
}
