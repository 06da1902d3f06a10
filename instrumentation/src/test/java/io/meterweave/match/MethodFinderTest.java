// SPDX-License-Identifier: Apache-2.0
package io.meterweave.match;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.tuple;

import com.acme.marked.Mistakes;
import com.acme.marked.Shop;
import io.meterweave.spec.InstrumentSpec;
import io.meterweave.spec.LabelSpec;
import io.meterweave.spec.Lineage;
import io.meterweave.spec.MethodSpec;
import io.meterweave.spec.MetricSpec;
import io.meterweave.spec.Rejection;
import io.meterweave.spec.Requests;
import io.meterweave.spec.SpanSpec;
import io.meterweave.spec.Specs;
import java.io.IOException;
import java.util.List;
import net.bytebuddy.jar.asm.ClassReader;
import net.bytebuddy.jar.asm.ClassWriter;
import org.junit.jupiter.api.Test;

class MethodFinderTest {
  private static final MetricSpec DEFAULTS = Specs.tracked("", false);

  @Test
  void anAnnotationWithoutElementsMeansTheDefaults() throws IOException {
    MethodSpec spec = spec("plain");
    assertThat(spec.functionName()).isEqualTo("com.acme.marked.Shop.plain");
    assertThat(spec.lineage())
        .isEqualTo(new Lineage(List.of("com.acme.marked.Shop"), true, false, false));
    assertThat(spec.requests()).isEqualTo(Requests.of(DEFAULTS));
  }

  @Test
  void everyElementOfTrackMetricsIsRead() throws IOException {
    assertThat(spec("full"))
        .isEqualTo(
            Specs.method(
                "com.acme.marked.Shop",
                "full",
                "(Lcom/acme/marked/Shop$Order;JLjava/lang/Object;)I",
                true,
                new MetricSpec(
                    List.of(
                        new LabelSpec("shop", new LabelSpec.Fixed("main")),
                        Specs.parameterAs("tier", 0, "order.tier", "tier"),
                        Specs.parameterAs("amount", 1, "arg1"),
                        Specs.parameterAs("how", 2, "how.mode.name", "mode", "name")),
                    null,
                    List.of(
                        InstrumentSpec.of(
                            InstrumentSpec.Kind.ACTIVE,
                            "orders_place_active",
                            "Orders that were placed."))),
                null,
                null));
  }

  @Test
  void aSpanIsNamedAfterClassAndMethod() throws IOException {
    assertThat(spec("span").requests().span())
        .isEqualTo(
            Specs.span(
                "Shop.span",
                SpanSpec.Kind.INTERNAL,
                List.of(Specs.parameterAs("order.id", 0, "id"))));
    assertThat(read(Shop.Counter.class).specs().get(0).requests().span().name())
        .isEqualTo("Counter.count");
  }

  @Test
  void everyElementOfTraceOperationIsRead() throws IOException {
    assertThat(spec("fullSpan").requests().span())
        .isEqualTo(
            Specs.span(
                "ask",
                SpanSpec.Kind.CLIENT,
                List.of(
                    new LabelSpec("peer", new LabelSpec.Fixed("shop")),
                    Specs.parameterAs("order.tier", 0, "order.tier", "tier"))));
  }

  @Test
  void severalAnnotationsAreOneSpec() throws IOException {
    MethodSpec all = spec("all");
    assertThat(all.requests().metrics()).containsExactly(DEFAULTS);
    assertThat(all.requests().span())
        .isEqualTo(Specs.span("Shop.all", SpanSpec.Kind.INTERNAL, List.of()));
    assertThat(all.requests().llm()).isEqualTo(Specs.llm("openai", "gpt-5-mini", 0.25, 2.0));
  }

  @Test
  void methodsWithoutMarksAreNotFound() throws IOException {
    assertThat(read(Shop.class).specs())
        .extracting(MethodSpec::methodName)
        .containsExactly("plain", "full", "span", "fullSpan", "all");
    assertThat(read(Shop.class).rejections()).isEmpty();
  }

  @Test
  void withoutNamesOnlyPositionsAreKnown() throws IOException {
    ClassFindings findings = find(withoutDebugInformation(Shop.class));
    assertThat(findings.rejections()).isEmpty();
    assertThat(findings.remarks())
        .extracting(remark -> remark.method().methodName(), ClassFindings.Remark::text)
        .containsExactly(
            tuple(
                "full",
                "@TrackMetrics(labels): \"tier={order.tier}\": there is no parameter"
                    + " \"order\"; a path can begin with arg0, arg1, arg2, result, error"
                    + " (compile with -parameters or -g to have all names)."),
            tuple(
                "fullSpan",
                "@TraceOperation(attributes): \"order.tier={order.tier}\": there is no"
                    + " parameter \"order\"; a path can begin with arg0, this, error"
                    + " (compile with -parameters or -g to have all names)."));
  }

