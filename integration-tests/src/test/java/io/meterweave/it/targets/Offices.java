// SPDX-License-Identifier: Apache-2.0
package io.meterweave.it.targets;

import io.meterweave.annotations.TrackMetrics;

/** Methods that are measured for the class that they stand in. */
public final class Offices {
  private Offices() {}

  /** Every public method, and no other. */
  @TrackMetrics
  public static class Office implements Comparable<Office> {
    public Office() {}

    public int open() {
      return guard() + inside();
    }

    public static String name() {
      return "office";
    }

    @TrackMetrics(name = "office_letters")
    public final int letters() {
      return 3;
    }

    protected int guard() {
      return 1;
    }

    private int inside() {
      Runnable nothing = () -> {};
      nothing.run();
      return 2;
    }

    @Override
    public int compareTo(Office other) {
      return 0;
    }
  }

  /** Overrides one of them, and adds one of its own. */
  public static class Branch extends Office {
    @Override
    public int open() {
      return 10 + super.open();
    }

    public int more() {
      return 1;
    }
  }

  /** An enum and a record have methods that nobody wrote. */
  @TrackMetrics
  public enum Weekday {
    MONDAY,
    SUNDAY {
      @Override
      public boolean isFree() {
        return true;
      }
    };

    public boolean isFree() {
      return false;
    }
  }

  /** As above. */
  @TrackMetrics
  public record Desk(int number) {
    public int next() {
      return number + 1;
    }
  }

  /** Runs everything a known number of times. */
  public static void main(String[] arguments) {
    Office office = new Office();
    System.out.println(office.open() + office.open() + office.letters() + Office.name());
    Comparable<Office> comparable = office;
    System.out.println(comparable.compareTo(office));
    Branch branch = new Branch();
    System.out.println(branch.open() + branch.more());
    for (Weekday day : Weekday.values()) {
      System.out.println(Weekday.valueOf(day.name()).isFree());
    }
    Desk desk = new Desk(1);
    System.out.println(desk + " " + desk.next() + " " + desk.equals(new Desk(1)) + desk.number());
    Stage.reached("done");
  }
}
