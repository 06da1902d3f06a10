// SPDX-License-Identifier: Apache-2.0
package io.meterweave.plan;

import static io.meterweave.plan.WovenMethod.fixed;
import static io.meterweave.plan.WovenMethod.parameter;
import static io.meterweave.spec.Specs.read;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.meterweave.spec.LabelSpec;
import io.meterweave.spec.PathSpec.Root;
import io.meterweave.spec.SpanSpec;
import io.meterweave.spec.SpanSpec.Form;
import io.meterweave.spec.Specs;
import io.opentelemetry.api.common.AttributeKey;
import io.opentelemetry.api.common.Attributes;
import io.opentelemetry.sdk.testing.exporter.InMemorySpanExporter;
import io.opentelemetry.sdk.trace.data.SpanData;
import java.lang.invoke.MethodHandles;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

/** Spans without a parent, attributes of the current span, and attributes known at the end. */
class SpanFormsTest {
  private static final AttributeKey<String> FUNCTION = AttributeKey.stringKey("code.function.name");

  private final Recording recording = new Recording(2000);

  @RegisterExtension final ExportedSpans spans = new ExportedSpans(recording);

  private final InMemorySpanExporter exporter = spans.exporter;

  private WovenMethod traced(String descriptor, Form form, LabelSpec... attributes) {
    SpanSpec span = new SpanSpec(form, form + " span", SpanSpec.Kind.INTERNAL, List.of(attributes));
    return new WovenMethod(
        recording, Specs.method("place", descriptor, Specs.spanOnly(span)), MethodHandles.lookup());
  }

  String name() {
    return "me";
  }

  @Test
  void aRootSpanHasNoParentAndWhatIsInsideHangsOnIt() throws Exception {
    WovenMethod outer = traced("()V", Form.CHILD);
    WovenMethod root = traced("()V", Form.ROOT);
    outer.call(() -> root.call(() -> outer.call(() -> null)));
    List<SpanData> spans = exporter.getFinishedSpanItems();
    assertThat(spans)
        .extracting(SpanData::getName)
        .containsExactly("CHILD span", "ROOT span", "CHILD span");
    assertThat(spans.get(1).getParentSpanContext().isValid()).isFalse();
    assertThat(spans.get(1).getTraceId()).isNotEqualTo(spans.get(2).getTraceId());
    assertThat(spans.get(0).getParentSpanContext()).isEqualTo(spans.get(1).getSpanContext());
  }

  @Test
  void attributesComeFromReceiverResultAndError() throws Exception {
    WovenMethod place =
        traced(
            "(I)Ljava/lang/String;",
            Form.CHILD,
            fixed("fixed", "f"),
            parameter("n", 0),
            read("me", Root.RECEIVER, "name"),
            read("result", Root.RESULT),
            read("length", Root.RESULT, "length"),
            read("error", Root.ERROR));
    place.callOn(this, () -> "ok", 3);
    assertThatThrownBy(
            () ->
                place.callOn(
                    this,
                    () -> {
                      throw new IllegalStateException("secret");
                    },
                    3))
        .hasMessage("secret");
    List<SpanData> spans = exporter.getFinishedSpanItems();
    assertThat(spans.get(0).getAttributes().asMap())
        .isEqualTo(
            Attributes.builder()
                .put(FUNCTION, "com.acme.Orders.place")
                .put("fixed", "f")
                .put("n", 3)
                .put("me", "me")
                .put("result", "ok")
                .put("length", 2)
                .build()
                .asMap());
    assertThat(spans.get(1).getAttributes().get(AttributeKey.stringKey("error")))
        .isEqualTo("java.lang.IllegalStateException");
    assertThat(spans.get(1).getAttributes().get(AttributeKey.stringKey("result"))).isNull();
  }

  @Test
  void theCurrentFormAddsToTheSpanThatIsThere() throws Exception {
    WovenMethod outer = traced("()V", Form.CHILD);
    WovenMethod adding =
        traced(
            "(I)Ljava/lang/String;",
            Form.CURRENT,
            parameter("n", 0),
            fixed("fixed", "f"),
            read("result", Root.RESULT));
    adding.callOn(this, () -> "alone", 3);
    outer.call(() -> adding.callOn(this, () -> "ok", 3));
    assertThat(exporter.getFinishedSpanItems()).hasSize(1);
    assertThat(exporter.getFinishedSpanItems().get(0).getAttributes().asMap())
        .isEqualTo(
            Attributes.builder()
                .put(FUNCTION, "com.acme.Orders.place")
                .put("n", 3)
                .put("fixed", "f")
                .put("result", "ok")
                .build()
                .asMap());
  }

  @Test
  void theCurrentFormLeavesAFailureToTheSpanItself() {
    WovenMethod outer = traced("()V", Form.CHILD);
    WovenMethod adding = traced("()V", Form.CURRENT, fixed("a", "b"), read("r", Root.RESULT));
    assertThatThrownBy(
            () ->
                outer.call(
                    () ->
                        adding.call(
                            () -> {
                              throw new IllegalStateException("no");
                            })))
        .hasMessage("no");
    assertThat(exporter.getFinishedSpanItems()).hasSize(1);
    assertThat(exporter.getFinishedSpanItems().get(0).getEvents()).hasSize(1);
  }

  @Test
  void aSpanHasAtMostAsManyAttributesAsItMay() throws Exception {
    List<LabelSpec> many = new ArrayList<>();
    for (int i = 0; i < 100; i++) {
      many.add(fixed("fixed" + i, "f"));
      many.add(read("result" + i, Root.RESULT));
    }
    traced("()Ljava/lang/String;", Form.CHILD, many.toArray(new LabelSpec[0]))
        .call(() -> "x".repeat(5000));
    SpanData span = exporter.getFinishedSpanItems().get(0);
    assertThat(span.getTotalAttributeCount()).isEqualTo(128);
    assertThat(span.getAttributes().get(AttributeKey.stringKey("result0"))).hasSize(4096);
  }
}
