// SPDX-License-Identifier: Apache-2.0
package io.meterweave.match;

import io.meterweave.spec.InstrumentSpec;
import io.meterweave.spec.InstrumentSpec.Kind;
import io.meterweave.spec.LabelSpec;
import io.meterweave.spec.SpanSpec;
import java.util.List;
import java.util.Map;

/**
 * Micrometer's {@code @Timed}, {@code @Counted} and {@code @Observed}, with {@code @MeterTag} and
 * {@code @ObservationKeyValue}: names, labels and values as its aspects and its Prometheus registry
 * give them.
 *
 * <p>Immutable.
 */
final class MicrometerAnnotations implements ForeignFamily {
  private static final String TIMED = "Lio/micrometer/core/annotation/Timed;";
  private static final String COUNTED = "Lio/micrometer/core/annotation/Counted;";
  private static final String OBSERVED = "Lio/micrometer/observation/annotation/Observed;";
  private static final String METER_TAG = "Lio/micrometer/core/aop/MeterTag;";
  private static final String KEY_VALUE =
      "Lio/micrometer/observation/annotation/ObservationKeyValue;";

  private static final double NANOSECOND = 1e-9;

  private static final String ACTIVE_CALLS = "Calls that are running, in seconds so far.";

  @Override
  public List<MarkType> types() {
    return List.of(
        MarkType.call(TIMED).forClasses().forSubclasses().repeatable().notInherited(),
        MarkType.call(COUNTED).forClasses().forSubclasses().notInherited(),
        MarkType.call(OBSERVED).forClasses().forSubclasses().notInherited(),
        MarkType.value(METER_TAG).notInherited(),
        MarkType.value(KEY_VALUE).notInherited());
  }

  @Override
  public Map<String, String> containers() {
    return Map.of(
        "Lio/micrometer/core/annotation/TimedSet;", TIMED,
        "Lio/micrometer/core/aop/MeterTags;", METER_TAG,
        "Lio/micrometer/observation/annotation/ObservationKeyValues;", KEY_VALUE);
  }

  @Override
  public void read(Mark mark, Declaration declaration, ForeignRequests requests) {
    switch (mark.descriptor()) {
      case TIMED -> readTimed(mark, declaration, requests);
      case COUNTED -> readCounted(mark, declaration, requests);
      case OBSERVED -> readObserved(mark, declaration, requests);
      default -> {}
    }
  }

  private static void readTimed(Mark mark, Declaration declaration, ForeignRequests requests) {
    String annotation = requests.annotationAt(mark);
    String name = ForeignNames.timer(requests.name(mark, "value", "method.timed"));
    ForeignLabels labels = new ForeignLabels(requests.problems());
    labels.addPairs(mark.texts("extraTags"), "extraTags of @Timed");
    if (mark.isOn("longTask", false)) {
      addMethod(labels, requests);
      String description = orElse(mark.text("description"), ACTIVE_CALLS);
      requests.add(
          annotation, labels, ForeignRequests.instrument(Kind.ACTIVE_DURATION, name, description));
      return;
    }
    addMethod(labels.withThrown("exception"), requests);
    new TagValues(METER_TAG, declaration, requests).addTo(labels);
    String description = orElse(mark.text("description"), "Calls timed by Micrometer's @Timed.");
    List<Double> buckets = buckets(mark, requests);
    requests.add(
        annotation,
        labels,
        buckets.isEmpty()
            ? ForeignRequests.instrument(Kind.DURATION_SUMMARY, name, description)
            : ForeignRequests.histogram(name, description, buckets),
        maximum(name, description));
  }

  private static List<Double> buckets(Mark mark, ForeignRequests requests) {
    List<Double> percentiles =
        requests.numbers(mark, "percentiles", 0, 1, "a percentile, from 0 to 1");
    return PercentileBuckets.of(
        mark.isOn("histogram", false) || !percentiles.isEmpty(),
        requests.numbers(
            mark,
            "serviceLevelObjectives",
            NANOSECOND,
            Double.MAX_VALUE,
            "a time in seconds, more than 0"));
  }

  private static void readCounted(Mark mark, Declaration declaration, ForeignRequests requests) {
    boolean onlyFailures = mark.isOn("recordFailuresOnly", false);
    String name = mark.has("value") ? mark.text("value") : "method.counted";
    if (name.isBlank()) {
      requests.problems().add("@Counted has an empty name; write one, or none at all.");
      return;
    }
    ForeignLabels labels = new ForeignLabels(requests.problems());
    labels.addPairs(mark.texts("extraTags"), "extraTags of @Counted");
    labels.withThrown("exception");
    labels.with(
        "result",
        onlyFailures
            ? new LabelSpec.Fixed("failure")
            : new LabelSpec.Outcome("success", "failure"));
    addMethod(labels, requests);
    new TagValues(METER_TAG, declaration, requests).addTo(labels);
    requests.add(
        mark,
        labels,
        ForeignRequests.instrument(
            onlyFailures ? Kind.FAILURES : Kind.CALLS,
            ForeignNames.counter(name),
            orElse(mark.text("description"), "Calls counted by Micrometer's @Counted.")));
  }

  /** A timer, a timer of the calls in flight, and a span with the same words as attributes. */
  private static void readObserved(Mark mark, Declaration declaration, ForeignRequests requests) {
    String name = ForeignNames.plain(requests.name(mark, "name", "method.observed"));
    MarkedMethod method = requests.method();
    ForeignLabels low = new ForeignLabels(requests.problems());
    addMethod(low, requests);
    low.addPairs(mark.texts("lowCardinalityKeyValues"), "lowCardinalityKeyValues of @Observed");
    TagValues values = new TagValues(KEY_VALUE, declaration, requests);
    values.addLow(low, false);
    requests.add(
        mark,
        low.copy(),
        ForeignRequests.instrument(
            Kind.ACTIVE_DURATION, ForeignNames.timer(name + "_active"), ACTIVE_CALLS));
    values.addLow(low, true);
    String description = "Calls observed by Micrometer's @Observed.";
    requests.add(
        mark,
        low.copy().withThrown("error"),
        ForeignRequests.instrument(Kind.DURATION_SUMMARY, ForeignNames.timer(name), description),
        maximum(ForeignNames.timer(name), description));
    ForeignLabels attributes = low.copy();
    values.addHigh(attributes);
    requests.add(
        mark,
        SpanSpec.Form.CHILD,
        requests.name(mark, "contextualName", method.owner().simpleName() + "#" + method.name()),
        SpanSpec.Kind.INTERNAL,
        attributes.attributes());
  }

  private static void addMethod(ForeignLabels labels, ForeignRequests requests) {
    labels
        .with("class", requests.method().owner().binaryName())
        .with("method", requests.method().name());
  }

  private static InstrumentSpec maximum(String timer, String description) {
    return ForeignRequests.instrument(Kind.DURATION_MAX, timer + "_max", description);
  }

  private static String orElse(String written, String unwritten) {
    return written.isEmpty() ? unwritten : written;
  }
}
