// SPDX-License-Identifier: Apache-2.0
package io.meterweave.processor;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.lang.reflect.Proxy;
import java.nio.file.Path;
import java.util.List;
import java.util.Set;
import javax.annotation.processing.AbstractProcessor;
import javax.annotation.processing.Filer;
import javax.annotation.processing.ProcessingEnvironment;
import javax.annotation.processing.RoundEnvironment;
import javax.lang.model.SourceVersion;
import javax.lang.model.element.TypeElement;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class MeterweaveProcessorTest {
  private static final String NO_MEMBER =
      " within reach (getter, record component, field or method without arguments, none of them"
          + " private).";

  @TempDir Path output;
  private Sources sources;

  @BeforeEach
  void begin() {
    sources = new Sources(output);
  }

  @Test
  void nothingIsSaidOfWhatIsRight() {
    assertThat(
            sources.said(
                """

                abstract class Subject<T extends Subject.Order> {
                  record Customer(String tier, Optional<String> name) {}
                  static class Order {
                    public final List<String> lines = List.of();
                    public Customer getCustomer() { return null; }
                    public boolean isPaid() { return true; }
                    public double total() { return 1; }
                    public Map<String, String> headers() { return Map.of(); }
                    public Comparable<?> key() { return 1; }
                  }
                  public String name;

                  @TrackMetrics(name = "orders.place", labels = {
                      "shop=main", "route=/orders/{id}", "tier={order.customer.tier}", "all={ order.headers.x-id }",
                      "key={order.key.anything.more}", "who={this.name}", "kind={this.class.simpleName}",
                      "out={result.total}", "how={error.class.simpleName}", "sql={error.sqlState}",
                      "first={arg0.paid}", "typed={typed.customer.tier}", "many={many.size}"})
                  @CountCalls(metricName = "a_total", labels = "error_type={error.class.name}")
                  @CountCalls(metricName = "b")
                  @MeasureLatency(metricName = "a", buckets = {0.1, 1})
                  @MonitorResource(name = "pool")
                  @RecordValue(metric = "value", of = "result.total", buckets = {-1, 0, 1})
                  @RecordValue(metric = "lines", of = "order.lines", as = RecordValue.As.GAUGE)
                  @RecordValue(metric = "name", of = "order.customer.tier")
                  @RecordValue(metric = "open", of = "order.key")
                  @RecordValue(metric = "rest", of = "rest")
                  @CacheMetrics(cacheName = "orders", hit = "result.paid")
                  @TraceOperation(attributes = "order.tier={order.customer.tier}", root = true)
                  @TrackLlmUsage(provider = "openai", model = "gpt-5-mini")
                  @Label(value = "paid", path = "paid")
                  @SpanAttribute("all.of.it")
                  abstract Order place(
                      @Label(value = "lane", path = "customer.name") @SpanAttribute("o") Order order,
                      T typed, List<Order> many, int... rest);

                  @TrackMetrics(name = "later", labels = "total={result.total}")
                  @RecordValue(metric = "number", of = "result")
                  @CacheMetrics(cacheName = "later", hit = "result")
                  abstract CompletableFuture<Order> later();

                  @TrackMetrics @TraceOperation Subject(String name) { this.name = name; }
                }
                """))
        .isEmpty();
    assertThat(sources.hasCompiled("Subject")).isTrue();
  }

  @Test
  void namesAreCheckedWhereTheyStand() {
    assertThat(
            sources.said(
                """

                class Subject {
                  @TrackMetrics(
                      name = "orders-place",
                      labels = {
                        "fine=1",
                        "customer.tier=gold",
                        "le=1"})
                  void a() {}
                  @CountCalls(metricName = "9lives") void b() {}
                  @MeasureLatency(metricName = "a b") void c() {}
                  @MonitorResource(name = "") void d() {}
                  @RecordValue(metric = "x_total", of = "n") void e(int n) {}
                  @TraceOperation(attributes = "a b=1") void f() {}
                  @TrackMetrics(name = "g") void g(@Label("a-b") int x) {}
                  @CacheMetrics(cacheName = " ") int h() { return 1; }
                }
                """))
        .containsExactly(
            "error 4: @TrackMetrics(name): The metric name \"orders-place\" is invalid: letters,"
                + " digits, '_' and '.' only, and no digit first; write \"orders_place\".",
            "error 7: @TrackMetrics(labels): The label \"customer.tier\" is invalid: letters,"
                + " digits and '_' only, and no digit first; write \"customer_tier\".",
            "error 8: @TrackMetrics(labels): The label \"le\" is one that the metrics use"
                + " themselves; take another key.",
            "error 10: @CountCalls(metricName): The metric name \"9lives\" is invalid: letters,"
                + " digits, '_' and '.' only, and no digit first; write \"_9lives\".",
            "error 11: @MeasureLatency(metricName): The metric name \"a b\" is invalid: letters,"
                + " digits, '_' and '.' only, and no digit first; write \"a_b\".",
            "error 12: @MonitorResource(name): The metric name is empty; write one such as"
                + " \"orders.place\".",
            "error 13: @RecordValue(metric): The metric name \"x_total\" is invalid: Prometheus"
                + " keeps the ending \"_total\" for itself; write \"x\".",
            "error 14: @TraceOperation(attributes): The span attribute \"a b\" is invalid: a key"
                + " has no blanks in it.",
            "error 15: @Label(value): The label \"a-b\" is invalid: letters, digits and '_' only,"
                + " and no digit first; write \"a_b\".",
            "error 16: @CacheMetrics(cacheName): The cacheName is empty; write one.");
  }

  @Test
  void twiceTheSameIsOneTooMany() {
    assertThat(
            sources.said(
                """

                class Subject {
                  @TrackMetrics(name = "a", labels = {"tier=gold", "tier=silver"}) void a() {}
                  @TrackMetrics(name = "b", labels = "tier=gold") void b(@Label("tier") String tier) {}
                  @CountCalls(metricName = "c")
                  @CountCalls(metricName = "c_total") void c() {}
                  @TrackMetrics
                  @MeasureLatency void d() {}
                  @TraceOperation(attributes = "id=1") void e(@SpanAttribute("id") int id) {}
                }
                """))
        .containsExactly(
            "error 3: @TrackMetrics(labels): The label \"tier\" is given twice; remove one of"
                + " them.",
            "error 4: @Label(value): The label \"tier\" is given twice; remove one of them.",
            "error 6: @CountCalls(metricName): The metric \"c_total\" is recorded twice by this"
                + " method; name one otherwise.",
            "error 8: @MeasureLatency(metricName): The metric \"method_duration_seconds\" is"
                + " recorded twice by this method; name one otherwise.",
            "error 9: @SpanAttribute(value): The span attribute \"id\" is given twice; remove one"
                + " of them.");
  }

  @Test
  void aPathThatDoesNotExistIsRefused() {
    assertThat(
            sources.said(
                """

                class Subject<T extends Subject.Order> {
                  static class Order {
                    private int secret() { return 1; }
                    int nearby;
                    private int hidden;
                    public static int all() { return 1; }
                    public void nothing() {}
                    public int with(int x) { return x; }
                    public String isNoFlag() { return ""; }
                    public int[] lines() { return null; }
                  }
                  @TrackMetrics(labels = {
                      "a={order.teir}",
                      "b={nobody.name}",
                      "c={order.secret}", "d={order.hidden}", "near={order.nearby}", "e={order.all}", "f={order.nothing}",
                      "g={order.with}", "h={order.noFlag}", "i={order.lines.length}",
                      "j={count.value}", "k={this.missing}", "l={typed.teir}", "m={result.x}"})
                  void paths(Order order, int count, T typed) {}
                  @TrackMetrics(labels = "a={this.x}") static void still() {}
                  @TrackMetrics @Label("size") void nothing(@Label(value = "t", path = "teir") Order o) {}
                  @TraceOperation(attributes = "a={order.teir}") Order span(Order order) { return order; }
                  @TrackMetrics(labels = {"a={}", "b={x", "c={x}-{y}", "d={x()}", "e"}) void odd(int x) {}
                }
                """))
        .containsExactly(
            "error 15: @TrackMetrics(labels): \"b={nobody.name}\": there is no parameter \"nobody\";"
                + " a path can begin with order, count, typed, this, error.",
            "error 18: @TrackMetrics(labels): \"m={result.x}\": the method returns nothing; a path"
                + " can begin with order, count, typed, this, error.",
            "error 14: @TrackMetrics(labels): \"a={order.teir}\": com.acme.Subject.Order has no teir"
                + NO_MEMBER,
            "error 16: @TrackMetrics(labels): \"c={order.secret}\": com.acme.Subject.Order has no"
                + " secret"
                + NO_MEMBER,
            "error 16: @TrackMetrics(labels): \"d={order.hidden}\": com.acme.Subject.Order has no"
                + " hidden"
                + NO_MEMBER,
            "error 16: @TrackMetrics(labels): \"e={order.all}\": com.acme.Subject.Order has no all"
                + NO_MEMBER,
            "error 16: @TrackMetrics(labels): \"f={order.nothing}\": com.acme.Subject.Order has no"
                + " nothing"
                + NO_MEMBER,
            "error 17: @TrackMetrics(labels): \"g={order.with}\": com.acme.Subject.Order has no with"
                + NO_MEMBER,
            "error 17: @TrackMetrics(labels): \"h={order.noFlag}\": com.acme.Subject.Order has no"
                + " noFlag"
                + NO_MEMBER,
            "error 17: @TrackMetrics(labels): \"i={order.lines.length}\": int[] has no length"
                + NO_MEMBER,
            "error 18: @TrackMetrics(labels): \"j={count.value}\": int has no value" + NO_MEMBER,
            "error 18: @TrackMetrics(labels): \"k={this.missing}\": com.acme.Subject has no missing"
                + NO_MEMBER,
            "error 18: @TrackMetrics(labels): \"l={typed.teir}\": com.acme.Subject.Order has no teir"
                + NO_MEMBER,
            "error 20: @TrackMetrics(labels): \"a={this.x}\": a static method has no \"this\"; a"
                + " path can begin with error.",
            "error 21: @Label: Reads the result, but the method returns nothing.",
            "error 21: @Label(path): \"teir\": com.acme.Subject.Order has no teir" + NO_MEMBER,
            "error 22: @TraceOperation(attributes): \"a={order.teir}\": com.acme.Subject.Order has no"
                + " teir"
                + NO_MEMBER,
            "error 23: @TrackMetrics(labels): A path is empty; name a parameter, such as"
                + " {order.customer.tier}.",
            "error 23: @TrackMetrics(labels): \"b={x\" has a brace without its partner; write"
                + " \"key=value\" or \"key={parameter.path}\".",
            "error 23: @TrackMetrics(labels): \"c={x}-{y}\" has several paths; a label is one path,"
                + " or one fixed text.",
            "error 23: @TrackMetrics(labels): The path \"x()\" is invalid: write \"x\" without ().",
            "error 23: @TrackMetrics(labels): \"e\" is not \"key=value\" or"
                + " \"key={parameter.path}\".");
  }

  @Test
  void ofLeadsToANumberAndHitToABoolean() {
    assertThat(
            sources.said(
                """

                class Subject {
                  record Order(String id, Customer customer, Boolean paid, char grade) {}
                  record Customer(String tier) {}
                  @RecordValue(metric = "a", of = "order.customer") void a(Order order) {}
                  @RecordValue(metric = "b", of = "result.paid") Order b() { return null; }
                  @RecordValue(metric = "c", of = "flag") void c(boolean flag) {}
                  @RecordValue(metric = "d", of = "result") void d() {}
                  @RecordValue(metric = "e", of = "{result}") int e() { return 1; }
                  @RecordValue(metric = "f", of = "order.teir") void f(Order order) {}
                  @RecordValue(metric = "g", of = "order.grade") void g(Order order) {}
                  @CacheMetrics(cacheName = "h", hit = "result.id") Order h() { return null; }
                  @CacheMetrics(cacheName = "i", hit = "result") int i() { return 1; }
                  @CacheMetrics(cacheName = "j") void j() {}
                  @CacheMetrics(cacheName = "k", hit = "result.found") Order k() { return null; }
                  @CacheMetrics(cacheName = "l", hit = "result") List<String> l() { return null; }
                  @CacheMetrics(cacheName = "m", hit = "this.last.id") void m() {}
                  @RecordValue(metric = "n", of = "orders.length") void n(Order[] orders) {}
                  @RecordValue(metric = "o", of = "thrown.anything") void o(Throwable thrown) {}
                  Order last;
                }
                """))
        .containsExactly(
            "error 5: @RecordValue(of): \"order.customer\": com.acme.Subject.Customer is not a"
                + " number; lead to a number, or to a collection, map, array or text, whose length"
                + " counts.",
            "error 6: @RecordValue(of): \"result.paid\": java.lang.Boolean is not a number; lead to"
                + " a number, or to a collection, map, array or text, whose length counts.",
            "error 7: @RecordValue(of): \"flag\": boolean is not a number; lead to a number, or to a"
                + " collection, map, array or text, whose length counts.",
            "error 8: @RecordValue(of): \"result\": the method returns nothing; a path can begin with"
                + " this, error.",
            "error 9: @RecordValue(of): The path \"{result}\" stands in braces; write it without them"
                + " here.",
            "error 10: @RecordValue(of): \"order.teir\": com.acme.Subject.Order has no teir"
                + NO_MEMBER,
            "error 11: @RecordValue(of): \"order.grade\": char is not a number; lead to a number, or"
                + " to a collection, map, array or text, whose length counts.",
            "error 12: @CacheMetrics(hit): \"result.id\": java.lang.String is not a boolean; lead to"
                + " one that is true for a hit.",
            "error 13: @CacheMetrics(hit): \"result\": int is not a boolean; lead to one that is true"
                + " for a hit.",
            "error 14: @CacheMetrics: Reads the result, but the method returns nothing.",
            "error 15: @CacheMetrics(hit): \"result.found\": com.acme.Subject.Order has no found"
                + NO_MEMBER,
            "error 16: @CacheMetrics(hit): \"result\": java.util.List is not a boolean; lead to one"
                + " that is true for a hit.",
            "error 17: @CacheMetrics(hit): \"this.last.id\": java.lang.String is not a boolean; lead to"
                + " one that is true for a hit.",
            "error 18: @RecordValue(of): \"orders.length\": com.acme.Subject.Order[] has no length"
                + NO_MEMBER);
  }

  @Test
  void numbersAreChecked() {
    assertThat(
            sources.said(
                """

                class Subject {
                  @TrackMetrics(buckets = {1, 0.5}) void a() {}
                  @MeasureLatency(buckets = {0, 1}) void b() {}
                  @RecordValue(metric = "c", of = "n", as = RecordValue.As.GAUGE, buckets = 1)
                  void c(int n) {}
                  @TrackLlmUsage(provider = "openai", model = "", costPer1kPrompt = -1) String d() {
                    return "";
                  }
                  @TrackMetrics(trackCalls = false, trackDuration = false, trackErrors = false)
                  void e() {}
                }
                """))
        .containsExactly(
            "error 3: @TrackMetrics(buckets): The buckets are not ascending: 0.5 comes after 1.0;"
                + " sort them, and write none twice.",
            "error 4: @MeasureLatency(buckets): The bucket bound 0.0 is not a duration; write seconds"
                + " above 0.",
            "error 5: @RecordValue(buckets): A gauge has no buckets; remove them or the as = GAUGE.",
            "error 7: @TrackLlmUsage(model): The model is empty; write one.",
            "error 7: @TrackLlmUsage(costPer1kPrompt): costPer1kPrompt = -1.0 is not a price; write US"
                + " dollars per 1,000 tokens, 0 or more, or leave it out.",
            "error 10: @TrackMetrics: Everything is switched off; switch something on or remove the"
                + " annotation.");
  }

  @Test
  void aNativeMethodHasNoBytecode() {
    assertThat(sources.said("\nclass Subject {\n  @TrackMetrics native void a();\n}"))
        .containsExactly(
            "error 3: @TrackMetrics: The method is native and has no bytecode; mark a Java method that"
                + " calls it.");
  }

  @Test
  void anExtractorCanBeMade() {
    assertThat(
            sources.said(
                """
                import io.meterweave.api.LabelExtractor;
                class Subject {
                  static abstract class Abstract implements LabelExtractor {}
                  class Inner implements LabelExtractor {
                    public Map<String, String> labels(Object[] a, Object r, Throwable e) { return null; }
                  }
                  static class Needy extends Inner {
                    Needy(Subject outer) { outer.super(); }
                  }
                  static class Good implements LabelExtractor {
                    public Map<String, String> labels(Object[] a, Object r, Throwable e) { return null; }
                  }
                  @TrackMetrics(labelExtractor = Abstract.class) void a() {}
                  @CountCalls(labelExtractor = Inner.class) void b() {}
                  @MeasureLatency(labelExtractor = Needy.class) void c() {}
                  @MeasureLatency(labelExtractor = Good.class) void d() {}
                }
                """))
        .containsExactly(
            "error 13: @TrackMetrics(labelExtractor): com.acme.Subject.Abstract is abstract; name a"
                + " class, static if it is nested, with a constructor without arguments.",
            "error 14: @CountCalls(labelExtractor): com.acme.Subject.Inner is an inner class; name a"
                + " class, static if it is nested, with a constructor without arguments.",
            "error 15: @MeasureLatency(labelExtractor): com.acme.Subject.Needy has no constructor"
                + " without arguments; name a class, static if it is nested, with a constructor"
                + " without arguments.");
  }

  @Test
  void whatStandsAloneIsAWarningForAConfigurationMayAskForMore() {
    assertThat(
            sources.said(
                """

                class Subject extends Base implements Way {
                  void a(@Label("x") int x) {}
                  @TraceOperation void b(@Label("x") int x) {}
                  @TrackMetrics int c(@SpanAttribute("x") int x) { return 1; }
                  @Override public void inherited(@Label("x") int x) {}
                  @Override public void implemented(@SpanAttribute("x") int x) {}
                  @Service void composed(@Label("x") int x) {}
                  @TrackLlmUsage(provider = "p", model = "m")
                  Object d(@SpanAttribute("x") int x) { return ""; }
                }
                class Base { @CountCalls public void inherited(int x) {} }
                @TraceOperation interface Way { void implemented(int x); }
                record Order(@Label("x") int x, @SpanAttribute("y") int y) { @TrackMetrics public Order {} }
                @TrackMetrics @interface Service {}
                """))
        .containsExactly(
            "warning 3: @Label: The method has no metric that could carry the label; add"
                + " @TrackMetrics, or write @SpanAttribute.",
            "warning 4: @Label: The method has no metric that could carry the label; add"
                + " @TrackMetrics, or write @SpanAttribute.",
            "warning 5: @SpanAttribute: The method has no span that could carry the attribute; add"
                + " @TraceOperation, or write @Label.");
  }

  @Test
  void attributesOfTheSpanThatLlmUsageIsAreChecked() {
    assertThat(
            sources.said(
                """

                class Subject {
                  @TrackLlmUsage(provider = "p", model = "m")
                  Object a(@SpanAttribute("x") int x, @SpanAttribute("x") int y) { return ""; }
                }
                """))
        .singleElement()
        .asString()
        .startsWith("error 4: @SpanAttribute(value): ")
        .contains("\"x\"");
  }

  @Test
  void anAnnotationOnAClassIsCheckedForItsPublicMethods() {
    assertThat(
            sources.said(
                """

                @TrackMetrics(labels = {"bad-key=1", "tier={tier}"})
                @CountCalls(metricName = "calls")
                class Subject {
                  public void fine(String tier) {}
                  public void strange(int other) {}
                  void notMeant() {}
                  @TrackMetrics public void replaced() {}
                  @CountCalls(metricName = "calls.total") public void counted(String tier) {}
                }
                """))
        .containsExactly(
            "error 2: @TrackMetrics(labels): The label \"bad-key\" is invalid: letters, digits and"
                + " '_' only, and no digit first; write \"bad_key\".",
            "error 2: @TrackMetrics(labels): \"tier={tier}\": there is no parameter \"tier\"; a path"
                + " can begin with other, this, error. So it is for strange(int).");
  }

  @Test
  void aComposedAnnotationIsCheckedWhereItIsDeclared() {
    assertThat(
            sources.said(
                """

                @TrackMetrics(name = "a-b", labels = {"tier={order.customer}", "x={a..b}"})
                @RecordValue(metric = "m", of = "result.total")
                @interface Subject {}
                """))
        .containsExactly(
            "error 2: @TrackMetrics(name): The metric name \"a-b\" is invalid: letters, digits, '_'"
                + " and '.' only, and no digit first; write \"a_b\".",
            "error 2: @TrackMetrics(labels): The path \"a..b\" is invalid: names with one dot"
                + " between, such as order.customer.tier.");
  }

  @Test
  void pathsMayLeadThroughWhatOtherProcessorsWrite() {
    sources.add(
        "Subject",
        """
        class Subject {
          @TrackMetrics(labels = {"a={order.tier}", "b={order.teir}"}) void a(Order order) {}
        }
        """);
    Generator generator = new Generator();
    assertThat(sources.said(new MeterweaveProcessor(), generator))
        .containsExactly(
            "error 2: @TrackMetrics(labels): \"b={order.teir}\": com.acme.Order has no teir"
                + NO_MEMBER);
    assertThat(generator.hasSeenOurAnnotations).isTrue();
  }

  @Test
  void aTypeThatIsMissingIsTheCompilersBusiness() {
    List<String> said =
        sources.said(
            """

            class Subject {
              @TrackMetrics(labels = "a={order.tier}") Missing a(Missing order) { return null; }
              @RecordValue(metric = "m", of = "result") Missing b() { return null; }
            }
            """);
    assertThat(said).hasSize(3).allMatch(line -> line.contains("cannot find symbol"));
  }

  @Test
  void whatGoesWrongInsideIsOneWarning() {
    sources.add("Subject", "class Subject { @TrackMetrics void a() {} }");
    sources.add("Other", "class Other { @TrackMetrics void a() {} }");
    assertThat(sources.said(new Misled()))
        .containsExactly(
            "warning: Meterweave's annotations could not be checked (java.lang.IllegalStateException:"
                + " on purpose); the agent checks them when it weaves.");
    assertThat(sources.hasCompiled("Subject")).isTrue();
  }

  /** A processor for everything that writes a class in the first round. */
  private static final class Generator extends AbstractProcessor {
    private boolean hasWritten;
    private boolean hasSeenOurAnnotations;

    @Override
    public Set<String> getSupportedAnnotationTypes() {
      return Set.of("*");
    }

    @Override
    public SourceVersion getSupportedSourceVersion() {
      return SourceVersion.latestSupported();
    }

    @Override
    public boolean process(Set<? extends TypeElement> annotations, RoundEnvironment round) {
      hasSeenOurAnnotations |=
          annotations.stream().anyMatch(type -> type.getSimpleName().contentEquals("TrackMetrics"));
      if (!hasWritten) {
        hasWritten = true;
        Filer filer = processingEnv.getFiler();
        try (var writer = filer.createSourceFile("com.acme.Order").openWriter()) {
          writer.write("package com.acme; public record Order(String tier) {}");
        } catch (IOException failure) {
          throw new UncheckedIOException(failure);
        }
      }
      return false;
    }
  }

  /** Hands our processor a compiler that fails. */
  private static final class Misled extends AbstractProcessor {
    private final MeterweaveProcessor misled = new MeterweaveProcessor();

    @Override
    public synchronized void init(ProcessingEnvironment environment) {
      misled.init(
          (ProcessingEnvironment)
              Proxy.newProxyInstance(
                  Misled.class.getClassLoader(),
                  new Class<?>[] {ProcessingEnvironment.class},
                  (proxy, method, arguments) -> {
                    if (method.getName().equals("getElementUtils")) {
                      throw new IllegalStateException("on purpose");
                    }
                    return method.invoke(environment, arguments);
                  }));
    }

    @Override
    public Set<String> getSupportedAnnotationTypes() {
      return misled.getSupportedAnnotationTypes();
    }

    @Override
    public SourceVersion getSupportedSourceVersion() {
      return misled.getSupportedSourceVersion();
    }

    @Override
    public boolean process(Set<? extends TypeElement> annotations, RoundEnvironment round) {
      return misled.process(annotations, round);
    }
  }
}
