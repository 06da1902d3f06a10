// SPDX-License-Identifier: Apache-2.0
package io.meterweave.record;

import io.opentelemetry.api.common.AttributeKey;
import io.opentelemetry.api.common.Attributes;
import io.opentelemetry.api.trace.SpanContext;
import io.opentelemetry.api.trace.SpanKind;
import io.opentelemetry.api.trace.StatusCode;
import io.opentelemetry.sdk.common.InstrumentationLibraryInfo;
import io.opentelemetry.sdk.common.InstrumentationScopeInfo;
import io.opentelemetry.sdk.common.internal.InstrumentationScopeUtil;
import io.opentelemetry.sdk.resources.Resource;
import io.opentelemetry.sdk.trace.SpanLimits;
import io.opentelemetry.sdk.trace.data.EventData;
import io.opentelemetry.sdk.trace.data.LinkData;
import io.opentelemetry.sdk.trace.data.SpanData;
import io.opentelemetry.sdk.trace.data.StatusData;
import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A span that is recorded, from its start until it is exported.
 *
 * <p>Thread-safe. Times are nanoseconds since the epoch.
 */
/*
 * Problem: a span of OpenTelemetry's SDK is a builder, a table of attributes, a lock, a clock, two
 * texts of ids, a context and a scope, and a wrapper for its exporter: some 900 bytes, and a fifth more
 * time than a program needs that does the same for itself.
 *
 * Choice: what the call of a method has in common with all others (name, kind, attributes that are
 * written in the code) is shared; what few spans have (events, links, a status, further attributes)
 * is made with the first of them (SpanExtras, by OpenTelemetry's own table and its limits); and a
 * span that ended does not change any more, so that it is its own SpanData. It goes to the processors
 * of OpenTelemetry's SDK, from where all is as with spans of the SDK.
 *
 * Who changes the span holds its monitor and says so in the state; who ends it needs the monitor
 * only if somebody changes it at that moment, and is done with a single compare-and-set else. Where a
 * processor wants to see spans that end, the thread that ends one may change it until all have seen it.
 *
 * Rejected: cutting objects around the SDK's span (its builder and its table alone are 300 bytes),
 * and a pool of spans (who keeps a span that ended would see another's).
 */
final class RecordingSpan extends LenientSpan implements SpanData {
  private static final VarHandle STATE = state();
  private static final int RUNNING = 0;
  private static final int CHANGING = 1;
  private static final int ENDING = 2;
  private static final int ENDED = 3;

  /** A copy of a span that runs on. */
  private static final int COPY = 4;

  private final SpanContext ids;
  private final SpanContext parent;
  private final SpanOutlet outlet;
  private final SpanKind kind;
  private final SpanClock.Anchor clock;
  private final long startEpochNanos;
  private String name;
  private Attributes attributes;
  private @Nullable SpanExtras extras;
  private long endEpochNanos;

  private volatile int state;

  /**
   * Starts.
   *
   * @param attributes what all spans of a method share, or nobody else has; within the limits
   */
  RecordingSpan(
      SpanContext ids,
      SpanContext parent,
      SpanOutlet outlet,
      SpanKind kind,
      SpanClock.Anchor clock,
      long startEpochNanos,
      String name,
      Attributes attributes) {
    this.ids = ids;
    this.parent = parent;
    this.outlet = outlet;
    this.kind = kind;
    this.clock = clock;
    this.startEpochNanos = startEpochNanos;
    this.name = name;
    this.attributes = attributes;
  }

  private RecordingSpan(RecordingSpan from) {
    ids = from.ids;
    parent = from.parent;
    outlet = from.outlet;
    kind = from.kind;
    clock = from.clock;
    startEpochNanos = from.startEpochNanos;
    name = from.name;
    attributes = from.attributes;
    extras = from.extras == null ? null : from.extras.copy();
    endEpochNanos = from.endEpochNanos;
    state = COPY;
  }

  private static VarHandle state() {
    try {
      return MethodHandles.lookup().findVarHandle(RecordingSpan.class, "state", int.class);
    } catch (ReflectiveOperationException impossible) {
      throw new IllegalStateException(impossible);
    }
  }

  /** Begins a change, with the monitor held; false if the span takes none any more. */
  private boolean begins() {
    return STATE.compareAndSet(this, RUNNING, CHANGING)
        || (state == ENDING && extras != null && extras.isEndingIn(Thread.currentThread()));
  }

  @Override
  SpanLimits limits() {
    return outlet.limits();
  }

  SpanClock.Anchor clock() {
    return clock;
  }

  private SpanExtras extras() {
    SpanExtras known = extras;
    if (known == null) {
      known = new SpanExtras(outlet.limits());
      extras = known;
    }
    return known;
  }

