// SPDX-License-Identifier: Apache-2.0
package io.meterweave.explain;

import java.io.File;
import java.io.FileInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.util.Arrays;
import java.util.Enumeration;
import java.util.zip.ZipEntry;
import java.util.zip.ZipFile;
import java.util.zip.ZipInputStream;
import org.jspecify.annotations.Nullable;

/**
 * Walks the class files of a directory, a jar, a war or a Spring Boot jar, those of the jars inside
 * included: all of them, or those that a program finds that has it on its class path.
 *
 * <p>Confined to the calling thread; holds one class file at a time.
 */
/*
 * An archive in the file system is opened by its table of contents, so that an entry that is broken
 * costs the others nothing. A jar inside it cannot be opened so without unpacking it; it is read
 * from front to back as a stream. A stream of entries ends without a word where bytes are missing
 * or are no entry, so its end is compared with what stands there (ArchiveEnd). What lies in a folder of its own (BOOT-INF/classes, WEB-INF/classes) is
 * seen as the program sees it. The variants for newer JDKs (META-INF/versions) are passed over, for
 * which of them counts is only known where it runs.
 */
final class ClassFileWalk {
  /** Takes the class files one by one. */
  interface Visitor {
    /**
     * Takes one.
     *
     * @param archive where it lies: the directory or the innermost archive
     * @param internalName its place, which is its class's name with slashes
     * @return whether to go on
     */
    boolean classFile(String archive, String internalName, byte[] bytes);

    /** Returns whether to look into an archive that lies in another one. */
    default boolean enters(String archive) {
      return true;
    }

    /** Takes note that something inside could not be read, or not to its end; the walk goes on. */
    default void unreadable(UnreadableArchive what) {}
  }

  private static final int MAX_BYTES = 16 << 20;
  private static final int DEEPEST = 3;
  private static final String CLASS = ".class";
  private static final String INSIDE = "!/";
  private static final String[] FOLDERS = {"BOOT-INF/classes/", "WEB-INF/classes/"};
  private static final String[] LIBRARIES = {"BOOT-INF/lib/", "WEB-INF/lib/"};

  private final Visitor visitor;
  private final boolean isClassPath;
  private boolean isOver;

  private ClassFileWalk(Visitor visitor, boolean isClassPath) {
    this.visitor = visitor;
    this.isClassPath = isClassPath;
  }

  /**
   * Walks a directory or an archive, and every archive inside.
   *
   * @throws IOException if it cannot be read, or is no archive
   */
  static void walk(File root, Visitor visitor) throws IOException {
    new ClassFileWalk(visitor, false).walk(root);
  }

  /**
   * Walks an entry of a class path: a jar that lies in a directory does not belong to it, one
   * inside an archive does where Spring Boot and web applications keep theirs.
   *
   * @throws IOException if it cannot be read, or is no archive
   */
  static void walkClassPathEntry(File root, Visitor visitor) throws IOException {
    new ClassFileWalk(visitor, true).walk(root);
  }

  private void walk(File root) throws IOException {
    if (root.isDirectory()) {
      directory(root, root, "");
    } else if (!isOther(root)) {
      archive(root);
    }
  }

  /** Returns whether it is a pipe or a device, of which nobody knows when, or if ever, it ends. */
  private static boolean isOther(File file) {
    return file.exists() && !file.isFile();
  }

  private void directory(File root, File directory, String path) throws IOException {
    File[] files = directory.listFiles();
    if (files == null) {
      throw new IOException("its files cannot be listed");
    }
    Arrays.sort(files);
    for (int i = 0; i < files.length && !isOver; i++) {
      try {
        member(root, files[i], path + files[i].getName());
      } catch (IOException | IllegalArgumentException broken) {
        visitor.unreadable(UnreadableArchive.of(files[i], broken));
      }
    }
  }

  private void member(File root, File file, String name) throws IOException {
    if (file.isDirectory()) {
      directory(root, file, name + "/");
    } else if (isOther(file)) {
      return;
    } else if (isClass(name)) {
      try (InputStream in = new FileInputStream(file)) {
        visit(root.getPath(), name, in);
      }
    } else if (isArchive(name) && !isClassPath) {
      archive(file);
    }
  }

  private void archive(File file) throws IOException {
    try (ZipFile zip = new ZipFile(file)) {
      Enumeration<? extends ZipEntry> entries = zip.entries();
      while (entries.hasMoreElements() && !isOver) {
        ZipEntry entry = entries.nextElement();
        if (isWanted(entry.getName(), 1)) {
          entry(file, zip, entry);
        }
      }
    }
  }

  private void entry(File file, ZipFile zip, ZipEntry entry) {
    try (InputStream in = zip.getInputStream(entry)) {
      entry(file.getName(), file.getPath(), entry.getName(), in, 1);
    } catch (IOException | IllegalArgumentException broken) {
      visitor.unreadable(
          UnreadableArchive.inside(file.getPath() + INSIDE + entry.getName(), broken));
    }
  }

  private void entry(String archive, String place, String name, InputStream bytes, int depth)
      throws IOException {
    if (isClass(name)) {
      visit(archive, name, bytes);
    } else {
      nested(name.substring(name.lastIndexOf('/') + 1), place + INSIDE + name, bytes, depth + 1);
    }
  }

  private void nested(String archive, String place, InputStream bytes, int depth) {
    if (!visitor.enters(archive)) {
      return;
    }
    try {
      ArchiveEnd end = new ArchiveEnd(bytes);
      int entries = entries(archive, place, new ZipInputStream(end.fromFirstEntry()), depth);
      if (!isOver) {
        end.require(entries);
      }
    } catch (IOException | IllegalArgumentException broken) {
      visitor.unreadable(UnreadableArchive.inside(place, broken));
    }
  }

  /** Returns how many entries there were, of whatever kind. */
  private int entries(String archive, String place, ZipInputStream zip, int depth)
      throws IOException {
    int count = 0;
    for (ZipEntry entry = next(zip); entry != null; entry = next(zip)) {
      count++;
      if (isWanted(entry.getName(), depth)) {
        entry(archive, place, entry.getName(), zip, depth);
      }
    }
    return count;
  }

  private @Nullable ZipEntry next(ZipInputStream zip) throws IOException {
    return isOver ? null : zip.getNextEntry();
  }

  private boolean isWanted(String name, int depth) {
    return isClass(name)
        || (isArchive(name) && depth < DEEPEST && (!isClassPath || isLibrary(name)));
  }

  private void visit(String archive, String name, InputStream in) throws IOException {
    byte[] bytes = in.readNBytes(MAX_BYTES);
    if (bytes.length < MAX_BYTES) {
      isOver |= !visitor.classFile(archive, internalName(name), bytes);
    }
  }

  private static String internalName(String name) {
    String bare = name.substring(0, name.length() - CLASS.length());
    for (String folder : FOLDERS) {
      if (bare.startsWith(folder)) {
        return bare.substring(folder.length());
      }
    }
    return bare;
  }

  private static boolean isClass(String name) {
    return name.endsWith(CLASS)
        && !name.endsWith("-info.class")
        && !name.startsWith("META-INF/versions/");
  }

  private static boolean isLibrary(String name) {
    return name.startsWith(LIBRARIES[0]) || name.startsWith(LIBRARIES[1]);
  }

  private static boolean isArchive(String name) {
    return name.endsWith(".jar") || name.endsWith(".war");
  }
}
