// SPDX-License-Identifier: Apache-2.0
package io.meterweave.plan;

import io.meterweave.record.CallRoots;
import io.meterweave.record.Instruments;
import io.meterweave.record.MethodCells;
import io.meterweave.spec.MethodSpec;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.BooleanSupplier;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/**
 * The cells of every method that was linked.
 *
 * <p>Thread-safe. Holds nothing of the application: an application that is deployed again, or a
 * class that is woven again, goes on in the cells it had.
 */
final class PlanRegistry {
  private final Instruments instruments;
  private final CallRoots roots = new CallRoots();
  private final Map<MethodSpec, Linked> linked = new ConcurrentHashMap<>();

  PlanRegistry(Instruments instruments) {
    this.instruments = instruments;
  }

  synchronized MethodCells cells(
      int method, MethodSpec spec, Function<String, @Nullable BooleanSupplier> switches) {
    Linked known = linked.get(spec);
    if (known == null) {
      known = new Linked(method, MethodCells.of(spec, instruments, switches));
      linked.put(spec, known);
    }
    return known.cells();
  }

  /** Returns the declarations that ask for a measurement of several methods. */
  CallRoots roots() {
    return roots;
  }

  /** Returns the figures of all linked methods, by number. */
  List<MethodFigures> figures() {
    List<MethodFigures> figures = new ArrayList<>();
    for (Map.Entry<MethodSpec, Linked> entry : linked.entrySet()) {
      figures.add(entry.getValue().figures(entry.getKey()));
    }
    figures.sort(Comparator.comparingInt(MethodFigures::method));
    return figures;
  }

  private record Linked(int method, MethodCells cells) {
    MethodFigures figures(MethodSpec spec) {
      double sumNanos = cells.sumNanos();
      long calls = cells.calls();
      boolean isTimed = spec.requests().needTime();
      return new MethodFigures(
          method,
          spec,
          calls,
          cells.errors(),
          isTimed ? cells.timed() : 0,
          isTimed ? sumNanos / 1e9 : 0);
    }
  }
}
