// SPDX-License-Identifier: Apache-2.0
package io.meterweave.it.targets;

import io.meterweave.annotations.CountCalls;
import io.meterweave.annotations.TraceOperation;
import io.meterweave.annotations.TrackMetrics;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;

/** Methods that are measured for annotations of annotations. */
public final class Composites {
  private Composites() {}

  /** What a team calls an operation. */
  @TrackMetrics(name = "operation", labels = "team=core")
  @TraceOperation
  @Retention(RetentionPolicy.RUNTIME)
  public @interface ServiceOperation {}

  /** An operation that is counted by itself as well; kept in class files only. */
  @ServiceOperation
  @CountCalls(metricName = "critical_calls")
  public @interface CriticalOperation {}

  /** Asks for nothing. */
  @Retention(RetentionPolicy.RUNTIME)
  public @interface Remark {}

  /** On an interface, and two annotations deep. */
  public interface Port {
    /** Sends. */
    @CriticalOperation
    void send();
  }

  /** Implements it. */
  public static final class Wire implements Port {
    @Override
    public void send() {}

    @ServiceOperation
    void open() {}

    @ServiceOperation
    @TrackMetrics(name = "closing")
    void close() {}

    @Remark
    void remark() {}
  }

  /** The annotation stands on the class. */
  @CriticalOperation
  public static final class Desk {
    public void one() {}

    public void two() {}

    void hidden() {}
  }

  /** Runs everything a known number of times. */
  public static void main(String[] arguments) {
    Wire wire = new Wire();
    wire.send();
    wire.send();
    wire.open();
    wire.close();
    wire.remark();
    Desk desk = new Desk();
    desk.one();
    desk.two();
    desk.two();
    desk.hidden();
    Stage.reached("done");
  }
}
