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
 * <p>Confined to the calling thread. It holds in memory what it is given, up to a limit.
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
  private final long mostBytes;
  private long bytes;

  /** Takes class files until they fill so many bytes. */
  ArchivedClasses(long mostBytes) {
    this.mostBytes = mostBytes;
  }

  /** Adds what a directory or an archive holds. */
  void add(File root) {
    if (bytes >= mostBytes) {
      unreadable.add(UnreadableArchive.tooMuch(root.getPath(), bytes));
      return;
    }
    try {
      ClassFileWalk.walk(root, new Taker());
    } catch (IOException | IllegalArgumentException broken) {
      unreadable.add(UnreadableArchive.of(root, broken));
    }
  }

  /** Adds one, and returns whether there may be more. */
  boolean add(String archive, String internalName, byte[] classFile) {
    if (classes.putIfAbsent(internalName, new Archived(archive, classFile)) == null) {
      bytes += classFile.length;
    }
    return bytes < mostBytes;
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

  /** Takes all that comes. */
  private final class Taker implements ClassFileWalk.Visitor {
    @Override
    public boolean classFile(String archive, String internalName, byte[] classFile) {
      boolean goesOn = add(archive, internalName, classFile);
      if (!goesOn) {
        unreadable.add(UnreadableArchive.tooMuch(archive, bytes));
      }
      return goesOn;
    }

    @Override
    public void unreadable(UnreadableArchive what) {
      unreadable.add(what);
    }
  }
}
