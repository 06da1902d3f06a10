// SPDX-License-Identifier: Apache-2.0
package io.meterweave.plan;

import static io.meterweave.spec.Specs.tracked;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.meterweave.spec.Lineage;
import io.meterweave.spec.MethodSpec;
import io.meterweave.spec.Requests;
import io.meterweave.spec.SpanSpec;
import io.meterweave.spec.SpanSpec.Form;
import io.opentelemetry.api.trace.Span;
import io.opentelemetry.api.trace.StatusCode;
import io.opentelemetry.context.Scope;
import io.opentelemetry.sdk.testing.exporter.InMemorySpanExporter;
import io.opentelemetry.sdk.trace.data.SpanData;
import java.lang.invoke.MethodHandles;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

/**
 * One call through overrides, super calls and proxies is recorded once. The bodies call each other
 * in the order in which woven code would.
 */
class OncePerCallTest {
  private final Recording recording = new Recording(2000);
  private final Exposition exposition = new Exposition(recording);

  @RegisterExtension final ExportedSpans spans = new ExportedSpans(recording);

  private final InMemorySpanExporter exporter = spans.exporter;

  private WovenMethod method(Class<?> holder, String descriptor, Lineage lineage) {
    return method(holder, descriptor, lineage, SpanSpec.Kind.INTERNAL);
  }

  private WovenMethod method(
      Class<?> holder, String descriptor, Lineage lineage, SpanSpec.Kind kind) {
    SpanSpec span = new SpanSpec(Form.CHILD, holder.getSimpleName(), kind, List.of());
    Requests requests = new Requests(List.of(tracked("p", true)), List.of(), List.of(), span, null);
    MethodSpec spec = new MethodSpec(holder.getName(), "m", descriptor, 0, lineage, requests);
    return new WovenMethod(recording, spec, lookup(holder));
  }

  private static MethodHandles.Lookup lookup(Class<?> holder) {
    try {
      return MethodHandles.privateLookupIn(holder, MethodHandles.lookup());
    } catch (IllegalAccessException impossible) {
      throw new AssertionError(impossible);
    }
  }

  private static Lineage plain(Class<?>... roots) {
    return lineage(true, false, false, roots);
  }

  private static Lineage overriding(Class<?>... roots) {
    return lineage(true, true, false, roots);
  }

  private static Lineage generated(Class<?>... roots) {
    return lineage(true, true, true, roots);
  }

  private static Lineage lineage(
      boolean isOverridable, boolean isOverriding, boolean isGenerated, Class<?>... roots) {
    List<String> names = List.of(roots).stream().map(Class::getName).toList();
    return new Lineage(names, isOverridable, isOverriding, isGenerated);
  }

  private void recorded(int calls, String... spans) throws Exception {
    assertThat(exposition.samples("p_calls_total"))
        .containsExactly("p_calls_total " + calls + ".0");
    assertThat(exposition.samples("p_active")).containsExactly("p_active 0.0");
    assertThat(exporter.getFinishedSpanItems())
        .extracting(SpanData::getName)
        .containsExactly(spans);
  }

  private String active() throws Exception {
    return exposition.samples("p_active").get(0);
  }

  @Test
  void aChainOfSuperCallsIsOneCall() throws Exception {
    WovenMethod a = method(A.class, "()V", plain(A.class));
    WovenMethod b = method(B.class, "()V", overriding(A.class));
    WovenMethod c = method(C.class, "()V", overriding(A.class));
    C object = new C();
    Callable<?> body = () -> b.callOn(object, () -> a.callOn(object, this::active));
    assertThat(c.callOn(object, body)).isEqualTo("p_active 1.0");
    recorded(1, "C");
  }

  @Test
  void overridesOfOneDeclarationInAnInterfaceAreOneCall() throws Exception {
    WovenMethod a = method(A.class, "()V", plain(Face.class));
    WovenMethod b = method(B.class, "()V", overriding(Face.class));
    B object = new B();
    b.callOn(object, () -> a.callOn(object, () -> null));
    a.callOn(new A(), () -> null);
    recorded(2, "B", "A");
  }

