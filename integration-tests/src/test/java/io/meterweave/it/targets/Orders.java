// SPDX-License-Identifier: Apache-2.0
package io.meterweave.it.targets;

import io.meterweave.annotations.Label;
import io.meterweave.annotations.TrackMetrics;
import io.meterweave.it.targets.Stage.ExpectedException;
import java.util.Map;

/** Every element of {@code @TrackMetrics}, with known numbers of calls. */
public final class Orders {
  /** An order by a customer, who may be unknown. */
  public record Order(Customer customer, Map<String, Object> notes) {}

  /** Has a getter, a public field and a method without arguments. */
  public static final class Customer {
    public final String country;
    private final String tier;

    Customer(String country, String tier) {
      this.country = country;
      this.tier = tier;
    }

    /** Returns the tier. */
    public String getTier() {
      return tier;
    }

    /** Returns whether the tier is gold. */
    public boolean isGold() {
      return "gold".equals(tier);
    }

    /** Returns a name in full. */
    public String fullName() {
      return "Ada \"the\"\nCountess\\ ü€";
    }
  }

  /** Fails with a type of its own, which has no message. */
  public static final class OutOfStockError extends Error {}

  @TrackMetrics
  int plain(int n) {
    return n + 1;
  }

  @TrackMetrics
  int plain(String s) {
    return s.length();
  }

  @TrackMetrics
  void failing(boolean hard) {
    if (hard) {
      throw new OutOfStockError();
    }
    throw new ExpectedException("no luck");
  }

  @TrackMetrics(
      name = "orders.place",
      labels = {"shop=berlin", "region={region}", "amount={arg1}"},
      description = "Orders that were placed.")
  String place(String region, long amount) {
    return region + amount;
  }

  @TrackMetrics(
      name = "fast",
      buckets = {0.1, 0.5, 2})
  void bounded() {}

  @TrackMetrics(name = "untimed", trackDuration = false)
  void untimed() {}

  @TrackMetrics(name = "uncounted", trackCalls = false)
  void uncounted() {}

  @TrackMetrics(name = "fearless", trackErrors = false)
  void fearless() {
    throw new ExpectedException("nobody counts this");
  }

  @TrackMetrics(name = "busy", trackActive = true, labels = "lane=slow")
  void busy(String stage) {
    Stage.reached(stage);
  }

  @TrackMetrics(
      name = "paths",
      trackDuration = false,
      labels = {
        "tier={order.customer.tier}",
        "gold={order.customer.gold}",
        "country={order.customer.country}",
        "name={order.customer.fullName}",
        "note={order.notes.colour}"
      })
  void paths(Order order) {}

  @TrackMetrics(name = "labelled", trackDuration = false)
  void labelled(
      @Label("who") String who, @Label(value = "tier", path = "tier") Customer customer) {}

  @TrackMetrics(name = "first.family", trackDuration = false, labels = "from=one")
  void familyOne() {}

  @TrackMetrics(name = "first.family", trackDuration = false, labels = "from=two")
  void familyTwo() {}

  /** Runs it all. */
  public static void main(String[] args) {
    Orders orders = new Orders();
    for (int i = 0; i < 5; i++) {
      orders.plain(i);
    }
    orders.plain("two");
    orders.plain("three");
    Stage.fails(() -> orders.failing(false));
    Stage.fails(() -> orders.failing(false));
    try {
      orders.failing(true);
    } catch (OutOfStockError e) {
      System.out.println("caught " + e);
    }
    orders.place("eu", 7);
    orders.place("eu", 7);
    orders.place("us", 7);
    orders.place(null, -1);
    orders.bounded();
    orders.bounded();
    orders.untimed();
    orders.uncounted();
    Stage.fails(orders::fearless);
    Customer customer = new Customer("de", "gold");
    orders.paths(new Order(customer, Map.of("colour", 7)));
    orders.paths(new Order(null, Map.of()));
    orders.paths(null);
    orders.labelled("x".repeat(300), customer);
    orders.labelled(null, null);
    orders.familyOne();
    orders.familyTwo();
    orders.familyTwo();
    orders.busy("busy");
    Stage.reached("done");
  }
}
