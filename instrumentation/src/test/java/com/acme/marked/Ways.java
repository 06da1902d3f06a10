// SPDX-License-Identifier: Apache-2.0
package com.acme.marked;

import com.acme.marked.elsewhere.Distant;
import io.meterweave.annotations.CacheMetrics;
import io.meterweave.annotations.RecordValue;
import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;

/** Paths to numbers and booleans, right and wrong ones, through types of every kind. */
public class Ways {
  final Order last = new Order("a", 1, true, State.OPEN);
  private final int hidden = 1;

  /** A record. */
  public record Order(String name, int amount, Boolean paid, State state) {}

  /** An enum. */
  public enum State {
    /** The only one. */
    OPEN
  }

  /** What the class met at a call may have more than. */
  public interface Priced {
    /** Returns a number. */
    int price();
  }

  /** A class with getters, above another. */
  public static class Base<T extends Number> {
    protected T bound;
    String text = "";

    /** Not named as a boolean's. */
    public String isOdd() {
      return "";
    }

    /** One that is. */
    public boolean isEven() {
      return true;
    }

    /** Of a type variable. */
    public T getBound() {
      return bound;
    }
  }

  /** Has what is above it. */
  public static class Derived extends Base<Integer> implements Priced {
    @Override
    public int price() {
      return 1;
    }
  }

  /** What comes from the JDK is not read. */
  public static class Lines extends ArrayList<String> {
    private static final long serialVersionUID = 1;
  }

  /** Stands for a later result. */
  public static class Later extends CompletableFuture<Order> {}

  static final class Wrong extends Ways {
    @CacheMetrics(cacheName = "a", hit = "result.name")
    Order text() {
      return last;
    }

    @CacheMetrics(cacheName = "b", hit = "order.amount")
    void number(Order order) {}

    @CacheMetrics(cacheName = "c", hit = "result")
    Order object() {
      return last;
    }

    @RecordValue(metric = "d", of = "order")
    void noNumber(Order order) {}

    @RecordValue(metric = "e", of = "result.last.paid")
    Wrong noNumberBehind() {
      return this;
    }

    @RecordValue(metric = "f", of = "order.total")
    void nothing(Order order) {}

    @RecordValue(metric = "g", of = "this.last.name.total.x")
    void stopsAtTheJdk() {}

    @RecordValue(metric = "h", of = "this.hidden")
    void isPrivate() {}

    @RecordValue(metric = "i", of = "derived.odd")
    void isNoGetter(Derived derived) {}

    @RecordValue(metric = "j", of = "derived.even")
    void inherited(Derived derived) {}

    @RecordValue(metric = "k", of = "orders.length")
    void array(Order[] orders) {}

    @CacheMetrics(cacheName = "l", hit = "result")
    List<String> list() {
      return List.of();
    }

    @RecordValue(metric = "m", of = "order.state")
    void constant(Order order) {}

    @CacheMetrics(cacheName = "n", hit = "orders")
    void arrayIsNoBoolean(Order[] orders) {}

    @RecordValue(metric = "o", of = "distant.near")
    void outOfReach(Distant distant) {}

    @RecordValue(metric = "p", of = "distant.below")
    void noSubclass(Distant distant) {}
  }

  static final class Below extends Distant {
    @RecordValue(metric = "a", of = "this.below")
    void inReach() {}

    @RecordValue(metric = "b", of = "this.near")
    void outOfReach() {}
  }

  static final class Right extends Ways {
    @CacheMetrics(cacheName = "a", hit = "result.paid")
    Order paid() {
      return last;
    }

    @CacheMetrics(cacheName = "b", hit = "derived.even")
    void getter(Derived derived) {}

    @RecordValue(metric = "c", of = "this.last.amount")
    void field() {}

    @RecordValue(metric = "d", of = "derived.bound")
    void variable(Derived derived) {}

    @RecordValue(metric = "e", of = "derived.price")
    void method(Derived derived) {}

    @RecordValue(metric = "f", of = "priced.anything.else")
    void open(Priced priced) {}

    @RecordValue(metric = "g", of = "map.key.anything")
    void map(Map<String, Order> map, HashMap<String, Order> other) {}

    @RecordValue(metric = "h", of = "lines")
    void subclassOfTheJdk(Lines lines) {}

    @RecordValue(metric = "i", of = "lines.nobody.knows")
    void behindTheJdk(Lines lines) {}

    @CacheMetrics(cacheName = "j", hit = "later.paid")
    void unread(Optional<Order> later) {}

    @CacheMetrics(cacheName = "k", hit = "result.paid")
    Later later() {
      return new Later();
    }

    @RecordValue(metric = "l", of = "order.state.ordinal")
    void ordinal(Order order) {}

    @RecordValue(metric = "m", of = "exact")
    void exact(BigDecimal exact) {}

    @RecordValue(metric = "n", of = "orders")
    void arrayHasALength(Order[] orders) {}

    @RecordValue(metric = "o", of = "thing.anything")
    <T> void generic(T thing) {}

    @RecordValue(metric = "p", of = "error.code")
    void thrown() {}

    @RecordValue(metric = "q", of = "derived.text")
    void packagePrivate(Derived derived) {}
  }
}
