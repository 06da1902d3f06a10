// SPDX-License-Identifier: Apache-2.0
package io.meterweave.plan;

import io.meterweave.facade.Facade;
import io.meterweave.record.CallObserver;
import io.meterweave.record.CellMetrics;
import io.meterweave.record.Instruments;
import io.meterweave.record.SpanOutlet;
import io.meterweave.record.Tracing;
import io.meterweave.spec.CallTargets;
import io.meterweave.spec.MethodSpec;
import io.opentelemetry.api.trace.TracerProvider;
import io.opentelemetry.context.propagation.ContextPropagators;
import io.opentelemetry.sdk.trace.IdGenerator;
import java.lang.invoke.MethodHandles;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.BiFunction;
import java.util.function.BooleanSupplier;
import java.util.function.Function;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * The signals' half of the agent: records from its first moment on, and hands over to OpenTelemetry
 * when that is up.
 *
 * <p>Thread-safe.
 */
/*
 * It is made before the application's main runs, so its making touches as few classes as it can:
 * no lambda (the first one in a JVM costs milliseconds), no propagator, no random source.
 */
public final class Recording {
  private final Instruments instruments;
  private final Tracing tracing = new Tracing();
  private final PlanRegistry registry;
  private final CellMetrics metrics;
  private final Facade facade;
  private final double sampleRate;
  private volatile @Nullable Supplier<Map<String, Long>> droppedLater;

  /**
   * Begins to record, and to time all calls.
   *
   * @param maxSeries how many series a metric may have, beside the one for the rest
   */
  public Recording(int maxSeries) {
    this(maxSeries, 1);
  }

  /**
   * Begins to record.
   *
   * @param maxSeries how many series a metric may have, beside the one for the rest
   * @param sampleRate the share of calls whose duration is timed, from 0 to 1
   */
  public Recording(int maxSeries, double sampleRate) {
    this.sampleRate = sampleRate;
    instruments = new Instruments(maxSeries);
    registry = new PlanRegistry(instruments);
    metrics = new CellMetrics(instruments, tracing.clock());
    facade = new Facade(tracing.clock());
    instruments.observedCounter(
        "meterweave_spans_dropped_total",
        "Spans that were recorded and not exported",
        "reason",
        new Supplier<>() {
          @Override
          public Map<String, Long> get() {
            return dropped();
          }
        });
  }

  /**
   * Runs every shape of call once, into nothing, so that the classes of the call path are alive
   * before a call at the bottom of an overflowing stack needs them. Takes some milliseconds; best
   * done beside the application.
   */
  public static void warmUp() {
    WarmUp.run();
  }

  /**
   * Returns what resolves methods when they are linked.
   *
   * @param observers makes what sees the calls of a method with LLM usage, or null for none; it
   *     gets the full lookup of the class that holds the method
   */
  public CallTargets.Factory planner(
      BiFunction<MethodSpec, MethodHandles.Lookup, @Nullable CallObserver> observers) {
    return planner(
        observers,
        new Function<>() {
          @Override
          public @Nullable BooleanSupplier apply(String annotation) {
            return null;
          }
        });
  }

  /**
   * Returns what resolves methods when they are linked, some of whose measurements may be left to
   * other libraries.
   *
   * @param switches give, for the binary name of another library's annotation, what tells at each
   *     call whether it is measured here, or null if it always is
   */
  public CallTargets.Factory planner(
      BiFunction<MethodSpec, MethodHandles.Lookup, @Nullable CallObserver> observers,
      Function<String, @Nullable BooleanSupplier> switches) {
    return new Planner(registry, tracing, observers, switches, sampleRate);
  }

  /** Returns all metrics, for others to register theirs. */
  public Instruments instruments() {
    return instruments;
  }

  /** Returns what gives the metrics to an {@code SdkMeterProvider}, and to a page of our own. */
  public CellMetrics cells() {
    return metrics;
  }

  /** Returns the id generator for the provider of early spans; they keep their ids by it. */
  public IdGenerator idGenerator() {
    return tracing.idGenerator();
  }

  /**
   * Hands all spans over from now on.
   *
   * @param provider takes those that start later
   * @param early takes those that were kept; its ids are those of {@link #idGenerator()}
   */
  public void connect(
      TracerProvider provider, TracerProvider early, ContextPropagators propagators) {
    facade.connect(propagators);
    tracing.connect(provider, early);
  }

  /**
   * Hands all spans over from now on.
   *
   * @param outlet takes those that start later
   * @param early takes those that were kept; its ids are those of {@link #idGenerator()}
   */
  public void connect(SpanOutlet outlet, TracerProvider early, ContextPropagators propagators) {
    facade.connect(propagators);
    tracing.connect(outlet, early);
  }

  /**
   * Says what to run, once or twice, when so many spans wait for {@link #connect} that further ones
   * might be dropped; it must be quick, for it runs in a call of the application.
   */
  public void whenManySpansWait(Runnable hurry) {
    tracing.whenManyWait(hurry);
  }

  /**
   * Counts spans that were dropped further on, in {@code meterweave_spans_dropped_total} as well.
   *
   * @param later gives their number, by reason
   */
  public void countDropped(Supplier<Map<String, Long>> later) {
    droppedLater = later;
  }

  private Map<String, Long> dropped() {
    Map<String, Long> all = new TreeMap<>(tracing.dropped());
    Supplier<Map<String, Long>> later = droppedLater;
    if (later != null) {
      all.putAll(later.get());
    }
    return all;
  }

  /** Returns how the linked methods have done so far. */
  public List<MethodFigures> figures() {
    return registry.figures();
  }

  /** Returns what the manual API asks for, by name. */
  public Function<String, @Nullable Object> functions() {
    return facade.functions();
  }
}
