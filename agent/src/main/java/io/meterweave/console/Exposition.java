// SPDX-License-Identifier: Apache-2.0
package io.meterweave.console;

import java.io.IOException;
import java.io.OutputStream;

/**
 * The metrics as text.
 *
 * @param contentType the value of the {@code Content-Type} header
 * @param text not written yet
 */
public record Exposition(String contentType, Text text) {
  /** What is made while it is sent. */
  @FunctionalInterface
  public interface Text {
    /**
     * Writes all of it; called once. What it throws ends the answer, so that no client takes a part
     * for the whole.
     *
     * @throws IOException if the stream does: there is nobody left who reads
     */
    void writeTo(OutputStream out) throws IOException;
  }
}