  @Test
  void aDefaultMethodThatIsCalledAsSuperIsTheSameCall() throws Exception {
    WovenMethod face = method(Face.class, "()V", plain(Face.class));
    WovenMethod a = method(A.class, "()V", overriding(Face.class));
    A object = new A();
    a.callOn(object, () -> face.callOn(object, () -> null));
    recorded(1, "A");
  }

  @Test
  void aRecursionIsManyCalls() throws Exception {
    WovenMethod a = method(A.class, "()V", plain(A.class));
    WovenMethod b = method(B.class, "()V", overriding(A.class));
    B object = new B();
    Callable<?> inner = () -> b.callOn(object, () -> a.callOn(object, () -> null));
    b.callOn(object, () -> a.callOn(object, inner));
    recorded(2, "B", "B");
  }

  @Test
  void aRecursionOfAnInheritedMethodIsManyCallsEachWithItsSuperCall() throws Exception {
    WovenMethod a = method(A.class, "()V", plain(A.class));
    WovenMethod b = method(B.class, "()V", overriding(A.class));
    C object = new C();
    Callable<?> third = () -> a.callOn(object, () -> null);
    Callable<?> second =
        () -> {
          a.callOn(object, () -> null);
          return b.callOn(object, third);
        };
    b.callOn(object, second);
    recorded(2, "B", "B");
  }

  @Test
  void aSuperCallIsFoundBehindTheCallsOfOtherObjects() throws Exception {
    WovenMethod a = method(A.class, "()V", plain(A.class));
    WovenMethod b = method(B.class, "()V", overriding(A.class));
    B object = new B();
    Callable<?> back = () -> a.callOn(object, () -> null);
    for (int i = 0; i < 200; i++) {
      Callable<?> inner = back;
      back = () -> b.callOn(new B(), inner);
    }
    Callable<?> outer = back;
    b.callOn(object, outer);
    assertThat(exposition.samples("p_calls_total")).containsExactly("p_calls_total 201.0");
  }

  @Test
  void delegationToAnotherObjectIsACall() throws Exception {
    WovenMethod a = method(A.class, "()V", plain(A.class));
    WovenMethod b = method(B.class, "()V", overriding(A.class));
    B other = new B();
    b.callOn(
        new B(),
        () -> {
          b.callOn(other, () -> null);
          return a.callOn(new A(), () -> null);
        });
    recorded(3, "B", "A", "B");
  }

  @Test
  void superOutsideOfTheOverrideIsACallOfItsOwn() throws Exception {
    WovenMethod a = method(A.class, "()V", plain(A.class));
    WovenMethod b = method(B.class, "()V", overriding(A.class));
    B object = new B();
    b.callOn(object, () -> null);
    a.callOn(object, () -> null);
    recorded(2, "B", "A");
  }

  @Test
  void anotherMethodOfThatNameIsACallOfItsOwn() throws Exception {
    WovenMethod a = method(A.class, "(Ljava/lang/String;)V", plain(A.class));
    WovenMethod b = method(B.class, "(I)V", overriding(A.class));
    B object = new B();
    b.callOn(object, () -> a.callOn(object, () -> null));
    recorded(2, "A", "B");
  }

  @Test
  void anOverrideWithNarrowerParametersIsFoundByItsBridge() throws Exception {
    WovenMethod wide = method(Store.class, "(Ljava/lang/Object;)V", plain(Store.class));
    WovenMethod narrow = method(Words.class, "(Ljava/lang/String;)V", overriding(Store.class));
    Words words = new Words();
    narrow.callOn(words, () -> wide.callOn(words, () -> null));
    recorded(1, "Words");
  }

