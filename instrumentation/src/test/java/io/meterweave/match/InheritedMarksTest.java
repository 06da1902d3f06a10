// SPDX-License-Identifier: Apache-2.0
package io.meterweave.match;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.tuple;

import com.acme.family.Classes;
import com.acme.family.Composed;
import com.acme.family.Lines;
import io.meterweave.spec.InstrumentSpec;
import io.meterweave.spec.LabelSpec;
import io.meterweave.spec.Lineage;
import io.meterweave.spec.MethodSpec;
import io.meterweave.spec.MetricSpec;
import java.io.IOException;
import java.util.List;
import org.junit.jupiter.api.Test;

class InheritedMarksTest {
  private static final String LINES = "com.acme.family.Lines$";

  private final MethodFinder finder = MethodFinder.ofAnnotations();

  @Test
  void anInterfaceMeasuresWhatHasABodyAndPassesOnTheRest() throws IOException {
    ClassFindings found = find(Lines.Repo.class);
    assertThat(names(found)).containsExactlyInAnyOrder("find", "open");
    assertThat(found.abstractMethods())
        .containsExactly(new ClassFindings.Member(LINES + "Repo", "save", "(Ljava/lang/Object;)V"));
    assertThat(spec(found, "find").lineage())
        .isEqualTo(new Lineage(List.of(LINES + "Repo"), true, false, false));
    assertThat(spec(found, "open").lineage()).isEqualTo(Lineage.alone(LINES + "Repo"));
  }

  @Test
  void anImplementationWithANarrowerSignatureIsFoundOnceAndNotItsBridge() throws IOException {
    ClassFindings found = find(Lines.OrderRepo.class);
    assertThat(found.specs())
        .singleElement()
        .satisfies(
            save -> {
              assertThat(save.descriptor()).isEqualTo("(Lcom/acme/family/Lines$Order;)V");
              assertThat(metricNames(save)).containsExactly("repo_save_calls_total");
              assertThat(save.lineage())
                  .isEqualTo(new Lineage(List.of(LINES + "Repo"), true, false, false));
            });
    assertThat(found.implemented())
        .containsExactly(new ClassFindings.Member(LINES + "Repo", "save", "(Ljava/lang/Object;)V"));
  }

  @Test
  void anOverrideOfAMeasuredMethodSaysThatItIsOne() throws IOException {
    ClassFindings found = find(Lines.CachedOrderRepo.class);
    assertThat(names(found)).containsExactlyInAnyOrder("save", "find");
    assertThat(spec(found, "save").lineage())
        .isEqualTo(new Lineage(List.of(LINES + "Repo"), true, true, false));
    assertThat(spec(found, "find").lineage())
        .isEqualTo(new Lineage(List.of(LINES + "Repo"), true, true, false));
  }

  @Test
  void generationsWithoutTheMethodDoNotBreakTheLine() throws IOException {
    assertThat(find(Lines.Between.class).isEmpty()).isTrue();
    ClassFindings found = find(Lines.LastOrderRepo.class);
    assertThat(names(found)).containsExactly("save");
    assertThat(spec(found, "save").lineage())
        .isEqualTo(new Lineage(List.of(LINES + "Repo"), false, true, false));
  }

  @Test
  void aMarkOfItsOwnReplacesTheInheritedOneOfThatKindOnly() throws IOException {
    MethodSpec all = spec(find(Lines.Derived.class), "all");
    assertThat(metricNames(all)).containsExactly("derived_all_calls_total");
    assertThat(all.requests().span().name()).isEqualTo("base span");
    assertThat(all.lineage())
        .isEqualTo(new Lineage(List.of(LINES + "Derived", LINES + "Base"), true, true, false));
  }

  @Test
  void anOverrideOfAnUnmeasuredMethodStandsAlone() throws IOException {
    assertThat(spec(find(Lines.First.class), "call").lineage())
        .isEqualTo(new Lineage(List.of(LINES + "First"), true, false, false));
  }

  @Test
  void privateStaticAndForeignPackageMethodsAreNotOverridden() throws IOException {
    assertThat(names(find(Lines.Derived.class)))
        .containsExactlyInAnyOrder("all", "ofThePackage", "open", "get");
    assertThat(spec(find(Lines.Base.class), "ofItself").lineage())
        .isEqualTo(Lineage.alone(LINES + "Base"));
    assertThat(find(com.acme.family.elsewhere.Stranger.class).isEmpty()).isTrue();
  }

  @Test
  void anOverrideWithANarrowerResultInheritsThroughItsBridge() throws IOException {
    assertThat(names(find(Lines.Further.class))).containsExactly("get");
    assertThat(metricNames(spec(find(Lines.Further.class), "get"))).containsExactly("got_total");
  }

  @Test
  void parametersAreMarkedAndNamedWhereTheMarkStands() throws IOException {
    MethodSpec inherited = spec(find(Lines.CachedOrderRepo.class), "find");
    assertThat(inherited.requests().metrics().get(0).labels())
        .extracting(LabelSpec::key)
        .containsExactly("key", "id");
    MethodSpec own = spec(find(Lines.Labelled.class), "find");
    assertThat(own.requests().metrics().get(0).labels())
        .extracting(LabelSpec::key)
        .containsExactly("key", "own");
  }

