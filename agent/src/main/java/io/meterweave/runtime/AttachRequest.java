// SPDX-License-Identifier: Apache-2.0
package io.meterweave.runtime;

import org.jspecify.annotations.Nullable;

/**
 * What is handed over to a JVM for an attach: who attaches, then the settings.
 *
 * <p>Immutable.
 *
 * @param by a name that no other attach has, by which the tool tells later that the agent is here
 *     because of it; empty if it gave none
 * @param settings the agent's arguments, or null
 */
public record AttachRequest(String by, @Nullable String settings) {
  private static final String BY = "attach.by=";

  /** Reads what was handed over; a tool that is not ours gives settings only. */
  static AttachRequest of(@Nullable String text) {
    if (text == null || !text.startsWith(BY)) {
      return new AttachRequest("", text);
    }
    int end = text.indexOf('\n');
    return end < 0
        ? new AttachRequest(text.substring(BY.length()), null)
        : new AttachRequest(text.substring(BY.length(), end), text.substring(end + 1));
  }

  /** Returns the text to hand over. */
  public String text() {
    return BY + by + "\n" + (settings == null ? "" : settings);
  }
}
