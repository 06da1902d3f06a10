// SPDX-License-Identifier: Apache-2.0
package io.meterweave.spec;

import io.meterweave.spec.InstrumentSpec.Kind;
import java.lang.reflect.Modifier;
import java.util.ArrayList;
import java.util.List;

/** Specs as the annotations make them, for tests. */
public final class Specs {
  private Specs() {}

  /** What {@code @TrackMetrics} makes of a name that is empty or one prefix. */
  public static MetricSpec tracked(String name, boolean isActive, LabelSpec... labels) {
    return tracked(name, "", List.of(), isActive, labels);
  }

  /** The same with a HELP text and buckets. */
  public static MetricSpec tracked(
      String name,
      String description,
      List<Double> buckets,
      boolean isActive,
      LabelSpec... labels) {
    List<InstrumentSpec> instruments = new ArrayList<>();
    instruments.add(instrument(Kind.CALLS, name, "_calls_total", description));
    instruments.add(
        new InstrumentSpec(
            Kind.DURATION, named(name, "_duration_seconds"), description, buckets, List.of()));
    instruments.add(instrument(Kind.ERRORS, name, "_errors_total", description));
    if (isActive) {
      instruments.add(instrument(Kind.ACTIVE, name, "_active", description));
    }
    return new MetricSpec(List.of(labels), null, instruments);
  }

  /** One instrument alone. */
  public static MetricSpec only(Kind kind, String wholeName, String description) {
    return new MetricSpec(
        List.of(), null, List.of(InstrumentSpec.of(kind, wholeName, description)));
  }

  private static InstrumentSpec instrument(
      Kind kind, String name, String suffix, String description) {
    return InstrumentSpec.of(kind, named(name, suffix), description);
  }

  private static String named(String name, String suffix) {
    return name.isEmpty() ? "" : name + suffix;
  }

  /** A new span, child of the current one. */
  public static SpanSpec span(String name, SpanSpec.Kind kind, List<LabelSpec> attributes) {
    return new SpanSpec(SpanSpec.Form.CHILD, name, kind, attributes);
  }

  /** LLM usage without an extractor. */
  public static LlmSpec llm(String provider, String model, double prompt, double completion) {
    return new LlmSpec(provider, model, prompt, completion, null);
  }

  /** A method that stands alone; what is null is not asked for. */
  public static MethodSpec method(
      String className,
      String methodName,
      String descriptor,
      boolean isStatic,
      MetricSpec metrics,
      SpanSpec span,
      LlmSpec llm) {
    return new MethodSpec(
        className,
        methodName,
        descriptor,
        isStatic ? Modifier.STATIC : 0,
        Lineage.alone(className),
        new Requests(
            metrics == null ? List.of() : List.of(metrics), List.of(), List.of(), span, llm));
  }

  /** A label that is read from a parameter. */
  public static LabelSpec parameter(String key, int index, String... steps) {
    String written = String.join(".", List.of("arg" + index, String.join(".", steps)));
    return parameterAs(key, index, steps.length == 0 ? "arg" + index : written, steps);
  }

  /** A label that is read from a parameter, with the path as it was written. */
  public static LabelSpec parameterAs(String key, int index, String written, String... steps) {
    return new LabelSpec(
        key,
        new LabelSpec.Read(new PathSpec(PathSpec.Root.PARAMETER, index, List.of(steps), written)));
  }

  /** A method of {@code com.acme.Orders} that stands alone. */
  public static MethodSpec method(String methodName, String descriptor, Requests requests) {
    String className = "com.acme.Orders";
    return new MethodSpec(className, methodName, descriptor, 0, Lineage.alone(className), requests);
  }

  /** A path from the receiver, the result or what was thrown, as it would be written. */
  public static PathSpec path(PathSpec.Root root, String... steps) {
    String start =
        switch (root) {
          case RECEIVER -> "this";
          case RESULT -> "result";
          case ERROR -> "error";
          case PARAMETER -> "arg0";
        };
    List<String> all = new ArrayList<>(List.of(start));
    all.addAll(List.of(steps));
    return new PathSpec(root, 0, List.of(steps), String.join(".", all));
  }

  /** A label that is read from the receiver, the result or what was thrown. */
  public static LabelSpec read(String key, PathSpec.Root root, String... steps) {
    return new LabelSpec(key, new LabelSpec.Read(path(root, steps)));
  }

  /** A label that says how a call ended. */
  public static LabelSpec outcome(String key, String returned, String threw) {
    return new LabelSpec(key, new LabelSpec.Outcome(returned, threw));
  }

  /** A number as a histogram. */
  public static ValueSpec value(String name, PathSpec of, LabelSpec... labels) {
    return new ValueSpec(
        name, "", of, ValueSpec.Form.HISTOGRAM, List.of(labels), null, List.of(10.0, 100.0));
  }

  /** Numbers and nothing else. */
  public static Requests values(ValueSpec... values) {
    return new Requests(List.of(), List.of(values), List.of(), null, null);
  }

  /** Caches and nothing else. */
  public static Requests caches(CacheSpec... caches) {
    return new Requests(List.of(), List.of(), List.of(caches), null, null);
  }

  /** A span and nothing else. */
  public static Requests spanOnly(SpanSpec span) {
    return new Requests(List.of(), List.of(), List.of(), span, null);
  }
}
