// SPDX-License-Identifier: Apache-2.0
package io.meterweave.match;

import io.meterweave.rules.BucketBounds;
import io.meterweave.rules.MetricName;
import io.meterweave.rules.Prices;
import io.meterweave.spec.InstrumentSpec;
import io.meterweave.spec.LlmSpec;
import io.meterweave.spec.MethodSpec;
import io.meterweave.spec.MetricSpec;
import io.meterweave.spec.Requests;
import io.meterweave.spec.SpanSpec;
import java.util.ArrayList;
import java.util.List;
import net.bytebuddy.jar.asm.Opcodes;

/**
 * Turns one method's annotations into its spec, and says what is wrong with them.
 *
 * <p>Confined to the thread that reads the class.
 */
final class SpecReader {
  private final MarkedMethod method;
  private final Problems problems = new Problems();

  SpecReader(MarkedMethod method) {
    this.method = method;
  }

  /** Returns what the method asks for; not to be used if there are problems. */
  MethodSpec read() {
    checkMethod();
    return new MethodSpec(
        method.owner().binaryName(),
        method.name(),
        method.descriptor(),
        method.access(),
        method.lineage(),
        requests());
  }

  private Requests requests() {
    List<MetricSpec> metrics = new ArrayList<>();
    SpanSpec span = null;
    LlmSpec llm = null;
    for (Declaration declaration : method.declarations()) {
      for (Mark mark : declaration.marks()) {
        if (mark.descriptor().equals(Marks.TRACK_METRICS)) {
          metrics.add(metrics(mark, declaration));
        } else if (mark.descriptor().equals(Marks.TRACE_OPERATION)) {
          span = span(mark, declaration);
        } else if (mark.descriptor().equals(Marks.TRACK_LLM_USAGE)) {
          llm = llm(mark);
        }
      }
    }
    return new Requests(metrics, List.of(), List.of(), span, llm);
  }

  Problems problems() {
    return problems;
  }

  private void checkMethod() {
    if (!method.isMarked()) {
      problems.add(
          "A parameter is marked, but the method is not; add @TrackMetrics or @TraceOperation.");
    }
    if (method.is(Opcodes.ACC_ABSTRACT)) {
      problems.add("The method is abstract and has no code; mark the method that implements it.");
    } else if (method.is(Opcodes.ACC_NATIVE)) {
      problems.add("The method is native and has no bytecode; mark a Java method that calls it.");
    }
  }

  private MetricSpec metrics(Mark mark, Declaration declaration) {
    String name = mark.text("name");
    if (!name.isEmpty()) {
      problems.isFine(MetricName.check(name));
    }
    List<Double> buckets = mark.numbers("buckets");
    problems.isFine(BucketBounds.check(buckets));
    LabelReader labels = new LabelReader(declaration.names(), problems, false);
    labels.readTexts(mark.texts("labels"));
    readParameters(labels, declaration, Marks.LABEL);
    List<InstrumentSpec> instruments = instruments(mark, MetricName.of(name), buckets);
    if (instruments.isEmpty()) {
      problems.add("@TrackMetrics has everything switched off; switch something on or remove it.");
    }
    return new MetricSpec(labels.labels(), null, instruments);
  }

  private static List<InstrumentSpec> instruments(Mark mark, String name, List<Double> buckets) {
    String description = mark.text("description");
    List<InstrumentSpec> instruments = new ArrayList<>();
    if (mark.isOn("trackCalls", true)) {
      instruments.add(
          InstrumentSpec.of(InstrumentSpec.Kind.CALLS, of(name, "_calls_total"), description));
    }
    if (mark.isOn("trackDuration", true)) {
      instruments.add(
          new InstrumentSpec(
              InstrumentSpec.Kind.DURATION,
              of(name, "_duration_seconds"),
              description,
              buckets,
              List.of()));
    }
    if (mark.isOn("trackErrors", true)) {
      instruments.add(
          InstrumentSpec.of(InstrumentSpec.Kind.ERRORS, of(name, "_errors_total"), description));
    }
    if (mark.isOn("trackActive", false)) {
      instruments.add(
          InstrumentSpec.of(InstrumentSpec.Kind.ACTIVE, of(name, "_active"), description));
    }
    return instruments;
  }

  private static String of(String name, String suffix) {
    return name.isEmpty() ? "" : name + suffix;
  }

  private SpanSpec span(Mark mark, Declaration declaration) {
    LabelReader attributes = new LabelReader(declaration.names(), problems, true);
    attributes.readTexts(mark.texts("attributes"));
    readParameters(attributes, declaration, Marks.SPAN_ATTRIBUTE);
    String name = mark.text("name");
    return new SpanSpec(
        SpanSpec.Form.CHILD,
        name.isBlank() ? method.simpleName() + "." + method.name() : name,
        kind(mark.text("kind")),
        attributes.labels());
  }

  private SpanSpec.Kind kind(String written) {
    for (SpanSpec.Kind kind : SpanSpec.Kind.values()) {
      if (kind.name().equals(written)) {
        return kind;
      }
    }
    if (!written.isEmpty()) {
      problems.add("The span kind " + written + " is unknown to this agent; take a newer agent.");
    }
    return SpanSpec.Kind.INTERNAL;
  }

  private LlmSpec llm(Mark mark) {
    double prompt = mark.number("costPer1kPrompt");
    double completion = mark.number("costPer1kCompletion");
    problems.isFine(Prices.check("costPer1kPrompt", prompt));
    problems.isFine(Prices.check("costPer1kCompletion", completion));
    return new LlmSpec(
        required(mark, "provider"), required(mark, "model"), prompt, completion, null);
  }

  private String required(Mark mark, String element) {
    String text = mark.text(element);
    if (text.isBlank()) {
      problems.add("@TrackLlmUsage has an empty " + element + "; name the " + element + ".");
    }
    return text;
  }

  private static void readParameters(LabelReader labels, Declaration declaration, String type) {
    // The class file lists them by parameter, first to last.
    for (ParameterMark parameter : declaration.parameterMarks(type)) {
      Mark mark = parameter.mark();
      labels.readParameter(parameter.index(), mark.text("value"), mark.text("path"));
    }
  }
}
