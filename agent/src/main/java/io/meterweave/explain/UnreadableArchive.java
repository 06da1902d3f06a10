// SPDX-License-Identifier: Apache-2.0
package io.meterweave.explain;

/**
 * Something inside what was to be explained that could not be read, or not to its end.
 *
 * <p>Immutable.
 *
 * @param place where it lies, such as {@code app.jar!/BOOT-INF/lib/shop.jar}
 * @param reason what happened
 */
public record UnreadableArchive(String place, String reason) {
  /** Returns a sentence for people. */
  public String sentence() {
    return place
        + " could not be read to its end ("
        + reason
        + "): methods in it may be missing here. Build or fetch it again.";
  }
}
