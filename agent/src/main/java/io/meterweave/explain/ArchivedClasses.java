// SPDX-License-Identifier: Apache-2.0
package io.meterweave.explain;

import io.meterweave.match.ClassFiles;
import java.io.File;
import java.io.IOException;
import java.util.LinkedHashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * All class files of some archives, by name; of two with one name the first counts, as on a class
 * path.
 *
 * <p>Confined to the calling thread. It holds in memory what it is given.
 */
final class ArchivedClasses implements ClassFiles {
  /** A class file and the archive that it lies in. */
  static final class Archived {
    private final String archive;
    private final byte[] bytes;

    Archived(String archive, byte[] bytes) {
      this.archive = archive;
      this.bytes = bytes;
    }

    String archive() {
      return archive;
    }

    byte[] bytes() {
      return bytes;
    }
  }

  private final Map<String, Archived> classes = new LinkedHashMap<>();

  /** Adds what a directory or an archive holds. */
  void add(File root) throws IOException {
    ClassFileWalk.walk(root, this::add);
  }

  /** Adds one, and returns whether there may be more. */
  boolean add(String archive, String internalName, byte[] bytes) {
    classes.putIfAbsent(internalName, new Archived(archive, bytes));
    return true;
  }

  Map<String, Archived> all() {
    return classes;
  }

  @Override
  public byte @Nullable [] read(String internalName) {
    Archived archived = classes.get(internalName);
    return archived == null ? null : archived.bytes();
  }
}
