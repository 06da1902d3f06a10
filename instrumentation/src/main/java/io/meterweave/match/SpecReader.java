// SPDX-License-Identifier: Apache-2.0
package io.meterweave.match;

import io.meterweave.rules.Complaints;
import io.meterweave.rules.MethodRules;
import io.meterweave.rules.Placed;
import io.meterweave.rules.Problem;
import io.meterweave.rules.Signature;
import io.meterweave.spec.CacheSpec;
import io.meterweave.spec.LabelSpec;
import io.meterweave.spec.LlmSpec;
import io.meterweave.spec.MethodSpec;
import io.meterweave.spec.MetricSpec;
import io.meterweave.spec.Requests;
import io.meterweave.spec.SpanSpec;
import io.meterweave.spec.ValueSpec;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import net.bytebuddy.jar.asm.Opcodes;

/**
 * Turns what was asked of one method into its spec, and says what is wrong with it.
 *
 * <p>Confined to the thread that reads the class.
 */
final class SpecReader {
  private static final Requests NOTHING = Requests.of();

  private final MarkedMethod method;
  private final List<Placed> placed = new ArrayList<>();
  private final Problems problems = new Problems();

  /**
   * Begins with what is written.
   *
   * @param types what the method's paths lead through
   */
  SpecReader(MarkedMethod method, ClassFileTypes types) {
    this.method = method;
    for (Declaration declaration : method.declarations()) {
      Signature signature = new DeclaredSignature(method, declaration.names(), types);
      place(declaration.marks(), signature);
      for (ParameterMark parameter : declaration.parameterMarks()) {
        if (Marks.isOurs(parameter.mark())) {
          placed.add(new Placed(parameter.mark(), parameter.index(), signature));
        }
      }
      place(declaration.resultMarks(), signature);
    }
  }

  private void place(List<Mark> marks, Signature signature) {
    for (Mark mark : marks) {
      if (Marks.isOurs(mark)) {
        placed.add(new Placed(mark, Placed.ON_METHOD, signature));
      }
    }
  }

  /**
   * Returns what the method asks for: nothing, if there are problems.
   *
   * @param foreign reads the annotations of other libraries
   */
  MethodSpec read(ForeignAnnotations foreign) {
    MethodRules.check(placed, problems);
    Requests others = foreign.read(method, problems);
    if (method.is(Opcodes.ACC_ABSTRACT)) {
      problems.add("The method is abstract and has no code; mark the method that implements it.");
    }
    Requests requests = NOTHING;
    if (problems.isEmpty()) {
      requests = withSpanOfLlm(ForeignAnnotations.join(requests(), withPlaced(others)));
      MethodRules.checkCompany(
          placed,
          hasMetrics(requests),
          requests.span() != null || requests.llm() != null,
          problems);
      if (requests.isEmpty()) {
        problems.forbidLeftOut();
      }
    }
    return new MethodSpec(
        method.owner().binaryName(),
        method.name(),
        method.descriptor(),
        method.access(),
        method.lineage(),
        requests);
  }

  /** A call that is watched for its LLM usage is a span; attributes that stand alone go onto it. */
  private Requests withSpanOfLlm(Requests requests) {
    LlmSpec llm = requests.llm();
    List<LabelSpec> attributes = new LabelReader(method).addPlaced(Marks.SPAN_ATTRIBUTE).labels();
    if (llm == null || requests.span() != null || attributes.isEmpty()) {
      return requests;
    }
    return new Requests(
        requests.metrics(), requests.values(), requests.caches(), llm.span(attributes), llm);
  }

  private static boolean hasMetrics(Requests requests) {
    return !requests.metrics().isEmpty()
        || !requests.values().isEmpty()
        || !requests.caches().isEmpty();
  }

  /** Our labels and attributes go onto what other libraries' annotations ask for as well. */
  private Requests withPlaced(Requests others) {
    List<LabelSpec> labels = new LabelReader(method).addPlaced(Marks.LABEL).labels();
    List<LabelSpec> attributes = new LabelReader(method).addPlaced(Marks.SPAN_ATTRIBUTE).labels();
    if (others.isEmpty() || (labels.isEmpty() && attributes.isEmpty())) {
      return others;
    }
    List<MetricSpec> metrics = new ArrayList<>();
    for (MetricSpec metric : others.metrics()) {
      metrics.add(
          new MetricSpec(
              joined(metric.labels(), labels),
              metric.labelExtractor(),
              metric.instruments(),
              metric.foreign()));
    }
    SpanSpec span = others.span();
    if (span != null) {
      List<LabelSpec> all = joined(span.attributes(), attributes);
      span = new SpanSpec(span.form(), span.name(), span.kind(), all, span.foreign());
    }
    return new Requests(metrics, others.values(), others.caches(), span, others.llm());
  }

  /** The first of a key stays. */
  private static List<LabelSpec> joined(List<LabelSpec> labels, List<LabelSpec> more) {
    List<LabelSpec> joined = new ArrayList<>(labels);
    Set<String> keys = new HashSet<>();
    for (LabelSpec label : labels) {
      keys.add(label.key());
    }
    for (LabelSpec label : more) {
      if (keys.add(label.key())) {
        joined.add(label);
      }
    }
    return joined;
  }

  Problems problems() {
    return problems;
  }

  private Requests requests() {
    List<MetricSpec> metrics = new ArrayList<>();
    List<ValueSpec> values = new ArrayList<>();
    List<CacheSpec> caches = new ArrayList<>();
    SpanSpec span = null;
    LlmSpec llm = null;
    for (Declaration declaration : method.declarations()) {
      MetricReader reader = new MetricReader(method, declaration);
      reader.addMetrics(metrics);
      reader.addValues(values);
      reader.addCaches(caches);
      for (Mark mark : declaration.marks(Marks.TRACE_OPERATION)) {
        span = span == null ? span(mark, declaration) : span;
      }
      for (Mark mark : declaration.marks(Marks.TRACK_LLM_USAGE)) {
        llm = llm == null ? llm(mark) : llm;
      }
    }
    return new Requests(metrics, values, caches, span, llm);
  }

  private SpanSpec span(Mark mark, Declaration declaration) {
    String name = mark.text("name");
    LabelReader attributes =
        LabelReader.ofAttributes(method)
            .addTexts(mark.texts("attributes"), declaration)
            .addPlaced(Marks.SPAN_ATTRIBUTE);
    return new SpanSpec(
        mark.isOn("root", false) ? SpanSpec.Form.ROOT : SpanSpec.Form.CHILD,
        name.isBlank() ? method.simpleName() + "." + method.name() : name,
        kind(mark),
        attributes.labels());
  }

  private SpanSpec.Kind kind(Mark mark) {
    String written = mark.text("kind");
    for (SpanSpec.Kind kind : SpanSpec.Kind.values()) {
      if (kind.name().equals(written)) {
        return kind;
      }
    }
    if (!written.isEmpty()) {
      problems.add(
          mark,
          "kind",
          Complaints.WHOLE,
          new Problem("The span kind " + written + " is unknown to this agent; take a newer one."));
    }
    return SpanSpec.Kind.INTERNAL;
  }

  private static LlmSpec llm(Mark mark) {
    return new LlmSpec(
        mark.text("provider"),
        mark.text("model"),
        mark.number("costPer1kPrompt"),
        mark.number("costPer1kCompletion"),
        Marks.usageExtractor(mark));
  }
}
