// SPDX-License-Identifier: Apache-2.0
package io.meterweave.explain;

import java.io.File;

/**
 * Something of what was to be explained that could not be read, or not to its end.
 *
 * <p>Immutable.
 *
 * @param place where it lies, such as {@code app.jar!/BOOT-INF/lib/shop.jar}
 * @param reason what happened
 * @param wayOut what to do, as a sentence
 */
public record UnreadableArchive(String place, String reason, String wayOut) {
  /** Of something inside an archive. */
  static UnreadableArchive inside(String place, Exception broken) {
    return new UnreadableArchive(place, reason(broken), "Build or fetch it again.");
  }

  /** Of a file or a directory. */
  static UnreadableArchive of(File file, Exception broken) {
    return file.exists() && !file.canRead() ? forbidden(file) : inside(file.getPath(), broken);
  }

  static UnreadableArchive forbidden(File file) {
    return new UnreadableArchive(
        file.getPath(), "this user may not read it", "Allow it, or run this as another user.");
  }

  /** Of something for which there is no room beside what was read before. */
  static UnreadableArchive tooMuch(String place, long bytes) {
    return new UnreadableArchive(
        place,
        "the classes up to here fill " + (bytes >> 20) + " MB, half of what this Java may use",
        "Explain fewer archives at a time, or allow more memory (java -Xmx).");
  }

  private static String reason(Exception broken) {
    String message = broken.getMessage();
    return message == null ? broken.getClass().getSimpleName() : message;
  }

  /** Returns a sentence for people. */
  public String sentence() {
    return place
        + " could not be read to its end ("
        + reason
        + "): methods in it may be missing here. "
        + wayOut;
  }
}
