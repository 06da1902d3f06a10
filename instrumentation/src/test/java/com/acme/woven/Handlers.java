// SPDX-License-Identifier: Apache-2.0
package com.acme.woven;

import io.meterweave.annotations.TrackMetrics;
import java.io.IOException;
import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;

/** A catch clause with an annotated type. */
public class Handlers {
  /** Stands on the type of a caught exception. */
  @Retention(RetentionPolicy.RUNTIME)
  @Target(ElementType.TYPE_USE)
  public @interface Seen {}

  @TrackMetrics
  static int caught(int n) {
    try {
      if (n > 3) {
        throw new IOException();
      }
      return Integer.parseInt("x");
    } catch (NumberFormatException other) {
      return 1;
    } catch (@Seen IOException seen) {
      return 2;
    }
  }
}
