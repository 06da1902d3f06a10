// SPDX-License-Identifier: Apache-2.0
package io.meterweave.record;

/** A metric that is kept in cells, for formats of their own. Immutable, though its series live. */
public final class CellFamily {
  /** What a metric is, as Prometheus says it. */
  public enum Type {
    /** Numbers that only grow. */
    COUNTER,
    /** Numbers that go up and down. */
    GAUGE,
    /** Counts by bucket, and a sum. */
    HISTOGRAM,
    /** A count and a sum. */
    SUMMARY
  }

  private final Collected family;

  CellFamily(Collected family) {
    this.family = family;
  }

  /** Returns the name as Prometheus shows it. */
  public String name() {
    return family.spec().name();
  }

  /** Returns the name without what a format adds by itself, such as {@code _total}. */
  public String baseName() {
    return Names.base(family.spec().name());
  }

  /** Returns the HELP text. */
  public String help() {
    return family.spec().help();
  }

  /** Returns whether its numbers are seconds; the name ends in that then. */
  public boolean isInSeconds() {
    return family.spec().unit().equals("s");
  }

  /** Returns what it is. */
  public Type type() {
    return family.spec().kind().type();
  }

  /** Returns about how many series there are. */
  public int size() {
    return family.size();
  }

  /** Has every series shown that has something to show. */
  public void show(SeriesSink sink) {
    family.show(sink);
  }
}
