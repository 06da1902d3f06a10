// SPDX-License-Identifier: Apache-2.0
package com.acme.family;

import io.meterweave.annotations.CacheMetrics;
import io.meterweave.annotations.CountCalls;
import io.meterweave.annotations.Label;
import io.meterweave.annotations.TraceOperation;
import io.meterweave.annotations.TrackMetrics;

/** Types that come together in one class. */
public final class Joined {
  private Joined() {}

  /** Asks for what implements it. */
  public interface Api {
    @TrackMetrics(name = "api_go")
    @TraceOperation
    void go(String what);
  }

  /** Inherits the wish. */
  public interface Narrower extends Api {}

  /** Knows nothing of the interface. */
  public static class Base {
    public void go(String what) {}
  }

  /** Its method is the base's. */
  public static class Both extends Base implements Narrower {}

  /** Inherits the whole of that. */
  public static class Below extends Both {}

  /** Has a method of its own after all. */
  public static class Overriding extends Both {
    @Override
    public void go(String what) {
      super.go(what);
    }
  }

  /** Has the same from two sides. */
  public static class Proper implements Api {
    @Override
    public void go(String what) {}
  }

  /** Names the interface once more. */
  public static class Again extends Proper implements Api {}

  /** Asks for one of the two by itself. */
  public static class Marked {
    @TrackMetrics(name = "api_go")
    public void go(String what) {}
  }

  /** Lacks the other. */
  public static class OfMarked extends Marked implements Api {}

  /** Lacks nothing. */
  public static class OfOverriding extends Overriding implements Narrower {}

  /** Only its subclasses are seen from elsewhere. */
  static class Hidden {
    public void go(String what) {}
  }

  /** The compiler writes its method. */
  public static class Open extends Hidden implements Api {}

  /** Asks for the same method once more. */
  public interface Other extends Api {
    @Override
    @CountCalls(metricName = "others")
    void go(String what);
  }

  /** Is asked twice. */
  public static class OpenToBoth extends Hidden implements Api, Other {}

  /** Is asked twice as well. */
  public static class BothOfBoth extends Base implements Api, Other {}

  /** Calls that one. */
  public static class OverOpen extends Open {
    @Override
    public void go(String what) {
      super.go(what);
    }
  }

  /** Differs in the descriptor. */
  public interface Taking<T> {
    @CountCalls(metricName = "taken")
    void take(T value);
  }

  /** Does not. */
  public static class Taker {
    public void take(String value) {}
  }

  /** The compiler writes a method that leads to the base's. */
  public static class TakerOfTexts extends Taker implements Taking<String> {}

  /** Cannot be overridden. */
  public static class FinalBase {
    public final void go(String what) {}
  }

  /** Nothing but a mark on its base helps. */
  public static class OfFinal extends FinalBase implements Api {}

  /** Of any kind. */
  public static class GenericTaker<T> {
    public void take(T value) {}
  }

  /** Only an override with a text compiles. */
  public static class GenericTakerOfTexts extends GenericTaker<String> implements Taking<String> {}

  /** Means all of its methods, though nobody thought of an enum's own. */
  @CountCalls(metricName = "all")
  public interface AllNamed {
    String name();

    int ordinal();
  }

  /** Means this one. */
  public interface Named {
    @CountCalls(metricName = "named")
    String name();
  }

  /** Has a name. */
  public enum OfAllNamed implements AllNamed {
    ONE
  }

  /** Has a name as well. */
  public enum OfNamed implements Named {
    ONE
  }

  /** Asks several times. */
  public interface LeftDoor {
    @CountCalls(metricName = "same")
    @CountCalls(metricName = "left")
    @TraceOperation
    void open();
  }

  /** Knows nothing of the other one. */
  public interface RightDoor {
    @CountCalls(metricName = "same")
    @CountCalls(metricName = "right")
    void open();
  }

  /** Knows nothing of either. */
  public static class Doorway {
    public void open() {}
  }

  /** Brings all three together. */
  public static class BothDoors extends Doorway implements LeftDoor, RightDoor {}

  /** Implemented by the JDK. */
  public interface Runs {
    @CountCalls(metricName = "runs")
    void run();

    @CountCalls(metricName = "texts")
    String toString();

    @CountCalls(metricName = "defaults")
    default void rest() {}
  }

  /** Runs by itself. */
  public static class Runner extends Thread implements Runs {}

  /** Has a text like everything. */
  public static class Still implements Runs {
    @Override
    public void run() {}
  }

  /** Leaves it to its subclasses. */
  public abstract static class Later extends Thread implements Runs {}

  /** One view of a shelf. */
  public interface Front {
    @CountCalls(metricName = "front")
    @CountCalls(metricName = "both_sides")
    @TrackMetrics(name = "shelf")
    @TraceOperation(name = "front span")
    @CacheMetrics(cacheName = "near")
    Object get(@Label("key") String key);
  }

  /** Another one, which knows nothing of the first. */
  public interface Back {
    @CountCalls(metricName = "back", labels = "id={number}")
    @CountCalls(metricName = "both_sides")
    @TrackMetrics(name = "shelf", trackActive = true)
    @TraceOperation(name = "back span")
    @CacheMetrics(cacheName = "far")
    Object get(@Label("key") String number);
  }

  /** Replaces a part of the first one. */
  public interface LowerFront extends Front {
    @Override
    @CountCalls(metricName = "lower")
    Object get(String key);
  }

  /** Both views count. */
  public static class Shelf implements Front, Back {
    @Override
    public Object get(String name) {
      return name;
    }
  }

  /** What the lower one replaces is replaced; the other one stays. */
  public static class LowerShelf implements LowerFront, Back, Front {
    @Override
    public Object get(String name) {
      return name;
    }
  }

  /** The order in which they are named does not matter. */
  public static class FrontShelf implements Front, LowerFront {
    @Override
    public Object get(String name) {
      return name;
    }
  }

  /** Its own replace those of both. */
  public static class OwnShelf implements Front, Back {
    @Override
    @CountCalls(metricName = "own")
    public Object get(@Label("mine") String name) {
      return name;
    }
  }
}
