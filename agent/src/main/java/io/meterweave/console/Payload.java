// SPDX-License-Identifier: Apache-2.0
package io.meterweave.console;

import java.nio.ByteBuffer;
import org.jspecify.annotations.Nullable;

/**
 * What is sent after the head of an answer. Read on the event loop only; two are the same only if
 * they are one object.
 */
interface Payload {
  /** The length of a payload that is still being made. */
  long UNKNOWN = -1;

  /** Returns how many bytes there are in all, or {@link #UNKNOWN}. */
  long length();

  /** Returns how many bytes are kept for those who have not read them yet. */
  long heldBytes();

  /**
   * Returns a reader of its own for one connection.
   *
   * @param whenMore told when {@link Slices#next} is worth another try; may be told in vain
   */
  Slices read(Runnable whenMore);

  /** One connection's way through a payload. Confined to the event loop. */
  interface Slices {
    /** Returns the next slice, or null if there is none, yet or for ever. */
    @Nullable ByteBuffer next();

    /** Says that the slice before is on its way, so that its memory may serve again. */
    void sent();

    /** Returns whether all there is has been returned. */
    boolean isAtEnd();

    /** Returns whether the rest will never come. */
    boolean isBroken();

    /** Reads no more. */
    void close();
  }
}
