// SPDX-License-Identifier: Apache-2.0
package io.meterweave.api.link;

import java.lang.invoke.MethodHandle;
import java.lang.invoke.MethodHandles;
import java.lang.invoke.MethodType;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/**
 * Pulls the agent's functions when the API's classes start.
 *
 * <p>Thread-safe. Whatever goes wrong means "no agent".
 */
public final class Link {
  private static final @Nullable Function<String, @Nullable Object> AGENT = agent();

  private Link() {}

  /**
   * Returns the agent's function of that name, or null without an agent.
   *
   * @param <F> the type of {@code java.util.function} that the name stands for
   */
  // Each name stands for one type, on both sides.
  @SuppressWarnings({"unchecked", "TypeParameterUnusedInFormals"})
  public static <F> @Nullable F function(String name) {
    return AGENT == null ? null : (F) AGENT.apply(name);
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