  /** Ends a change. */
  private void changed() {
    if (state == CHANGING) {
      state = RUNNING;
    }
  }

  @Override
  synchronized void put(AttributeKey<?> key, Object value) {
    if (begins()) {
      try {
        extras().put(attributes, key, value);
      } finally {
        changed();
      }
    }
  }

  @Override
  synchronized void add(EventData event) {
    if (begins()) {
      try {
        extras().add(event);
      } finally {
        changed();
      }
    }
  }

  @Override
  synchronized void add(LinkData link) {
    if (begins()) {
      try {
        extras().add(link);
      } finally {
        changed();
      }
    }
  }

  @Override
  synchronized void status(StatusCode code, @Nullable String description) {
    if (begins()) {
      try {
        extras().status(code, description);
      } finally {
        changed();
      }
    }
  }

  @Override
  synchronized void rename(String newName) {
    if (begins()) {
      name = newName;
      changed();
    }
  }

  @Override
  void endAt(long epochNanos) {
    if (!STATE.compareAndSet(this, RUNNING, ENDING)) {
      synchronized (this) {
        if (!STATE.compareAndSet(this, RUNNING, ENDING)) {
          return;
        }
      }
    }
    endEpochNanos = epochNanos;
    try {
      if (outlet.tellsEndings()) {
        showEnding();
      }
    } finally {
      state = ENDED;
      outlet.ended(this);
    }
  }

  private void showEnding() {
    synchronized (this) {
      extras().ending(Thread.currentThread());
    }
    try {
      outlet.ending(this);
    } finally {
      synchronized (this) {
        extras().ending(null);
      }
    }
  }

  @Override
  long now() {
    return clock.epochNanos(System.nanoTime());
  }

  @Override
  public boolean isRecording() {
    return state < ENDED;
  }

  @Override
  public SpanData toSpanData() {
    if (state >= ENDED) {
      return this;
    }
    synchronized (this) {
      return state == ENDED ? this : new RecordingSpan(this);
    }
  }

  @Override
  public SpanContext getSpanContext() {
    return ids;
  }

  @Override
  public SpanContext getParentSpanContext() {
    return parent;
  }

  @Override
  public String getName() {
    if (state >= ENDED) {
      return name;
    }
    synchronized (this) {
      return name;
    }
  }

  @Override
  public SpanKind getKind() {
    return kind;
  }

  @Override
  public <T> @Nullable T getAttribute(AttributeKey<T> key) {
    return getAttributes().get(key);
  }

  @Override
  public Attributes getAttributes() {
    if (state >= ENDED) {
      return extras == null ? attributes : extras.attributes(attributes, /* isEnded= */ true);
    }
    synchronized (this) {
      return extras == null ? attributes : extras.attributes(attributes, state >= ENDED);
    }
  }

  // What only SpanData has is read when the span is at its end, or from a copy.

  @Override
  public List<EventData> getEvents() {
    return extras == null ? List.of() : extras.events();
  }

  @Override
  public List<LinkData> getLinks() {
    return extras == null ? List.of() : extras.links();
  }

  @Override
  public StatusData getStatus() {
    return extras == null ? StatusData.unset() : extras.status();
  }

  @Override
  public int getTotalRecordedEvents() {
    return extras == null ? 0 : extras.totalEvents();
  }

  @Override
  public int getTotalRecordedLinks() {
    return extras == null ? 0 : extras.totalLinks();
  }

  @Override
  public int getTotalAttributeCount() {
    return extras == null ? attributes.size() : extras.totalAttributes(attributes);
  }

  @Override
  public long getStartEpochNanos() {
    return startEpochNanos;
  }

  @Override
  public long getEndEpochNanos() {
    return state >= ENDED ? endEpochNanos : 0;
  }

  @Override
  public long getLatencyNanos() {
    long end = state < ENDING ? 0 : endEpochNanos;
    return (end == 0 ? now() : end) - startEpochNanos;
  }

  @Override
  public boolean hasEnded() {
    return state == ENDED;
  }

  @Override
  public Resource getResource() {
    return outlet.resource();
  }

  @Override
  public InstrumentationScopeInfo getInstrumentationScopeInfo() {
    return outlet.scope();
  }

  @Override
  @Deprecated
  public InstrumentationLibraryInfo getInstrumentationLibraryInfo() {
    return InstrumentationScopeUtil.toInstrumentationLibraryInfo(outlet.scope());
  }

  @Override
  public String toString() {
    return "RecordingSpan{name=" + getName() + ", ids=" + ids + ", parent=" + parent + "}";
  }
}
