// SPDX-License-Identifier: Apache-2.0
package io.meterweave.bench.calls;

import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.State;

/** The values of a label, one after the other, always the same strings. Confined to its thread. */
@State(Scope.Thread)
public class Tenants {
  private static final String[] VALUES = values(Integer.getInteger("bench.values", 16));

  private int next;

  private static String[] values(int count) {
    String[] values = new String[count];
    for (int i = 0; i < count; i++) {
      values[i] = "tenant-" + i;
    }
    return values;
  }

  String next() {
    String value = VALUES[next];
    next = next + 1 == VALUES.length ? 0 : next + 1;
    return value;
  }
}
