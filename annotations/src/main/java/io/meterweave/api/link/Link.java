// SPDX-License-Identifier: Apache-2.0
package io.meterweave.api.link;

import java.lang.invoke.MethodHandle;
import java.lang.invoke.MethodHandles;
import java.lang.invoke.MethodType;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/**
 * One function of the agent, for as long as an agent is there.
 *
 * <p>Thread-safe. Whatever goes wrong means "no agent".
 *
 * @param <F> the type of {@code java.util.function} that the name stands for
 */
/*
 * Problem: these classes may start before an agent comes, and stay when it goes. What they keep in
 * constants would hide an agent that comes later, and keep one that has gone in memory.
 *
 * Choice: a link is a constant that holds the function in a volatile field: without an agent a call
 * costs that one read. Links ask the bridge class in java.lang when they are made; an agent that
 * comes to a running JVM, or leaves it, has them ask again, in every class loader that has them
 * ({@link #renewAll}). Rejected: asking the bridge at each call. It is not there before the first
 * agent, and a look-up of a missing class at each call is what nobody would pay.
 */
public final class Link<F> {
  private static final List<Link<?>> ALL = new ArrayList<>();

  private final String name;
  private volatile @Nullable F function;

  private Link(String name) {
    this.name = name;
  }

  /** Returns a link to the function of that name; to be kept in a constant. */
  // Each name stands for one type, on both sides.
  @SuppressWarnings("TypeParameterUnusedInFormals")
  public static <F> Link<F> to(String name) {
    Link<F> link = new Link<>(name);
    synchronized (ALL) {
      ALL.add(link);
      link.renew(agent());
    }
    return link;
  }

  /** Asks anew for every function; the agent calls this when it has come or gone. */
  public static void renewAll() {
    synchronized (ALL) {
      Function<String, @Nullable Object> agent = agent();
      for (Link<?> link : ALL) {
        link.renew(agent);
      }
    }
  }

  /** Returns the agent's function, or null without an agent. */
  public @Nullable F function() {
    return function;
  }

  @SuppressWarnings("unchecked") // each name stands for one type, on both sides
  private void renew(@Nullable Function<String, @Nullable Object> agent) {
    function = agent == null ? null : (F) agent.apply(name);
  }

  @SuppressWarnings("unchecked") // the dispatcher declares just this type
  private static @Nullable Function<String, @Nullable Object> agent() {
    try {
      Class<?> dispatcher = Class.forName("java.lang.MeterweaveDispatcher", false, null);
      MethodHandle functions =
          MethodHandles.publicLookup()
              .findStatic(dispatcher, "functions", MethodType.methodType(Function.class));
      return (Function<String, @Nullable Object>) functions.invoke();
    } catch (Throwable noAgent) {
      return null;
    }
  }
}