  @Test
  void aClassBelowTheJdkOnlyIsNothing() throws IOException {
    assertThat(find(Lines.Other.class)).isSameAs(ClassFindings.NONE);
  }

  @Test
  void annotationsOfAnnotationsCountAsIfWrittenOut() throws IOException {
    ClassFindings found = find(Composed.Service.class);
    assertThat(names(found)).containsExactly("one", "deep", "half", "otherHalf", "both");
    assertThat(metricNames(spec(found, "one"))).containsExactly("service_calls_total");
    assertThat(spec(found, "one").requests().span().name()).isEqualTo("Service.one");
    assertThat(metricNames(spec(found, "deep")))
        .containsExactlyInAnyOrder("deep_calls_total", "service_calls_total");
    assertThat(metricNames(spec(found, "half"))).containsExactly("circle_total");
    assertThat(metricNames(spec(found, "otherHalf"))).containsExactly("circle_total");
  }

  @Test
  void whatIsWrittenOnTheMethodComesBeforeWhatAnAnnotationStandsFor() throws IOException {
    assertThat(metricNames(spec(find(Composed.Service.class), "both")))
        .containsExactlyInAnyOrder(
            "written_out_calls_total", "more_calls_total", "deep_calls_total");
  }

  @Test
  void annotationsOfAnnotationsCountOnClassesToo() throws IOException {
    ClassFindings found = find(Composed.Whole.class);
    assertThat(names(found)).containsExactly("one");
    assertThat(metricNames(spec(found, "one")))
        .containsExactlyInAnyOrder("deep_calls_total", "service_calls_total");
    assertThat(find(Composed.Nothing.class)).isSameAs(ClassFindings.NONE);
    assertThat(find(Composed.ServiceOperation.class)).isSameAs(ClassFindings.NONE);
  }

  @Test
  void aMarkOnAClassMeansThePublicMethodsThatItDeclares() throws IOException {
    ClassFindings found = find(Classes.Shop.class);
    assertThat(found.specs())
        .extracting(MethodSpec::methodName, InheritedMarksTest::metricNames)
        .containsExactlyInAnyOrder(
            tuple("one", List.of("all_calls_total", "a_total", "b_total")),
            tuple("two", List.of("all_calls_total", "a_total", "b_total")),
            tuple("three", List.of("own_calls_total", "a_total", "b_total")),
            tuple("toString", List.of("all_calls_total", "a_total", "b_total")),
            tuple("compareTo", List.of("all_calls_total", "a_total", "b_total")));
    assertThat(found.abstractMethods())
        .extracting(ClassFindings.Member::methodName)
        .containsExactly("four");
    assertThat(found.rejections()).isEmpty();
  }

  @Test
  void anOverrideInheritsFromAMarkOnAClassAndNewMethodsDoNot() throws IOException {
    assertThat(names(find(Classes.Branch.class))).containsExactly("one", "four");
    assertThat(names(find(Classes.Wire.class))).containsExactly("send");
    assertThat(names(find(Classes.Port.class))).containsExactlyInAnyOrder("flush", "list");
  }

  @Test
  void whatCompilersAddToEnumsAndRecordsIsNotMeant() throws Exception {
    assertThat(names(find(Classes.Size.class))).containsExactly("weight");
    assertThat(names(find(Class.forName("com.acme.family.Classes$Size$1"))))
        .containsExactly("weight");
    assertThat(names(find(Classes.Point.class))).containsExactlyInAnyOrder("x", "twice");
  }

  @Test
  void theOrderInWhichClassesAreOfferedDoesNotMatter() throws IOException {
    ClassFindings first = find(Lines.LastOrderRepo.class);
    find(Lines.Repo.class);
    find(Lines.OrderRepo.class);
    find(Lines.CachedOrderRepo.class);
    find(Lines.Between.class);
    assertThat(find(Lines.LastOrderRepo.class)).isEqualTo(first);
  }

  private ClassFindings find(Class<?> type) throws IOException {
    String file = "/" + type.getName().replace('.', '/') + ".class";
    try (var in = type.getResourceAsStream(file)) {
      return finder.find(type.getClassLoader(), in.readAllBytes());
    }
  }

  private static List<String> names(ClassFindings found) {
    return found.specs().stream().map(MethodSpec::methodName).toList();
  }

  private static MethodSpec spec(ClassFindings found, String method) {
    return found.specs().stream()
        .filter(spec -> spec.methodName().equals(method))
        .findFirst()
        .orElseThrow();
  }

  private static List<String> metricNames(MethodSpec spec) {
    return spec.requests().metrics().stream()
        .map(MetricSpec::instruments)
        .map(instruments -> instruments.get(0))
        .map(InstrumentSpec::name)
        .toList();
  }
}
