// SPDX-License-Identifier: Apache-2.0
package io.meterweave.it.targets;

import io.meterweave.annotations.SpanAttribute;
import io.meterweave.annotations.TraceOperation;
import io.meterweave.annotations.TrackLlmUsage;
import io.meterweave.annotations.TrackMetrics;

/** An application whose own code fails whenever the agent calls it. */
public final class Hostile {
  private Hostile() {}

  /** Everything that can be asked of it throws. */
  public static final class Thorn {
    /** Throws an error rather than an exception. */
    public String getName() {
      throw new OutOfMemoryError("not a real one");
    }

    /** Throws. */
    public Object usage() {
      throw new IllegalStateException("usage is not set");
    }

    @Override
    public String toString() {
      throw new IllegalStateException("toString");
    }
  }

  /** An exception that cannot even be described. */
  public static final class UnspeakableException extends RuntimeException {
    @Override
    public String getMessage() {
      throw new IllegalStateException("getMessage");
    }

    @Override
    public String toString() {
      throw new IllegalStateException("toString of the exception");
    }
  }

  @TrackMetrics(name = "thorny", trackDuration = false, labels = "name={thorn.name}")
  static String labelled(Thorn thorn) {
    return "result";
  }

  @TraceOperation
  static String attributed(@SpanAttribute("thorn") Thorn thorn) {
    return "result";
  }

  @TrackLlmUsage(provider = "acme", model = "thorn", costPer1kPrompt = 1, costPer1kCompletion = 1)
  static Thorn asked() {
    return new Thorn();
  }

  @TrackMetrics(name = "unspeakable", trackDuration = false)
  @TraceOperation
  static void unspeakable() {
    throw new UnspeakableException();
  }

  @TrackMetrics(name = "deep", trackDuration = false, trackActive = true)
  static int deep(int n) {
    return deep(n + 1) + 1;
  }

  /** Runs it all a hundred times over. */
  public static void main(String[] args) {
    int results = 0;
    int same = 0;
    for (int i = 0; i < 100; i++) {
      results += labelled(new Thorn()).length() + attributed(new Thorn()).length();
      results += asked() == null ? 0 : 1;
      try {
        unspeakable();
      } catch (UnspeakableException e) {
        same++;
      }
    }
    int overflows = 0;
    for (int i = 0; i < 20; i++) {
      try {
        deep(0);
      } catch (StackOverflowError e) {
        overflows++;
      }
    }
    System.out.println(results + " " + same + " " + overflows);
    Stage.reached("done");
  }
}
