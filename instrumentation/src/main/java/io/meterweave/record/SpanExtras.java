// SPDX-License-Identifier: Apache-2.0
package io.meterweave.record;

import io.opentelemetry.api.common.AttributeKey;
import io.opentelemetry.api.common.Attributes;
import io.opentelemetry.api.trace.SpanContext;
import io.opentelemetry.api.trace.StatusCode;
import io.opentelemetry.sdk.common.internal.AttributeUtil;
import io.opentelemetry.sdk.common.internal.AttributesMap;
import io.opentelemetry.sdk.common.internal.ExceptionAttributeResolver;
import io.opentelemetry.sdk.trace.SpanLimits;
import io.opentelemetry.sdk.trace.data.EventData;
import io.opentelemetry.sdk.trace.data.LinkData;
import io.opentelemetry.sdk.trace.data.StatusData;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What few spans have: attributes that are set later, events, links, a status; each within
 * OpenTelemetry's limits and by its rules.
 *
 * <p>Guarded by the monitor of its span.
 */
final class SpanExtras {
  private final SpanLimits limits;
  private @Nullable AttributesMap attributes;

  /** Of a copy. */
  private @Nullable Attributes copied;

  private int totalAttributes;
  private @Nullable List<EventData> events;
  private @Nullable List<LinkData> links;
  private int totalEvents;
  private int totalLinks;
  private StatusData status = StatusData.unset();

  /** Which thread may still change the span while it ends. */
  private @Nullable Thread ending;

  SpanExtras(SpanLimits limits) {
    this.limits = limits;
  }

  /** Returns what the span had until now, which does not change any more. */
  SpanExtras copy() {
    SpanExtras copy = new SpanExtras(limits);
    copy.copied = attributes == null ? null : attributes.immutableCopy();
    copy.totalAttributes = totalAttributes;
    copy.events = events == null ? null : new ArrayList<>(events);
    copy.links = links == null ? null : new ArrayList<>(links);
    copy.totalEvents = totalEvents;
    copy.totalLinks = totalLinks;
    copy.status = status;
    return copy;
  }

  private AttributesMap map() {
    return AttributesMap.create(
        limits.getMaxNumberOfAttributes(), limits.getMaxAttributeValueLength());
  }

  /**
   * Sets an attribute.
   *
   * @param before those that the span began with
   */
  void put(Attributes before, AttributeKey<?> key, Object value) {
    AttributesMap known = attributes;
    if (known == null) {
      known = map();
      before.forEach(known::put);
      attributes = known;
    }
    known.put(key, value);
    totalAttributes = known.getTotalAddedValues();
  }

  /** Returns all attributes; a copy if the span is not at its end. */
  Attributes attributes(Attributes before, boolean isEnded) {
    AttributesMap known = attributes;
    if (known == null) {
      return copied == null ? before : copied;
    }
    return isEnded ? known : known.immutableCopy();
  }

  int totalAttributes(Attributes before) {
    return attributes == null && copied == null ? before.size() : totalAttributes;
  }

  /** Makes an event. */
  static EventData event(SpanLimits limits, long epochNanos, String name, Attributes attributes) {
    return EventData.create(
        epochNanos,
        name,
        AttributeUtil.applyAttributesLimit(
            attributes,
            limits.getMaxNumberOfAttributesPerEvent(),
            limits.getMaxAttributeValueLength()),
        attributes.size());
  }

  /** Makes the event of an exception. */
  static EventData exception(
      SpanLimits limits, long epochNanos, Throwable exception, Attributes additional) {
    AttributesMap all =
        AttributesMap.create(
            limits.getMaxNumberOfAttributes(), limits.getMaxAttributeValueLength());
    ExceptionAttributeResolver.getDefault(/* jvmStacktraceEnabled= */ false)
        .setExceptionAttributes(all::putIfCapacity, exception, limits.getMaxAttributeValueLength());
    additional.forEach(all::put);
    return EventData.create(epochNanos, "exception", all, all.getTotalAddedValues());
  }

  /** Makes a link. */
  static LinkData link(SpanLimits limits, SpanContext to, Attributes attributes) {
    return LinkData.create(
        to,
        AttributeUtil.applyAttributesLimit(
            attributes,
            limits.getMaxNumberOfAttributesPerLink(),
            limits.getMaxAttributeValueLength()));
  }

  void add(EventData event) {
    if (events == null) {
      events = new ArrayList<>(2);
    }
    if (events.size() < limits.getMaxNumberOfEvents()) {
      events.add(event);
    }
    totalEvents++;
  }

  void add(LinkData link) {
    if (links == null) {
      links = new ArrayList<>(2);
    }
    if (links.size() < limits.getMaxNumberOfLinks()) {
      links.add(link);
    }
    totalLinks++;
  }

  /** Sets the status; {@code OK} is final, {@code UNSET} says nothing. */
  void status(StatusCode code, @Nullable String description) {
    if (status.getStatusCode() != StatusCode.OK && code != StatusCode.UNSET) {
      status = StatusData.create(code, code == StatusCode.ERROR ? description : null);
    }
  }

  /** Lets a thread, or with null nobody, change the span while it ends. */
  void ending(@Nullable Thread thread) {
    ending = thread;
  }

  boolean isEndingIn(Thread thread) {
    return ending == thread;
  }

  StatusData status() {
    return status;
  }

  /** Returns the events, for a span that is at its end or whose monitor is held. */
  List<EventData> events() {
    return events == null ? List.of() : Collections.unmodifiableList(events);
  }

  List<LinkData> links() {
    return links == null ? List.of() : Collections.unmodifiableList(links);
  }

  int totalEvents() {
    return totalEvents;
  }

  int totalLinks() {
    return totalLinks;
  }
}
