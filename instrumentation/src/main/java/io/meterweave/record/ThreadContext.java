// SPDX-License-Identifier: Apache-2.0
package io.meterweave.record;

import io.opentelemetry.context.Context;
import io.opentelemetry.context.ContextStorage;
import io.opentelemetry.context.Scope;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/**
 * What is current on each thread, in a place that a call of ours can write to without asking for it
 * again.
 *
 * <p>Thread-safe. It behaves as OpenTelemetry's own storage.
 */
/*
 * A span looked at its thread four times: what is current, what is current as it is made current,
 * and both again at its end. Here the thread's place is an array of one, which a call finds once and
 * keeps. An array, so that a thread that lives on holds nothing of the agent after a detach.
 *
 * OpenTelemetry asks for its storage once, at the first look at what is current. If that was before
 * this class came, its own storage stays, ofThread() gives null, and calls go the ordinary way.
 */
public final class ThreadContext implements ContextStorage {
  private static final ThreadLocal<@Nullable Object[]> OF_THREAD = new ThreadLocal<>();
  private static final ThreadContext OURS = new ThreadContext();

  private ThreadContext() {}

  /** To be called before anything else asks what is current: sees to it that it is kept here. */
  public static void prepare() {
    Use.prepare();
  }

  /** Returns the place of this thread, whose only element is what is current; null if not ours. */
  static @Nullable Object @Nullable [] ofThread() {
    return Use.IS_OURS ? place() : null;
  }

  private static @Nullable Object[] place() {
    @Nullable Object[] place = OF_THREAD.get();
    if (place == null) {
      place = new Object[1];
      OF_THREAD.set(place);
    }
    return place;
  }

  @Override
  public Scope attach(@Nullable Context next) {
    @Nullable Object[] place = place();
    Object before = place[0];
    if (next == null || next == before) {
      return Scope.noop();
    }
    place[0] = next;
    return new Attached(before, next);
  }

  @Override
  public @Nullable Context current() {
    @Nullable Object[] place = OF_THREAD.get();
    return place == null ? null : (Context) place[0];
  }

  /**
   * Whether OpenTelemetry took it. A class of its own, which OpenTelemetry does not need when it
   * makes its storage: a thread that asks for the storage and one that asks for this would wait for
   * each other.
   */
  private static final class Use {
    static final boolean IS_OURS = use();

    /**
     * OpenTelemetry looks for further storages through the thread's class loader, which may be the
     * application's, with storages for the application's own OpenTelemetry.
     */
    private static boolean use() {
      Thread thread = Thread.currentThread();
      ClassLoader ofApplication = thread.getContextClassLoader();
      thread.setContextClassLoader(ThreadContext.class.getClassLoader());
      try {
        ContextStorage.addWrapper(new Instead());
        return ContextStorage.get() == OURS;
      } finally {
        thread.setContextClassLoader(ofApplication);
      }
    }

    /** Initializes the class. */
    static void prepare() {}
  }

  /** Takes the place of another storage; no lambda, which is dear if it is the first. */
  private static final class Instead implements Function<ContextStorage, ContextStorage> {
    @Override
    public ContextStorage apply(ContextStorage other) {
      return OURS;
    }
  }

  /** Goes back, once, if what it made current still is. Confined to a thread. */
  private static final class Attached implements Scope {
    private final @Nullable Object before;
    private final Context during;
    private boolean isClosed;

    Attached(@Nullable Object before, Context during) {
      this.before = before;
      this.during = during;
    }

    @Override
    public void close() {
      @Nullable Object[] place = place();
      if (!isClosed && place[0] == during) {
        isClosed = true;
        place[0] = before;
      }
    }
  }
}
