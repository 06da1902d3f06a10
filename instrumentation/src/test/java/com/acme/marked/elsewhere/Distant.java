// SPDX-License-Identifier: Apache-2.0
package com.acme.marked.elsewhere;

/** In another package than those who read it. */
public class Distant {
  int near() {
    return 1;
  }

  protected int below() {
    return 2;
  }
}
