// SPDX-License-Identifier: Apache-2.0
package io.meterweave.bench.calls;

import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.LongAdder;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.State;
import org.openjdk.jmh.annotations.TearDown;

/** The bare method, the two readings of the clock, and recording written by hand. */
@State(Scope.Benchmark)
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.NANOSECONDS)
public class FloorCalls {
  private int number = 42;

  /** Whatever it recorded has to be there at the end, or it would be taken for dead. */
  abstract static class Floor {
    abstract long recorded();

    /** Fails where nothing was recorded. */
    @TearDown
    public void check() {
      if (recorded() <= 0) {
        throw new IllegalStateException("nothing was recorded");
      }
    }
  }

  /** The row of one thread. */
  @State(Scope.Thread)
  public static class Owned extends Floor {
    final OwnedBuckets row = new OwnedBuckets();

    @Override
    long recorded() {
      return row.count();
    }
  }

  /** Rows that all threads share. */
  @State(Scope.Benchmark)
  public static class Striped extends Floor {
    final StripedBuckets rows = new StripedBuckets();

    @Override
    long recorded() {
      return rows.count();
    }
  }

  /** Rows for each value of a label. */
  @State(Scope.Benchmark)
  public static class ByTenant extends Floor {
    final ConcurrentHashMap<String, StripedBuckets> rows = new ConcurrentHashMap<>();

    @Override
    long recorded() {
      return rows.values().stream().mapToLong(StripedBuckets::count).sum();
    }
  }

  /** A count alone. */
  @State(Scope.Benchmark)
  public static class Count extends Floor {
    final LongAdder count = new LongAdder();

    @Override
    long recorded() {
      return count.sum();
    }
  }

  @Benchmark
  public int bare() {
    return Work.run(number);
  }

  @Benchmark
  public long clock() {
    long start = System.nanoTime();
    int result = Work.run(number);
    return System.nanoTime() - start + result;
  }

  @Benchmark
  public int counted(Count into) {
    int result = Work.run(number);
    into.count.increment();
    return result;
  }

  @Benchmark
  public int striped(Striped into) {
    long start = System.nanoTime();
    int result = Work.run(number);
    into.rows.record(System.nanoTime() - start);
    return result;
  }

  @Benchmark
  public int owned(Owned into) {
    long start = System.nanoTime();
    int result = Work.run(number);
    into.row.record(System.nanoTime() - start);
    return result;
  }

  @Benchmark
  public int byTenant(Tenants tenants, ByTenant into) {
    String tenant = tenants.next();
    long start = System.nanoTime();
    int result = Work.run(number);
    long elapsed = System.nanoTime() - start;
    StripedBuckets buckets = into.rows.get(tenant);
    if (buckets == null) {
      buckets = into.rows.computeIfAbsent(tenant, unused -> new StripedBuckets());
    }
    buckets.record(elapsed);
    return result;
  }

  /** The bare method with the label's value, which takes time to get as well. */
  @Benchmark
  public int bareByTenant(Tenants tenants) {
    return Work.run(number) + tenants.next().length();
  }
}
