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
                        Specs.parameterAs("how", 2, "arg2.mode.name", "mode", "name")),
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
                List.of(Specs.parameterAs("order.id", 0, "arg0"))));
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
    assertThat(findings.rejections())
        .extracting(Rejection::methodName, Rejection::reason)
        .containsExactly(
            tuple(
                "full",
                "\"tier={order.tier}\": there is no parameter \"order\"; known are arg0, arg1, arg2"
                    + " (compile with -parameters or -g to have all names)."),
            tuple(
                "fullSpan",
                "\"order.tier={order.tier}\": there is no parameter \"order\"; known are arg0"
                    + " (compile with -parameters or -g to have all names)."));
  }

  @Test
  void eachMistakeIsRejectedWithAReasonAndNoNeighbourSuffers() throws IOException {
    ClassFindings findings = read(Mistakes.class);
    assertThat(findings.specs()).extracting(MethodSpec::methodName).containsExactly("fine");
    assertThat(findings.rejections())
        .extracting(Rejection::methodName, Rejection::reason)
        .containsExactly(
            tuple(
                "isNative",
                "The method is native and has no bytecode; mark a Java method that calls it."),
            tuple(
                "badName",
                "The metric name \"orders-place\" is invalid: letters, digits, '_' and '.' only,"
                    + " and no digit first; write \"orders_place\"."),
            tuple(
                "badLabel",
                "The label \"customer.tier\" is invalid: letters, digits and '_' only, and no digit"
                    + " first; write \"customer_tier\"."),
            tuple("malformedLabel", "\"gold\" is not \"key=value\" or \"key={parameter.path}\"."),
            tuple("duplicateLabel", "The label \"tier\" is given twice; remove one of them."),
            tuple("duplicateParameter", "The label \"tier\" is given twice; remove one of them."),
            tuple(
                "unknownParameter",
                "\"tier={order.tier}\": there is no parameter \"order\"; known are customer, amount"
                    + " (compile with -parameters or -g to have all names)."),
            tuple(
                "unknownPosition",
                "\"tier={arg2}\": there is no parameter \"arg2\"; known are customer, amount"
                    + " (compile with -parameters or -g to have all names)."),
            tuple(
                "labelOnTheResult",
                "\"size={result.size}\": values of \"result\" are not supported yet; take a"
                    + " parameter."),
            tuple(
                "badBuckets",
                "The buckets are not ascending: 0.5 comes after 1.0; sort them, and write none"
                    + " twice."),
            tuple(
                "nothingLeft",
                "@TrackMetrics has everything switched off; switch something on or remove it."),
            tuple(
                "badPrice",
                "costPer1kPrompt = -1.0 is not a price; write US dollars per 1,000 tokens, 0 or"
                    + " more, or leave it out. @TrackLlmUsage has an empty model; name the model."),
            tuple(
                "badAttribute",
                "The span attribute \"a b\" is invalid: a key has no blanks in it."),
            tuple(
                "labelWithoutMetrics",
                "A parameter is marked, but the method is not; add @TrackMetrics or"
                    + " @TraceOperation."),
            tuple(
                "twoMistakes",
                "The metric name \"2nd\" is invalid: letters, digits, '_' and '.' only, and no"
                    + " digit first; write \"_2nd\". The label \"le\" is one that the metrics use"
                    + " themselves; take another key."));
  }

  @Test
  void aClassWithoutMarksIsNothing() throws IOException {
    assertThat(read(Shop.Order.class)).isSameAs(ClassFindings.NONE);
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
