// SPDX-License-Identifier: Apache-2.0
package com.acme.named;

/** Without annotations. */
public class Unmarked {
  /** As in {@link Marked}. */
  public int place(String tier) {
    return tier.length();
  }

  /** As in {@link Marked}. */
  void plain() {}

  /** As in {@link Marked}. */
  static void timed() {}

  /** Another one. */
  public Runnable other() {
    return () -> plain();
  }
}
