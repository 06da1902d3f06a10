// SPDX-License-Identifier: Apache-2.0
package io.meterweave.it.never;

import io.meterweave.it.harness.Artifacts;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Collections;
import java.util.jar.JarEntry;
import java.util.jar.JarFile;
import java.util.jar.JarOutputStream;

/** The agent's jar with its entry point and nothing behind it, as a broken download leaves it. */
final class HollowJar {
  private HollowJar() {}

  static Path make() {
    try (JarFile whole = new JarFile(Artifacts.agentJar().toFile())) {
      Files.createDirectories(Artifacts.work());
      Path hollow = Files.createTempDirectory(Artifacts.work(), "hollow-").resolve("hollow.jar");
      try (OutputStream file = Files.newOutputStream(hollow);
          JarOutputStream out = new JarOutputStream(file)) {
        for (JarEntry entry : Collections.list(whole.entries())) {
          if (!entry.getName().startsWith("inst/")) {
            out.putNextEntry(new JarEntry(entry.getName()));
            try (InputStream in = whole.getInputStream(entry)) {
              in.transferTo(out);
            }
            out.closeEntry();
          }
        }
      }
      return hollow;
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
