// SPDX-License-Identifier: Apache-2.0
package io.meterweave.facade;

import io.meterweave.incident.Incidents;
import io.meterweave.record.ThreadContext;
import io.opentelemetry.context.Context;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.function.BiConsumer;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/**
 * Hands the current context's headers to a setter of the application.
 *
 * <p>Thread-safe. What the setter throws reaches its caller; what goes wrong before leaves it
 * uncalled.
 *
 * @param facade knows how context travels
 */
record Injection(Facade facade) implements Consumer<BiConsumer<String, String>> {
  @Override
  public void accept(BiConsumer<String, String> setter) {
    headers().forEach(setter);
  }

  private Map<String, String> headers() {
    Map<String, String> headers = new LinkedHashMap<>();
    try {
      ThreadContext.prepare();
      facade.propagator().inject(Context.current(), headers, Injection::put);
    } catch (Throwable failure) {
      Incidents.swallow(Incidents.Kind.RECORD, "inject", failure);
    }
    return headers;
  }

  private static void put(@Nullable Map<String, String> headers, String name, String value) {
    if (headers != null) {
      headers.put(name, value);
    }
  }
}
