// SPDX-License-Identifier: Apache-2.0
package io.meterweave.it.targets;

import io.meterweave.annotations.CacheMetrics;
import io.meterweave.annotations.CountCalls;
import io.meterweave.annotations.MeasureLatency;
import io.meterweave.annotations.MonitorResource;
import io.meterweave.annotations.RecordValue;
import io.meterweave.annotations.TraceOperation;
import io.meterweave.annotations.TrackMetrics;
import io.meterweave.it.targets.Stage.ExpectedException;
import java.util.List;

/** The same class twice: with annotations, and without a word about measuring. */
public final class Ledgers {
  private Ledgers() {}

  /** What is posted. */
  public record Entry(String account, Owner owner, List<String> lines) {}

  /** Whose account it is. */
  public record Owner(String country) {}

  /** Both do the same. */
  interface Book {
    void post(Entry entry);

    Entry find(String account);

    int close(int month);

    String export();
  }

  /** With annotations. */
  public static final class Marked {
    private Marked() {}

    /** Measured by what stands on it. */
    public static final class Ledger implements Book {
      private final int openedIn;

      @TrackMetrics(name = "ledgers_opened")
      Ledger(int year) {
        openedIn = year;
      }

      @Override
      @TrackMetrics(
          name = "postings",
          labels = {"book=main", "country={entry.owner.country}"},
          buckets = {0.5, 5},
          description = "Entries that were posted")
      @TraceOperation(
          name = "post",
          kind = TraceOperation.Kind.CONSUMER,
          attributes = {"account={entry.account}"})
      @RecordValue(
          metric = "posting_lines",
          of = "entry.lines",
          buckets = {1, 2, 3})
      @RecordValue(metric = "latest_lines", of = "entry.lines", as = RecordValue.As.GAUGE)
      public void post(Entry entry) {
        if (entry.lines().isEmpty()) {
          throw new ExpectedException("nothing to post");
        }
      }

      @Override
      @CacheMetrics(cacheName = "ledger")
      @CountCalls(metricName = "finds")
      @CountCalls(metricName = "finds_by_account", labels = "account={account}")
      public Entry find(String account) {
        return account.equals("rent") ? new Entry("rent", new Owner("CH"), List.of()) : null;
      }

      @Override
      @MeasureLatency(metricName = "closing", buckets = 60)
      @MonitorResource(name = "ledger_lock")
      @TrackMetrics
      @TraceOperation
      public int close(int month) {
        return openedIn + month;
      }

      @Override
      public String export() {
        return "nobody asked to measure this";
      }
    }
  }

  /** Without annotations. */
  public static final class Unmarked {
    private Unmarked() {}

    /** Measured by what the configuration says. */
    public static final class Ledger implements Book {
      private final int openedIn;

      Ledger(int year) {
        openedIn = year;
      }

      @Override
      public void post(Entry entry) {
        if (entry.lines().isEmpty()) {
          throw new ExpectedException("nothing to post");
        }
      }

      @Override
      public Entry find(String account) {
        return account.equals("rent") ? new Entry("rent", new Owner("CH"), List.of()) : null;
      }

      @Override
      public int close(int month) {
        return openedIn + month;
      }

      @Override
      public String export() {
        return "nobody asked to measure this";
      }
    }
  }

  /** Works with one of the two. */
  public static void main(String[] args) {
    work(args[0].equals("marked") ? new Marked.Ledger(2000) : new Unmarked.Ledger(2000));
    Stage.reached("done");
  }

  private static void work(Book book) {
    book.post(new Entry("rent", new Owner("CH"), List.of("a", "b")));
    book.post(new Entry("food", null, List.of("a")));
    Stage.fails(() -> book.post(new Entry("food", new Owner("AT"), List.of())));
    book.find("rent");
    book.find("food");
    book.find("rent");
    System.out.println(book.close(12) + book.export());
  }
}
