// SPDX-License-Identifier: Apache-2.0
package com.acme.family.elsewhere;

import com.acme.family.Lines;

/** In another package; it overrides less than it seems. */
public abstract class Stranger extends Lines.Base {
  void ofThePackage() {}
}
