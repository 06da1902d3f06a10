// SPDX-License-Identifier: Apache-2.0
package io.meterweave.it.targets;

import io.meterweave.annotations.Label;
import io.meterweave.annotations.RecordValue;
import io.meterweave.it.targets.Stage.ExpectedException;
import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.atomic.AtomicLong;

/** Numbers of calls. */
public final class Valued {
  private final List<String> lines = new ArrayList<>();

  private Valued() {}

  /** A total, as two types of numbers. */
  record Answer(Double total, BigDecimal exact) {}

  @RecordValue(
      metric = "orders.amount",
      of = "result.total",
      labels = "shop={shop}",
      buckets = {10, 100},
      description = "Totals of orders.")
  @RecordValue(metric = "orders.exact", of = "result.exact")
  static Answer order(String shop, Answer answer) {
    if (answer == null) {
      throw new ExpectedException("no answer");
    }
    return shop.isEmpty() ? null : answer;
  }

  @RecordValue(metric = "int.value", of = "result")
  static int number(int n) {
    return n;
  }

  @RecordValue(metric = "given", of = "amount", as = RecordValue.As.GAUGE, labels = "who={who}")
  static void given(@Label("again") String who, double amount) {
    if (amount > 100) {
      throw new ExpectedException("too much");
    }
  }

  @RecordValue(metric = "never.given", of = "amount", as = RecordValue.As.GAUGE)
  static void neverGiven(Double amount) {}

  @RecordValue(metric = "length.list", of = "list")
  @RecordValue(metric = "length.text", of = "text.toString")
  @RecordValue(metric = "length.array", of = "array")
  @RecordValue(metric = "length.map", of = "map")
  @RecordValue(metric = "length.varargs", of = "arg4")
  static void lengths(
      List<String> list, StringBuilder text, int[] array, Map<?, ?> map, Object... more) {
    list.clear();
  }

  @RecordValue(metric = "lines.kept", of = "this.lines")
  @RecordValue(metric = "lines.seen", of = "this.count.get", as = RecordValue.As.GAUGE)
  void add(String line) {
    lines.add(line);
    count.incrementAndGet();
  }

  final AtomicLong count = new AtomicLong();

  List<String> lines() {
    return lines;
  }

  @RecordValue(metric = "odd", of = "value")
  static void odd(Object value) {}

  /** Calls everything a known number of times. */
  public static void main(String[] arguments) {
    BigDecimal exact = new BigDecimal("0.25");
    System.out.println(order("a", new Answer(10.0, exact)));
    System.out.println(order("a", new Answer(10.5, null)));
    System.out.println(order("b", new Answer(null, exact)));
    System.out.println(order("", new Answer(1.0, exact)));
    Stage.fails(() -> order("a", null));
    System.out.println(number(-3) + number(7) + number(Integer.MAX_VALUE));
    give();
    List<String> list = new ArrayList<>(List.of("a", "b", "c"));
    lengths(list, new StringBuilder("€uro"), new int[5], Map.of(), 1, 2);
    lengths(list, null, null, null);
    Valued valued = new Valued();
    valued.add("one");
    valued.add("two");
    System.out.println(valued.lines().size());
    for (Object value : new Object[] {1, (byte) 2, 3L, 'x', "four", true, null, Double.NaN, 2.5f}) {
      odd(value);
    }
    Stage.reached("done");
  }

  private static void give() {
    given("x", 1.5);
    given("x", -2.5);
    given("y", 0);
    Stage.fails(() -> given("z", 101));
    given("x", Double.NEGATIVE_INFINITY);
    neverGiven(null);
  }
}
