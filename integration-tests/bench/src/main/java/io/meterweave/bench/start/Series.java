// SPDX-License-Identifier: Apache-2.0
package io.meterweave.bench.start;

/** Ten metrics with as many series as their label has values. */
interface Series {
  /** Records once with each of them. */
  void callAll(String tenant);

  /** Returns how often it recorded, in all. */
  long calls();
}
