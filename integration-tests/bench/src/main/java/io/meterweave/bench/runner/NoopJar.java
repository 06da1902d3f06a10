// SPDX-License-Identifier: Apache-2.0
package io.meterweave.bench.runner;

import io.meterweave.bench.start.NoopAgent;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.jar.Attributes;
import java.util.jar.JarEntry;
import java.util.jar.JarOutputStream;
import java.util.jar.Manifest;

/** The jar of an agent that does nothing. Stateless. */
final class NoopJar {
  private NoopJar() {}

  /** Writes it into a folder. */
  static Path in(Path folder) throws IOException {
    Files.createDirectories(folder);
    Path file = folder.resolve("noop.jar");
    Manifest manifest = new Manifest();
    Attributes main = manifest.getMainAttributes();
    main.put(Attributes.Name.MANIFEST_VERSION, "1.0");
    main.putValue("Premain-Class", NoopAgent.class.getName());
    main.putValue("Can-Retransform-Classes", "true");
    String name = NoopAgent.class.getName().replace('.', '/') + ".class";
    try (InputStream in = NoopAgent.class.getClassLoader().getResourceAsStream(name);
        JarOutputStream out = new JarOutputStream(Files.newOutputStream(file), manifest)) {
      out.putNextEntry(new JarEntry(name));
      in.transferTo(out);
    }
    return file;
  }
}
