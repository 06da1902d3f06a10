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
  private final StripedBuckets striped = new StripedBuckets();
  private final ConcurrentHashMap<String, StripedBuckets> byTenant = new ConcurrentHashMap<>();
  private final LongAdder count = new LongAdder();
  private int number = 42;

  /** The row of one thread. */
  @State(Scope.Thread)
  public static class Owned {
    final OwnedBuckets row = new OwnedBuckets();

    /** Reads what was recorded, so that it cannot be taken for dead. */
    @TearDown
    public void check() {
      expectSome(row.count());
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
  public int counted() {
    int result = Work.run(number);
    count.increment();
    return result;
  }

  @Benchmark
  public int striped() {
    long start = System.nanoTime();
    int result = Work.run(number);
    striped.record(System.nanoTime() - start);
    return result;
  }

  @Benchmark
  public int owned(Owned owned) {
    long start = System.nanoTime();
    int result = Work.run(number);
    owned.row.record(System.nanoTime() - start);
    return result;
  }

  @Benchmark
  public int byTenant(Tenants tenants) {
    String tenant = tenants.next();
    long start = System.nanoTime();
    int result = Work.run(number);
    long elapsed = System.nanoTime() - start;
    StripedBuckets buckets = byTenant.get(tenant);
    if (buckets == null) {
      buckets = byTenant.computeIfAbsent(tenant, unused -> new StripedBuckets());
    }
    buckets.record(elapsed);
    return result;
  }

  /** The bare method with the label's value, which takes time to get as well. */
  @Benchmark
  public int bareByTenant(Tenants tenants) {
    return Work.run(number) + tenants.next().length();
  }

  /** Reads what was recorded, so that it cannot be taken for dead. */
  @TearDown
  public void check() {
    long labelled = byTenant.values().stream().mapToLong(StripedBuckets::count).sum();
    expectSome(1 + striped.count() + count.sum() + labelled);
  }

  private static void expectSome(long recorded) {
    if (recorded <= 0) {
      throw new IllegalStateException("recorded: " + recorded);
    }
  }
}
