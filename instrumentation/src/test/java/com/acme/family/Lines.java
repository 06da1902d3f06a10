// SPDX-License-Identifier: Apache-2.0
package com.acme.family;

import io.meterweave.annotations.CountCalls;
import io.meterweave.annotations.Label;
import io.meterweave.annotations.TraceOperation;
import io.meterweave.annotations.TrackMetrics;
import java.util.concurrent.Callable;

/** Methods that are measured for what they implement or override. */
public final class Lines {
  private Lines() {}

  /** Filled in by its implementations. */
  public interface Repo<T> {
    @TrackMetrics(name = "repo_save")
    void save(T value);

    @TrackMetrics(name = "repo_find", labels = "key={arg0}")
    default Object find(@Label("id") String id) {
      return id;
    }

    @TrackMetrics
    static void open() {}

    void unmarked();
  }

  /** What is kept. */
  public record Order(String id) {}

  /** Its {@code save} overrides by a bridge. */
  public static class OrderRepo implements Repo<Order> {
    @Override
    public void save(Order value) {}

    @Override
    public void unmarked() {}

    /** Overloads, but overrides nothing. */
    public void save(Order value, int times) {}
  }

  /** One generation on; it names nothing that is marked. */
  public static class CachedOrderRepo extends OrderRepo {
    @Override
    public void save(Order value) {
      super.save(value);
    }

    @Override
    public Object find(String key) {
      return super.find(key);
    }
  }

  /** Declares nothing, but stands between. */
  public static class Between extends CachedOrderRepo {}

  /** Four generations on. */
  public static final class LastOrderRepo extends Between {
    @Override
    public void save(Order value) {}
  }

  /** What its subclasses can see of it differs. */
  public abstract static class Base {
    @TrackMetrics(name = "base_all")
    @TraceOperation(name = "base span")
    protected void all(String what) {}

    @TrackMetrics
    void ofThePackage() {}

    @TrackMetrics
    private void ofItself() {}

    @TrackMetrics
    static void ofTheClass() {}

    @TrackMetrics
    protected abstract void open();

    protected Object get() {
      return this;
    }

    void call() {
      ofItself();
    }
  }

  /** Takes a part of what it inherits, and replaces a part. */
  public static class Derived extends Base {
    @Override
    @TrackMetrics(name = "derived_all")
    public void all(String what) {}

    @Override
    void ofThePackage() {}

    void ofItself() {}

    static void ofTheClass() {}

    @Override
    protected void open() {}

    @Override
    @CountCalls(metricName = "got")
    protected String get() {
      return "";
    }
  }

  /** The mark of {@code get} stands where the result is a text. */
  public static class Further extends Derived {
    @Override
    protected String get() {
      return "more";
    }
  }

  /** Has its own labels for an inherited wish. */
  public static class Labelled implements Repo<String> {
    @Override
    public void save(String value) {}

    @Override
    public Object find(@Label("own") String name) {
      return name;
    }

    @Override
    public void unmarked() {}
  }

  /** Its own wish for a method that nothing above it asks for. */
  public static class First extends Other {
    @Override
    @TrackMetrics(name = "first")
    public String call() {
      return super.call();
    }
  }

  /** No method of it is asked for, though a supertype is another's. */
  public static class Other implements Callable<String> {
    @Override
    public String call() {
      return "";
    }
  }
}
