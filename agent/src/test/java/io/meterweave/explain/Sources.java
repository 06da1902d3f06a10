// SPDX-License-Identifier: Apache-2.0
package io.meterweave.explain;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.IOException;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.jar.Attributes;
import java.util.jar.JarOutputStream;
import java.util.jar.Manifest;
import java.util.stream.Stream;
import java.util.zip.ZipEntry;
import javax.tools.ToolProvider;

/** Small programs, compiled for a test. The annotations are known by their names alone. */
public final class Sources {
  private static final String TRACK =
      "package io.meterweave.annotations; public @interface TrackMetrics {"
          + " String name() default \"\"; double[] buckets() default {}; }";
  private static final String TIMED =
      "package io.micrometer.core.annotation; public @interface Timed {"
          + " String value() default \"\"; }";

  private Sources() {}

  /** Compiles classes of the package {@code com.acme} into a new directory. */
  public static Path compile(Path work, String... bodies) {
    try {
      Path place = Files.createTempDirectory(work, "classes-");
      Path source = Files.createTempDirectory(work, "source-").resolve("All.java");
      StringBuilder text =
          new StringBuilder(
              "package com.acme; import io.meterweave.annotations.*;"
                  + " import io.micrometer.core.annotation.*;\n");
      for (String body : bodies) {
        text.append(body).append('\n');
      }
      Files.writeString(source, text);
      Path track = Files.writeString(source.resolveSibling("TrackMetrics.java"), TRACK);
      Path timed = Files.writeString(source.resolveSibling("Timed.java"), TIMED);
      int code =
          ToolProvider.getSystemJavaCompiler()
              .run(
                  null,
                  null,
                  null,
                  "-proc:none",
                  "-d",
                  place.toString(),
                  source.toString(),
                  track.toString(),
                  timed.toString());
      if (code != 0) {
        throw new AssertionError("These sources do not compile: " + text);
      }
      return place;
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** Packs a directory into a jar. */
  public static Path jar(Path directory, Path jar, String prefix, String classPath) {
    Manifest manifest = new Manifest();
    manifest.getMainAttributes().put(Attributes.Name.MANIFEST_VERSION, "1.0");
    if (!classPath.isEmpty()) {
      manifest.getMainAttributes().put(Attributes.Name.CLASS_PATH, classPath);
    }
    try (OutputStream out = Files.newOutputStream(jar);
        JarOutputStream zip = new JarOutputStream(out, manifest);
        Stream<Path> files = Files.walk(directory)) {
      for (Path file : files.filter(Files::isRegularFile).sorted().toList()) {
        zip.putNextEntry(
            new ZipEntry(prefix + directory.relativize(file).toString().replace('\\', '/')));
        zip.write(Files.readAllBytes(file));
        zip.closeEntry();
      }
      return jar;
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** Packs jars into another one as Spring Boot does. */
  public static Path bootJar(Path jar, List<Path> libraries) {
    try (OutputStream out = Files.newOutputStream(jar);
        JarOutputStream zip = new JarOutputStream(out)) {
      zip.putNextEntry(new ZipEntry("notes.txt"));
      zip.write("no class".getBytes(UTF_8));
      zip.closeEntry();
      for (Path library : libraries) {
        zip.putNextEntry(new ZipEntry("BOOT-INF/lib/" + library.getFileName()));
        zip.write(Files.readAllBytes(library));
        zip.closeEntry();
      }
      return jar;
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
