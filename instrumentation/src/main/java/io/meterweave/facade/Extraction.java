// SPDX-License-Identifier: Apache-2.0
package io.meterweave.facade;

import io.meterweave.incident.Incidents;
import io.meterweave.record.ThreadContext;
import io.opentelemetry.context.Context;
import io.opentelemetry.context.Scope;
import io.opentelemetry.context.propagation.TextMapGetter;
import io.opentelemetry.context.propagation.TextMapPropagator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/**
 * Makes the context that came in headers the current one, until the {@code Runnable} it returns is
 * run on the same thread.
 *
 * <p>Thread-safe. What the application's getter throws reaches its caller; malformed headers are
 * ignored.
 *
 * @param facade knows how context travels
 */
record Extraction(Facade facade) implements Function<Function<String, @Nullable String>, Runnable> {
  private static final Runnable NOTHING = Extraction::nothing;

  @Override
  @SuppressWarnings("MustBeClosedChecker") // closed by the Runnable that is returned
  public Runnable apply(Function<String, @Nullable String> getter) {
    TextMapPropagator propagator = facade.propagator();
    Map<String, String> headers = new HashMap<>();
    for (String field : propagator.fields()) {
      String value = getter.apply(field);
      if (value != null) {
        headers.put(field, value);
      }
    }
    try {
      ThreadContext.prepare();
      Scope scope =
          propagator.extract(Context.current(), headers, HeaderGetter.INSTANCE).makeCurrent();
      return () -> close(scope);
    } catch (Throwable failure) {
      Incidents.swallow(Incidents.Kind.RECORD, "extract", failure);
      return NOTHING;
    }
  }

  private static void nothing() {}

  private static void close(Scope scope) {
    try {
      scope.close();
    } catch (Throwable failure) {
      Incidents.swallow(Incidents.Kind.RECORD, "extract", failure);
    }
  }

  /** Reads a map of headers. */
  private enum HeaderGetter implements TextMapGetter<Map<String, String>> {
    INSTANCE;

    @Override
    public Iterable<String> keys(Map<String, String> headers) {
      return List.copyOf(headers.keySet());
    }

    @Override
    public @Nullable String get(@Nullable Map<String, String> headers, String name) {
      return headers == null ? null : headers.get(name);
    }
  }
}
