// SPDX-License-Identifier: Apache-2.0
package io.meterweave.bench.start;

import java.util.ArrayList;
import java.util.List;
import java.util.function.IntUnaryOperator;

/** An application with so many annotated methods; it says what each of them costs. */
public final class ManyMethods {
  private ManyMethods() {}

  public static void main(String[] arguments) {
    int methods = Integer.parseInt(arguments[0]);
    MarkedClasses classes = new MarkedClasses(methods);
    List<IntUnaryOperator> instances = new ArrayList<>();
    Runnable pass =
        () -> {
          int last = 0;
          for (IntUnaryOperator instance : instances) {
            last = instance.applyAsInt(last);
          }
        };
    long heap = Figures.heap();
    long nonHeap = Figures.nonHeap();
    Figures.say("load ns", Figures.nanos(() -> classes.addTo(instances)) / methods);
    Figures.say("first call ns", Figures.nanos(pass) / methods);
    Figures.say("heap B", (double) (Figures.heap() - heap) / methods);
    Figures.say("non-heap B", (double) (Figures.nonHeap() - nonHeap) / methods);
    Figures.say("call ns", Figures.fastest(pass) / methods);
    System.out.println("READY");
  }
}