  @Test
  void eachMistakeIsRejectedWithAReasonAndNoNeighbourSuffers() throws IOException {
    ClassFindings findings = read(Mistakes.class);
    assertThat(findings.specs())
        .extracting(MethodSpec::methodName)
        .containsExactly(
            "unknownParameter",
            "unknownPosition",
            "labelOnTheResult",
            "labelOnThis",
            "labelBesideASpan",
            "attributeWithoutSpan",
            "fine");
    assertThat(findings.rejections())
        .extracting(Rejection::methodName, Rejection::reason)
        .containsExactly(
            tuple(
                "isNative",
                "@TrackMetrics: The method is native and has no bytecode; mark a Java method that calls it."),
            tuple(
                "badName",
                "@TrackMetrics(name): The metric name \"orders-place\" is invalid: letters, digits, '_' and '.' only, and no digit first; write \"orders_place\"."),
            tuple(
                "badLabel",
                "@TrackMetrics(labels): The label \"customer.tier\" is invalid: letters, digits and '_' only, and no digit first; write \"customer_tier\"."),
            tuple(
                "malformedLabel",
                "@TrackMetrics(labels): \"gold\" is not \"key=value\" or \"key={parameter.path}\"."),
            tuple(
                "duplicateLabel",
                "@TrackMetrics(labels): The label \"tier\" is given twice; remove one of them."),
            tuple(
                "duplicateParameter",
                "@Label(value): The label \"tier\" is given twice; remove one of them."),
            tuple("labelOfNoResult", "@Label: Reads the result, but the method returns nothing."),
            tuple(
                "noNumber",
                "@RecordValue(of): \"flag\": boolean is not a number; lead to a number, or to a collection, map, array or text, whose length counts."),
            tuple(
                "noBoolean",
                "@CacheMetrics(hit): \"result\": int is not a boolean; lead to one that is true for a hit."),
            tuple(
                "twiceTheSame",
                "@CountCalls(metricName): The metric \"orders_total\" is recorded twice by this method; name one otherwise."),
            tuple(
                "badBuckets",
                "@TrackMetrics(buckets): The buckets are not ascending: 0.5 comes after 1.0; sort them, and write none twice."),
            tuple(
                "nothingLeft",
                "@TrackMetrics: Everything is switched off; switch something on or remove the annotation."),
            tuple(
                "badPrice",
                "@TrackLlmUsage(model): The model is empty; write one. @TrackLlmUsage(costPer1kPrompt): costPer1kPrompt = -1.0 is not a price; write US dollars per 1,000 tokens, 0 or more, or leave it out."),
            tuple(
                "badAttribute",
                "@TraceOperation(attributes): The span attribute \"a b\" is invalid: a key has no blanks in it."),
            tuple(
                "labelWithoutMetrics",
                "@Label: The method has no metric that could carry the label; add @TrackMetrics, or write @SpanAttribute."),
            tuple(
                "twoMistakes",
                "@TrackMetrics(name): The metric name \"2nd\" is invalid: letters, digits, '_' and '.' only, and no digit first; write \"_2nd\". @TrackMetrics(labels): The label \"le\" is one that the metrics use themselves; take another key."));
  }

  @Test
  void whatLeadsNowhereCostsItsLabelAndNotTheMeasurement() throws IOException {
    ClassFindings findings = read(Mistakes.class);
    assertThat(findings.remarks())
        .extracting(remark -> remark.method().methodName(), ClassFindings.Remark::text)
        .containsExactly(
            tuple(
                "unknownParameter",
                "@TrackMetrics(labels): \"tier={order.tier}\": there is no parameter \"order\"; a path can begin with customer, amount, this, error."),
            tuple(
                "unknownPosition",
                "@TrackMetrics(labels): \"tier={arg2}\": there is no parameter \"arg2\"; a path can begin with customer, amount, this, error."),
            tuple(
                "labelOnTheResult",
                "@TrackMetrics(labels): \"size={result.size}\": the method returns nothing; a path can begin with this, error."),
            tuple(
                "labelOnThis",
                "@TrackMetrics(labels): \"who={this.name}\": a static method has no \"this\"; a path can begin with error."),
            tuple(
                "labelBesideASpan",
                "@Label: The method has no metric that could carry the label; add @TrackMetrics, or write @SpanAttribute."),
            tuple(
                "attributeWithoutSpan",
                "@SpanAttribute: The method has no span that could carry the attribute; add @TraceOperation, or write @Label."));
    MethodSpec unknown = findings.specs().get(0);
    assertThat(unknown.requests().metrics().get(0).labels())
        .containsExactly(new LabelSpec("tier", new LabelSpec.Fixed("none")));
  }

  @Test
  void aClassWithoutMarksIsNothing() throws IOException {
    assertThat(read(Shop.Order.class)).isSameAs(ClassFindings.NONE);
  }

  @Test
  void aMarkedComponentOfARecordAsksForNothing() throws IOException {
    assertThat(read(Shop.Line.class).isEmpty()).isTrue();
  }

  private static MethodSpec spec(String method) throws IOException {
    return read(Shop.class).specs().stream()
        .filter(spec -> spec.methodName().equals(method))
        .findFirst()
        .orElseThrow();
  }

  private static ClassFindings find(byte[] classFile) {
    return MethodFinder.ofAnnotations().find(Shop.class.getClassLoader(), classFile);
  }

  private static ClassFindings read(Class<?> type) throws IOException {
    return find(bytesOf(type));
  }

  private static byte[] withoutDebugInformation(Class<?> type) throws IOException {
    ClassWriter writer = new ClassWriter(0);
    new ClassReader(bytesOf(type)).accept(writer, ClassReader.SKIP_DEBUG);
    return writer.toByteArray();
  }

  private static byte[] bytesOf(Class<?> type) throws IOException {
    String file = type.getName().replace('.', '/') + ".class";
    try (var in = type.getClassLoader().getResourceAsStream(file)) {
      return in.readAllBytes();
    }
  }
}