  @Test
  void anExceptionThroughTheChainIsOneError() throws Exception {
    WovenMethod a = method(A.class, "()V", plain(A.class));
    WovenMethod b = method(B.class, "()V", overriding(A.class));
    B object = new B();
    for (int i = 0; i < 2; i++) {
      assertThatThrownBy(() -> b.callOn(object, () -> a.callOn(object, OncePerCallTest::failing)))
          .hasMessage("no");
    }
    a.callOn(object, () -> null);
    recorded(3, "B", "B", "A");
    assertThat(exposition.samples("p_errors_total"))
        .containsExactly("p_errors_total{error_type=\"java.lang.IllegalStateException\"} 2.0");
  }

  private static Object failing() {
    throw new IllegalStateException("no");
  }

  @Test
  void aProxyInFrontOfAMeasuredMethodAddsNothing() throws Exception {
    WovenMethod proxy = method(Proxy.class, "()V", generated(Face.class));
    WovenMethod a = method(A.class, "()V", plain(Face.class));
    A target = new A();
    Object during =
        proxy.callOn(
            new Proxy(), () -> List.of(active(), a.callOn(target, this::active), active()));
    assertThat(during).isEqualTo(List.of("p_active 1.0", "p_active 1.0", "p_active 0.0"));
    recorded(1, "A");
  }

  @Test
  @SuppressWarnings("try") // the scope is closed, and nothing else is done with it
  void whatRunsBetweenAProxyAndTheMethodHangsOnTheirSpan() throws Exception {
    WovenMethod proxy = method(Proxy.class, "()V", generated(Face.class));
    WovenMethod a = method(A.class, "()V", plain(Face.class));
    var tracer = spans.provider.get("interceptor");
    proxy.callOn(
        new Proxy(),
        () -> {
          Span before = tracer.spanBuilder("before").startSpan();
          try (Scope ignored = before.makeCurrent()) {
            a.callOn(new A(), () -> tracer.spanBuilder("inside").startSpan()).hashCode();
          } finally {
            before.end();
          }
          tracer.spanBuilder("after").startSpan().end();
          return null;
        });
    List<SpanData> spans = exporter.getFinishedSpanItems();
    assertThat(spans).extracting(SpanData::getName).containsExactly("A", "before", "after");
    String own = spans.get(0).getSpanId();
    assertThat(spans.get(0).getParentSpanContext().isValid()).isFalse();
    assertThat(spans.get(1).getParentSpanId()).isEqualTo(own);
    assertThat(spans.get(2).getParentSpanId()).isEqualTo(own);
    assertThat(spans).extracting(SpanData::getTraceId).containsOnly(spans.get(0).getTraceId());
    assertThat(spans.get(0).getAttributes().asMap().values())
        .containsExactly(A.class.getName() + ".m");
  }

  @Test
  void aProxyAloneIsTheCall() throws Exception {
    WovenMethod proxy = method(Proxy.class, "()V", generated(Face.class));
    assertThat(proxy.callOn(new Proxy(), this::active)).isEqualTo("p_active 1.0");
    assertThatThrownBy(() -> proxy.callOn(new Proxy(), OncePerCallTest::failing)).hasMessage("no");
    recorded(2, "Proxy", "Proxy");
    assertThat(exporter.getFinishedSpanItems().get(1).getStatus().getStatusCode())
        .isEqualTo(StatusCode.ERROR);
    assertThat(exporter.getFinishedSpanItems().get(1).getEvents()).hasSize(1);
  }

  @Test
  void aProxyInsideAProxyIsOneCall() throws Exception {
    WovenMethod outer = method(Proxy.class, "()V", generated(Face.class));
    WovenMethod inner = method(OtherProxy.class, "()V", generated(Face.class));
    WovenMethod a = method(A.class, "()V", plain(Face.class));
    outer.callOn(
        new Proxy(), () -> inner.callOn(new OtherProxy(), () -> a.callOn(new A(), () -> null)));
    recorded(1, "A");
    outer.callOn(new Proxy(), () -> inner.callOn(new OtherProxy(), this::active));
    recorded(2, "A", "OtherProxy");
  }

