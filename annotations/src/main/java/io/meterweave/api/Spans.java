// SPDX-License-Identifier: Apache-2.0
package io.meterweave.api;

import io.meterweave.api.link.Link;
import java.util.Map;
import java.util.function.BiConsumer;
import java.util.function.Consumer;
import java.util.function.Function;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * The current span, and the way of a trace from one process to the next in the headers of W3C Trace
 * Context and Baggage (or what {@code OTEL_PROPAGATORS} names).
 *
 * <pre>{@code
 * Spans.inject(request::header);                                     // the caller
 * try (Scope scope = Spans.extract(exchange.getRequestHeaders()::getFirst)) { … }  // the callee
 * }</pre>
 *
 * <p>Thread-safe. Without the agent nothing is injected and nothing extracted.
 *
 * @since 0.1
 */
public final class Spans {
  private static final @Nullable Supplier<Object> CURRENT = Link.function("span.current");
  private static final @Nullable Consumer<BiConsumer<String, String>> INJECT =
      Link.function("context.inject");
  private static final @Nullable Function<Function<String, @Nullable String>, Runnable> EXTRACT =
      Link.function("context.extract");
  private static final Scope NOTHING_TO_CLOSE = () -> {};

  private Spans() {}

  /** Returns the span that is current on this thread, or one that does nothing. */
  public static Span current() {
    Object handle = CURRENT == null ? null : CURRENT.get();
    return handle == null ? NoSpan.INSTANCE : new LinkedSpan(handle);
  }

  /**
   * Hands the headers that carry the current context to a setter, such as {@code
   * HttpRequest.Builder::header}. An exception of the setter reaches the caller.
   *
   * @param setter gets each header's name and value
   */
  public static void inject(BiConsumer<String, String> setter) {
    if (INJECT != null) {
      INJECT.accept(setter);
    }
  }

  /** Puts the headers that carry the current context into a map. */
  public static void inject(Map<String, String> carrier) {
    inject(carrier::put);
  }

  /**
   * Makes the context that a request brought the current one until the scope is closed. Malformed
   * headers are ignored, as W3C Trace Context asks.
   *
   * @param getter gives a header's value by its name, or null; names come in lower case
   * @return what puts the former context back
   */
  public static Scope extract(Function<String, @Nullable String> getter) {
    if (EXTRACT == null) {
      return NOTHING_TO_CLOSE;
    }
    return EXTRACT.apply(getter)::run;
  }

  /** As {@link #extract(Function)}, from a map with lower-case keys. */
  public static Scope extract(Map<String, String> carrier) {
    return extract(carrier::get);
  }
}
