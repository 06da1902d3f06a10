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
  private static final Link<Supplier<@Nullable Object>> CURRENT = Link.to("span.current");
  private static final Link<Consumer<BiConsumer<String, String>>> INJECT =
      Link.to("context.inject");
  private static final Link<Function<Function<String, @Nullable String>, Runnable>> EXTRACT =
      Link.to("context.extract");
  private static final Scope NOTHING_TO_CLOSE = () -> {};

  private Spans() {}

  /** Returns the span that is current on this thread, or one that does nothing. */
  public static Span current() {
    Supplier<@Nullable Object> current = CURRENT.function();
    Object handle = current == null ? null : current.get();
    return handle == null ? NoSpan.INSTANCE : new LinkedSpan(handle);
  }

  /**
   * Hands the headers that carry the current context to a setter, such as {@code
   * HttpRequest.Builder::header}. An exception of the setter reaches the caller.
   *
   * @param setter gets each header's name and value
   */
  public static void inject(BiConsumer<String, String> setter) {
    Consumer<BiConsumer<String, String>> inject = INJECT.function();
    if (inject != null) {
      inject.accept(setter);
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
    Function<Function<String, @Nullable String>, Runnable> extract = EXTRACT.function();
    return extract == null ? NOTHING_TO_CLOSE : extract.apply(getter)::run;
  }

  /** As {@link #extract(Function)}, from a map with lower-case keys. */
  public static Scope extract(Map<String, String> carrier) {
    return extract(carrier::get);
  }
}
