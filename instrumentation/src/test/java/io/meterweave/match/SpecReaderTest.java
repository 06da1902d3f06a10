// SPDX-License-Identifier: Apache-2.0
package io.meterweave.match;

import static org.assertj.core.api.Assertions.assertThat;

import com.acme.marked.Ledger;
import io.meterweave.spec.CacheSpec;
import io.meterweave.spec.InstrumentSpec;
import io.meterweave.spec.InstrumentSpec.Kind;
import io.meterweave.spec.LabelSpec;
import io.meterweave.spec.MethodSpec;
import io.meterweave.spec.MetricSpec;
import io.meterweave.spec.PathSpec;
import io.meterweave.spec.PathSpec.Root;
import io.meterweave.spec.Requests;
import io.meterweave.spec.SpanSpec;
import io.meterweave.spec.Specs;
import io.meterweave.spec.ValueSpec;
import java.io.IOException;
import java.util.List;
import org.junit.jupiter.api.Test;

/** What each annotation comes to. */
class SpecReaderTest {
  private static final String TAGS = "com.acme.marked.Ledger$Tags";

  @Test
  void measureLatencyIsOneHistogramEach() throws IOException {
    assertThat(requests("latencies").metrics())
        .containsExactly(
            new MetricSpec(
                List.of(fixed("kind", "book")),
                TAGS,
                List.of(duration("book_latency_seconds", 0.5, 1.0))),
            new MetricSpec(List.of(), null, List.of(duration("page_seconds"))));
    assertThat(requests("sharedLatency"))
        .isEqualTo(Requests.of(new MetricSpec(List.of(), null, List.of(duration("")))));
  }

  @Test
  void countCallsIsOneCounterEach() throws IOException {
    LabelSpec errorType =
        read("error_type", Root.ERROR, 0, "error.class.simpleName", "class", "simpleName");
    assertThat(requests("counts").metrics())
        .containsExactly(
            new MetricSpec(
                List.of(errorType), null, List.of(instrument(Kind.CALLS, "books_total"))),
            Specs.only(Kind.CALLS, "pages_total", ""));
    assertThat(requests("sharedCount")).isEqualTo(Requests.of(Specs.only(Kind.CALLS, "", "")));
  }

  @Test
  void monitorResourceIsFourMetrics() throws IOException {
    assertThat(requests("resource"))
        .isEqualTo(
            Requests.of(
                new MetricSpec(
                    List.of(fixed("room", "1")),
                    TAGS,
                    List.of(
                        instrument(Kind.CALLS, "book_shelf_acquisitions_total"),
                        duration("book_shelf_duration_seconds"),
                        instrument(Kind.ERRORS, "book_shelf_errors_total"),
                        instrument(Kind.ACTIVE, "book_shelf_active")))));
  }

  @Test
  void recordValueAddsNothingToItsName() throws IOException {
    assertThat(requests("values").values())
        .containsExactly(
            new ValueSpec(
                "pages_read",
                "Pages.",
                new PathSpec(Root.RESULT, 0, List.of("size"), "result.size"),
                ValueSpec.Form.HISTOGRAM,
                List.of(read("who", Root.RECEIVER, 0, "this.name", "name")),
                TAGS,
                List.of(-1.0, 0.0, 1.0)),
            new ValueSpec(
                "page",
                "",
                new PathSpec(Root.PARAMETER, 0, List.of(), "last"),
                ValueSpec.Form.GAUGE,
                List.of(),
                null,
                List.of()));
  }

  @Test
  void aCacheHasAConditionOrNone() throws IOException {
    assertThat(requests("cache").caches())
        .containsExactly(
            new CacheSpec(
                "books", new PathSpec(Root.RESULT, 0, List.of("open"), "result.open"), List.of()));
    assertThat(requests("cacheOfAnything").caches())
        .containsExactly(
            new CacheSpec("pages", null, List.of(read("shelf", Root.PARAMETER, 0, "shelf"))));
  }

  @Test
  void aSpanMayBeARootAndCarryTheResult() throws IOException {
    assertThat(requests("span").span())
        .isEqualTo(
            new SpanSpec(
                SpanSpec.Form.ROOT,
                "Ledger.span",
                SpanSpec.Kind.INTERNAL,
                List.of(
                    read("title", Root.RESULT, 0, "result"),
                    read("all", Root.RESULT, 0, "result"),
                    read("again", Root.RESULT, 0, "result"))));
  }

