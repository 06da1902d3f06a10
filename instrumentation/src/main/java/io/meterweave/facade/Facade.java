// SPDX-License-Identifier: Apache-2.0
package io.meterweave.facade;

import io.meterweave.record.SpanClock;
import io.opentelemetry.api.baggage.propagation.W3CBaggagePropagator;
import io.opentelemetry.api.trace.propagation.W3CTraceContextPropagator;
import io.opentelemetry.context.propagation.ContextPropagators;
import io.opentelemetry.context.propagation.TextMapPropagator;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/**
 * Serves the manual API: one function of the JDK's types for each name.
 *
 * <p>Thread-safe. No function throws, but what the application's own setters and getters throw.
 */
public final class Facade {
  private final SpanFunctions spans;
  private volatile @Nullable TextMapPropagator propagator;

  /** Makes the functions; context travels as W3C Trace Context and Baggage. */
  public Facade(SpanClock clock) {
    this.spans = new SpanFunctions(clock);
  }

  /** From now on context travels as these propagators have it. */
  public void connect(ContextPropagators propagators) {
    propagator = propagators.getTextMapPropagator();
  }

  TextMapPropagator propagator() {
    TextMapPropagator connected = propagator;
    return connected == null
        ? TextMapPropagator.composite(
            W3CTraceContextPropagator.getInstance(), W3CBaggagePropagator.getInstance())
        : connected;
  }

  /** Returns the functions by name; null for a name that is not known. */
  public Function<String, @Nullable Object> functions() {
    return new Functions(this, spans);
  }

  /** A class of its own, not a lambda: it is made before the application's main runs. */
  private record Functions(Facade facade, SpanFunctions spans)
      implements Function<String, @Nullable Object> {
    @Override
    public @Nullable Object apply(String name) {
      return switch (name) {
        case "context.inject" -> new Injection(facade);
        case "context.extract" -> new Extraction(facade);
        default -> spans.named(name);
      };
    }
  }
}
