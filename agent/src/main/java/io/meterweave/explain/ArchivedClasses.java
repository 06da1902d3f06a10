// SPDX-License-Identifier: Apache-2.0
package io.meterweave.explain;

import io.meterweave.match.ClassFiles;
import java.io.File;
import java.io.IOException;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
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
  private final List<UnreadableArchive> unreadable = new ArrayList<>();

  /** Adds what a directory or an archive holds. */
  void add(File root) throws IOException {
    ClassFileWalk.walk(
        root,
        new ClassFileWalk.Visitor() {
          @Override
          public boolean classFile(String archive, String internalName, byte[] bytes) {
            return add(archive, internalName, bytes);
          }

          @Override
          public void unreadable(String place, String reason) {
            unreadable.add(new UnreadableArchive(place, reason));
          }
        });
  }

  /** Adds one, and returns whether there may be more. */
  boolean add(String archive, String internalName, byte[] bytes) {
    classes.putIfAbsent(internalName, new Archived(archive, bytes));
    return true;
  }

  Map<String, Archived> all() {
    return classes;
  }

  /** Returns what could not be read of what was added. */
  List<UnreadableArchive> unreadable() {
    return unreadable;
  }

  @Override
  public byte @Nullable [] read(String internalName) {
    Archived archived = classes.get(internalName);
    return archived == null ? null : archived.bytes();
  }
}