  @Test
  void anExtractorIsKnownByItsName() throws IOException {
    assertThat(requests("llm").llm().usageExtractor()).isEqualTo("com.acme.marked.Ledger$Usage");
    assertThat(requests("llm").llm().usdPer1kPrompt()).isNaN();
  }

  @Test
  void anAttributeGoesOntoTheSpanThatLlmUsageIs() throws IOException {
    assertThat(requests("llm").span()).isNull();
    assertThat(requests("llmSpan").span())
        .isEqualTo(
            new SpanSpec(
                SpanSpec.Form.CHILD,
                "chat gpt-5-mini",
                SpanSpec.Kind.CLIENT,
                List.of(
                    read("who", Root.PARAMETER, 0, "who"),
                    read("answer", Root.RESULT, 0, "result"))));
  }

  @Test
  void aLabelGoesOntoEveryMetricOfTheMethod() throws IOException {
    List<LabelSpec> placed =
        List.of(
            read("size", Root.PARAMETER, 0, "list.size", "size"),
            read("list", Root.PARAMETER, 0, "list"),
            read("result", Root.RESULT, 0, "result"),
            read("length", Root.RESULT, 0, "result.length", "length"));
    List<MetricSpec> metrics = requests("labels").metrics();
    assertThat(metrics).hasSize(2);
    assertThat(metrics.get(0).labels()).startsWith(fixed("a", "1")).endsWith(placed.get(3));
    assertThat(metrics.get(0).labels()).hasSize(5).containsAll(placed);
    assertThat(metrics.get(1).labels()).isEqualTo(placed);
  }

  @Test
  void aParameterHidesAWordOfPaths() throws IOException {
    assertThat(requests("hidden").metrics().get(0).labels())
        .containsExactly(
            read("code", Root.PARAMETER, 0, "error"), read("fine", Root.RESULT, 0, "result"));
  }

  @Test
  void parametersOfConstructorsAreCountedAsInTheSource() throws IOException {
    assertThat(labels(Ledger.Shelf.class))
        .containsExactly(
            read("first", Root.PARAMETER, 1, "arg0"),
            read("named", Root.PARAMETER, 1, "size"),
            read("placed", Root.PARAMETER, 1, "size"));
    assertThat(labels(Ledger.Colour.class))
        .containsExactly(
            read("first", Root.PARAMETER, 2, "arg0"),
            read("named", Root.PARAMETER, 2, "code"),
            read("placed", Root.PARAMETER, 2, "code"));
  }

  @Test
  void everyAnnotationOfOursIsKnown() throws IOException {
    assertThat(read(Ledger.class).rejections()).isEmpty();
    assertThat(read(Ledger.class).specs()).hasSize(14);
  }

  private static List<LabelSpec> labels(Class<?> type) throws IOException {
    return read(type).specs().get(0).requests().metrics().get(0).labels();
  }

  private static LabelSpec fixed(String key, String value) {
    return new LabelSpec(key, new LabelSpec.Fixed(value));
  }

  private static LabelSpec read(
      String key, Root root, int parameter, String written, String... steps) {
    return new LabelSpec(
        key, new LabelSpec.Read(new PathSpec(root, parameter, List.of(steps), written)));
  }

  private static InstrumentSpec instrument(Kind kind, String name) {
    return InstrumentSpec.of(kind, name, "");
  }

  private static InstrumentSpec duration(String name, Double... buckets) {
    return new InstrumentSpec(Kind.DURATION, name, "", List.of(buckets), List.of());
  }

  private static Requests requests(String method) throws IOException {
    return read(Ledger.class).specs().stream()
        .filter(spec -> spec.methodName().equals(method))
        .findFirst()
        .map(MethodSpec::requests)
        .orElseThrow();
  }

  private static ClassFindings read(Class<?> type) throws IOException {
    String file = type.getName().replace('.', '/') + ".class";
    try (var in = type.getClassLoader().getResourceAsStream(file)) {
      return MethodFinder.ofAnnotations().find(type.getClassLoader(), in.readAllBytes());
    }
  }
}
