// SPDX-License-Identifier: Apache-2.0
package io.meterweave.it.targets;

import io.meterweave.annotations.SpanAttribute;
import io.meterweave.annotations.TraceOperation;
import io.meterweave.annotations.TrackMetrics;

/**
 * Written so plainly that it can be a class file of any version; the tests rewrite it to the
 * versions that they want.
 */
public class Shop implements Runnable {
  @TrackMetrics(
      name = "shop",
      labels = {"kind={kind}", "shop=old"})
  @TraceOperation(name = "sell", kind = TraceOperation.Kind.PRODUCER)
  static long sell(@SpanAttribute("kind") String kind, long amount, double price) {
    if (amount < 0) {
      throw new Stage.ExpectedException(kind);
    }
    return amount + (long) price;
  }

  @TrackMetrics
  private synchronized int[] stock(int n, Object... more) {
    int[] stock = new int[n];
    for (int i = 0; i < n; i++) {
      stock[i] = more.length;
    }
    return stock;
  }

  @Override
  public void run() {
    long sold = sell("book", 2L, 3.5) + sell("book", 3L, 1.5) + sell("pen", 4L, 0.25);
    try {
      sell("book", -1L, 0);
    } catch (Stage.ExpectedException e) {
      sold++;
    }
    StringBuffer text = new StringBuffer();
    text.append(getClass().getName()).append(' ').append(sold).append(' ');
    text.append(stock(3, "a", "b").length);
    System.out.println(text);
  }
}
