// SPDX-License-Identifier: Apache-2.0
package io.meterweave.bench.runner;

import java.util.Locale;

/**
 * One fork of one contender: a line of the results.
 *
 * @param nanos for a call
 * @param bytes allocated for a call
 * @param others the percentage of the machine that other processes took
 */
record Row(int round, int jdk, Mode mode, String id, double nanos, double bytes, double others) {
  static final String HEADER = "round,jdk,mode,contender,ns,bytes,others%";

  static Row parse(String line) {
    String[] cells = line.split(",");
    return new Row(
        Integer.parseInt(cells[0]),
        Integer.parseInt(cells[1]),
        Mode.valueOf(cells[2]),
        cells[3],
        Double.parseDouble(cells[4]),
        Double.parseDouble(cells[5]),
        Double.parseDouble(cells[6]));
  }

  String line() {
    return String.format(
        Locale.ROOT, "%d,%d,%s,%s,%.3f,%.2f,%.1f", round, jdk, mode, id, nanos, bytes, others);
  }
}
