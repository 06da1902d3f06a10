// SPDX-License-Identifier: Apache-2.0
package io.meterweave.it.targets;

import io.meterweave.annotations.Label;
import io.meterweave.annotations.MeasureLatency;
import io.meterweave.annotations.TrackMetrics;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** Labels from everything that a path can lead to. */
public final class Labelled {
  private final String region;

  private Labelled(String region) {
    this.region = region;
  }

  String region() {
    return region;
  }

  /** A type of customers. */
  enum Tier {
    GOLD,
    IRON {
      @Override
      public String toString() {
        return "not gold";
      }
    }
  }

  /** Components, one behind the other. */
  record Customer(Tier tier, Map<String, Object> extras) {}

  /** The first of a chain. */
  record Order(long id, Customer customer) {
    String broken() {
      throw new IllegalStateException("cannot say");
    }
  }

  /** Getters, a public field, a method, and what is out of reach. */
  public static class Basket {
    /** A field. */
    public final int size;

    String kept = "package";
    private final String secret = "secret";

    Basket(int size) {
      this.size = size;
    }

    /** A getter. */
    public String getOwner() {
      return size == 0 ? null : "ann" + secret.length();
    }

    /** A getter of a boolean. */
    public boolean isGift() {
      return size > 2;
    }

    /** A method without arguments. */
    protected String colour() {
      return "red";
    }
  }

  /** An exception that knows more than its class. */
  static final class RefusedException extends RuntimeException {
    RefusedException() {
      super("a message that is nobody's business");
    }

    int code() {
      return 403;
    }
  }

  /** The class of what is only known as Object. */
  record Parcel(String kind) {}

  @TrackMetrics(
      name = "fixed",
      labels = {"app=shop", "rule=a=b", "odd=a \"b\" \\ c\nd é€😀"})
  static void fixed() {}

  @TrackMetrics(
      name = "entered",
      trackActive = true,
      labels = {
        "tier={order.customer.tier}",
        "id={arg0.id}",
        "country={order.customer.extras.country}",
        "zip={order.customer.extras.address.zip}",
        "region={this.region}"
      })
  void entered(Order order) {
    if (order == null) {
      throw new RefusedException();
    }
  }

  @TrackMetrics(
      name = "basket",
      labels = {
        "owner={b.owner}",
        "gift={b.gift}",
        "size={b.size}",
        "colour={b.colour}",
        "kept={b.kept}"
      })
  static void basket(Basket b) {}

  @TrackMetrics(
      name = "types",
      labels = {"a={a}", "b={b}", "c={c}", "d={d}", "e={e}", "f={f}", "g={g}"})
  static void types(
      boolean a, byte b, char c, double d, long e, Class<?> f, StringBuilder g, Object... more) {}

  @TrackMetrics(
      name = "opened",
      labels = {"kind={parcel.kind}", "text={parcel}"})
  static void opened(Object parcel) {}

  @TrackMetrics(
      name = "ended",
      trackActive = true,
      labels = {
        "given={order.id}",
        "answer={result.customer.tier}",
        "error={error}",
        "simple={error.class.simpleName}",
        "code={error.code}"
      })
  Order ended(Order order, RuntimeException thrown) {
    if (thrown != null) {
      throw thrown;
    }
    return order;
  }

  @TrackMetrics(name = "number", labels = "n={result}")
  static int number(int n) {
    return n * n;
  }

  @TrackMetrics(name = "marked")
  @MeasureLatency(metricName = "marked.again")
  @Label("answer")
  @Label(value = "length", path = "length")
  static String marked(
      @Label("who") String who,
      @Label(value = "tier", path = "customer.tier") Order order,
      @Label("n") int n) {
    return order == null ? null : who + n;
  }

  @TrackMetrics(
      name = "lost",
      labels = {
        "nobody={nobody.name}",
        "nothing={order.nothing}",
        "secret={basket.secret}",
        "id={order.id}"
      })
  static void lost(Order order, Basket basket) {}

  @TrackMetrics(
      name = "thrown",
      labels = {"value={order.broken}", "id={order.id}"})
  static void thrown(Order order) {}

  /** A constructor has arguments and no result. */
  static final class Made {
    @TrackMetrics(
        name = "made",
        labels = {"first={first}", "size={this.size}"})
    Made(String first, int size) {
      this.size = size;
    }

    final int size;
  }

  @TrackMetrics(name = "crowded", trackDuration = false, labels = "answer={result}")
  static int crowded(int n) {
    return n;
  }

  /** Calls everything a known number of times. */
  public static void main(String[] arguments) {
    fixed();
    fixed();
    enter();
    end();
    System.out.println(number(3) + number(-3) + number(4));
    System.out.println(marked("x", new Order(1, customer(Tier.IRON, Map.of())), 2));
    System.out.println(marked(null, null, 2));
    basket(new Basket(3));
    basket(new Basket(0));
    basket(null);
    types(true, (byte) -1, 'ü', 0.1, Long.MIN_VALUE, int[].class, new StringBuilder("sb"), 1, 2);
    types(false, (byte) 1, ' ', Double.NaN, 7, null, null, (Object[]) null);
    opened(new Parcel("box"));
    opened(Map.of("kind", List.of(1, 2)));
    opened("kind of nothing");
    opened(null);
    lost(new Order(5, null), new Basket(1));
    for (int i = 0; i < 3; i++) {
      thrown(new Order(6, null));
    }
    System.out.println(new Made("one", 4).size);
    for (int i = 0; i < 2_500; i++) {
      crowded(i);
    }
    Stage.reached("done");
  }

  private static Customer customer(Tier tier, Map<String, Object> extras) {
    return new Customer(tier, extras);
  }

  private static void enter() {
    Map<String, Object> extras = new HashMap<>();
    extras.put("country", "de");
    extras.put("address", Map.of("zip", 10115));
    Labelled eu = new Labelled("eu");
    eu.entered(new Order(1, customer(Tier.GOLD, extras)));
    eu.entered(new Order(1, customer(Tier.GOLD, new HashMap<>(extras))));
    extras.put("country", null);
    extras.put("address", new Parcel("not a map"));
    new Labelled(null).entered(new Order(2, customer(Tier.IRON, extras)));
    new Labelled("x".repeat(300)).entered(new Order(3, null));
    try {
      eu.entered(null);
    } catch (RefusedException expected) {
      System.out.println(expected.code());
    }
  }

  private static void end() {
    Labelled here = new Labelled("here");
    Order order = new Order(9, customer(Tier.GOLD, null));
    System.out.println(here.ended(order, null) == order);
    System.out.println(here.ended(null, null));
    for (RuntimeException wanted : List.of(new RefusedException(), new ClassCastException("no"))) {
      try {
        here.ended(order, wanted);
      } catch (RuntimeException thrown) {
        System.out.println(thrown == wanted);
      }
    }
  }
}
