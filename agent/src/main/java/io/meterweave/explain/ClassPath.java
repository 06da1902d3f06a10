// SPDX-License-Identifier: Apache-2.0
package io.meterweave.explain;

import io.meterweave.incident.Incidents;
import java.io.File;
import java.io.IOException;
import java.net.URI;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import java.util.jar.Attributes;
import java.util.jar.JarFile;
import java.util.jar.Manifest;

/**
 * The class path of this JVM, those entries included that a jar's manifest adds.
 *
 * <p>Thread-safe: no state. What cannot be read adds nothing.
 */
public final class ClassPath {
  private static final int MOST = 10_000;

  private ClassPath() {}

  /** Returns the entries of the class path and of the module path, in their order. */
  public static List<File> ofThisJvm() {
    return of(System.getProperty("java.class.path", ""), System.getProperty("jdk.module.path", ""));
  }

  /** Returns the entries of some paths. */
  static List<File> of(String... paths) {
    Set<File> entries = new LinkedHashSet<>();
    for (String path : paths) {
      if (!path.isEmpty()) {
        for (String entry : path.split(File.pathSeparator, -1)) {
          add(new File(entry.isEmpty() ? "." : entry), entries);
        }
      }
    }
    return new ArrayList<>(entries);
  }

  private static void add(File entry, Set<File> entries) {
    if (entries.size() < MOST && entries.add(entry) && entry.isFile()) {
      for (URI added : addedBy(entry)) {
        add(new File(added), entries);
      }
    }
  }

  private static List<URI> addedBy(File jar) {
    List<URI> added = new ArrayList<>();
    try (JarFile open = new JarFile(jar, false)) {
      Manifest manifest = open.getManifest();
      String classPath =
          manifest == null
              ? null
              : manifest.getMainAttributes().getValue(Attributes.Name.CLASS_PATH);
      if (classPath != null) {
        for (String entry : classPath.trim().split("\\s+", -1)) {
          URI uri = jar.toURI().resolve(entry);
          if ("file".equals(uri.getScheme())) {
            added.add(uri);
          }
        }
      }
    } catch (IOException | IllegalArgumentException unreadable) {
      Incidents.debug("Not looked at for its class path: " + jar + " (" + unreadable + ")");
    }
    return added;
  }
}