  @Test
  void aGeneratedSubclassThatCallsSuperIsOneCall() throws Exception {
    WovenMethod proxy = method(Generated.class, "()V", generated(A.class));
    WovenMethod a = method(A.class, "()V", plain(A.class));
    Generated object = new Generated();
    proxy.callOn(object, () -> a.callOn(object, () -> null));
    recorded(1, "A");
  }

  @Test
  void aProxyThatTriesAgainIsAsManyCallsAsItTries() throws Exception {
    WovenMethod proxy = method(Proxy.class, "()V", generated(Face.class));
    WovenMethod a = method(A.class, "()V", plain(Face.class));
    A target = new A();
    proxy.callOn(
        new Proxy(),
        () -> {
          assertThatThrownBy(() -> a.callOn(target, OncePerCallTest::failing)).hasMessage("no");
          return a.callOn(target, () -> null);
        });
    recorded(2, "A", "A");
    List<SpanData> spans = exporter.getFinishedSpanItems();
    assertThat(spans.get(1).getParentSpanId()).isEqualTo(spans.get(0).getSpanId());
  }

  @Test
  void aFinalImplementationIsSeenThroughItsProxy() throws Exception {
    WovenMethod proxy = method(Proxy.class, "()V", generated(Face.class));
    WovenMethod end = method(End.class, "()V", lineage(false, false, false, Face.class));
    proxy.callOn(new Proxy(), () -> end.callOn(new End(), () -> null));
    recorded(1, "End");
  }

  @Test
  void aSpanOfAnotherKindIsNotTakenOver() throws Exception {
    WovenMethod proxy = method(Proxy.class, "()V", generated(Face.class), SpanSpec.Kind.CLIENT);
    WovenMethod a = method(A.class, "()V", plain(Face.class));
    proxy.callOn(new Proxy(), () -> a.callOn(new A(), () -> null));
    recorded(1, "A", "Proxy");
  }

  @Test
  void aProxyIsNamedAfterTheTypeThatAsks() throws Exception {
    MethodSpec spec =
        new MethodSpec(
            "jdk.proxy2.$Proxy7",
            "m",
            "()V",
            0,
            generated(Face.class),
            Requests.of(tracked("", false)));
    new WovenMethod(recording, spec, lookup(Proxy.class)).callOn(new Proxy(), () -> null);
    assertThat(exposition.samples("method_calls_total"))
        .containsExactly(
            "method_calls_total{code_function_name=\"" + Face.class.getName() + ".m\"} 1.0");
  }

  @Test
  void aStackOverflowLeavesNoFrame() throws Exception {
    WovenMethod a = method(A.class, "()V", plain(A.class));
    WovenMethod b = method(B.class, "()V", overriding(A.class));
    B object = new B();
    ExecutorService deep =
        Executors.newSingleThreadExecutor(task -> new Thread(null, task, "deep", 512 * 1024));
    try {
      deep.submit(() -> b.callOn(object, () -> a.callOn(object, () -> null))).get();
      for (int i = 0; i < 20; i++) {
        deep.submit(() -> overflow(b, object)).get();
        assertThat(deep.submit(() -> a.callOn(object, this::active)).get())
            .isEqualTo("p_active 1.0");
      }
    } finally {
      deep.shutdown();
    }
    assertThat(active()).isEqualTo("p_active 0.0");
  }

  private static boolean overflow(WovenMethod method, Object object) throws Exception {
    try {
      deeper(method, object);
      return false;
    } catch (StackOverflowError expected) {
      return true;
    }
  }

  private static Object deeper(WovenMethod method, Object object) throws Exception {
    return method.callOn(object, () -> deeper(method, object));
  }

  interface Face {
    default void m() {}
  }

  static class A implements Face {}

  static class B extends A {}

  static class C extends B {}

  static class Generated extends A {}

  static final class End implements Face {}

  static final class Proxy implements Face {}

  static final class OtherProxy implements Face {}

  static class Store<T> {
    void m(T item) {}
  }

  static class Words extends Store<String> {
    @Override
    void m(String item) {}
  }
}
