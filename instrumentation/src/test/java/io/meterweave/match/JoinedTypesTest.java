// SPDX-License-Identifier: Apache-2.0
package io.meterweave.match;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.tuple;

import com.acme.family.Joined;
import io.meterweave.spec.CacheSpec;
import io.meterweave.spec.InstrumentSpec;
import io.meterweave.spec.LabelSpec;
import io.meterweave.spec.Lineage;
import io.meterweave.spec.MethodSpec;
import io.meterweave.spec.MetricSpec;
import io.meterweave.spec.Rejection;
import java.io.IOException;
import java.util.List;
import java.util.Map;
import net.bytebuddy.jar.asm.Opcodes;
import org.assertj.core.api.InstanceOfAssertFactories;
import org.junit.jupiter.api.Test;

/** Interfaces that meet in a class: with each other, and with code that knows nothing of them. */
class JoinedTypesTest {
  private static final String JOINED = "com.acme.family.Joined$";

  private final MethodFinder finder = MethodFinder.ofAnnotations();

  @Test
  void codeOfAClassWithoutTheInterfaceIsToldWithTheWayOut() throws IOException {
    ClassFindings found = find(Joined.Both.class);
    assertThat(found.specs()).isEmpty();
    assertThat(found.rejections())
        .containsExactly(
            new Rejection(
                JOINED + "Both",
                "go",
                "(Ljava/lang/String;)V",
                Rejection.Cause.ANNOTATION,
                JOINED
                    + "Both inherits go(String) from "
                    + JOINED
                    + "Base, which does not implement "
                    + JOINED
                    + "Api, so @TrackMetrics and @TraceOperation of "
                    + JOINED
                    + "Api.go(String) do not reach it; mark "
                    + JOINED
                    + "Base.go(String), or override it in "
                    + JOINED
                    + "Both."));
    assertThat(found.implemented()).containsExactly(go());
    assertThat(find(Joined.Base.class)).isSameAs(ClassFindings.NONE);
  }

  @Test
  void itIsToldOnceAndTheSubclassesAreLikeAnyOther() throws IOException {
    assertThat(find(Joined.Below.class).isEmpty()).isTrue();
    ClassFindings overriding = find(Joined.Overriding.class);
    assertThat(overriding.rejections()).isEmpty();
    assertThat(overriding.specs())
        .singleElement()
        .extracting(MethodSpec::methodName)
        .isEqualTo("go");
    assertThat(find(Joined.OfOverriding.class).isEmpty()).isTrue();
    assertThat(find(Joined.Again.class).isEmpty()).isTrue();
  }

  @Test
  void onlyWhatTheInheritedCodeIsNotAskedForIsMissing() throws IOException {
    assertThat(find(Joined.OfMarked.class).rejections())
        .singleElement()
        .extracting(Rejection::reason)
        .asString()
        .contains("so @TraceOperation of " + JOINED + "Api.go(String) does not reach it");
  }

  @Test
  void aMethodThatTheCompilerPutsBeforeAHiddenBaseIsMeasured() throws IOException {
    ClassFindings found = find(Joined.Open.class);
    assertThat(found.rejections()).isEmpty();
    assertThat(found.implemented()).contains(go());
    assertThat(found.specs())
        .singleElement()
        .satisfies(
            go -> {
              assertThat(go.functionName()).isEqualTo(JOINED + "Open.go");
              assertThat(go.lineage())
                  .isEqualTo(new Lineage(List.of(JOINED + "Api"), true, false, false));
              assertThat(metricNames(go)).containsExactly("api_go_calls_total");
            });
  }

  @Test
  void aMethodThatSeveralInterfacesAskForIsOne() throws IOException {
    ClassFindings open = find(Joined.OpenToBoth.class);
    assertThat(open.specs())
        .singleElement()
        .satisfies(
            go ->
                assertThat(metricNames(go))
                    .containsExactlyInAnyOrder("api_go_calls_total", "others_total"));
    assertThat(open.implemented()).contains(go(), otherGo());
    ClassFindings both = find(Joined.BothOfBoth.class);
    assertThat(both.rejections()).hasSize(1);
    assertThat(both.implemented()).containsExactlyInAnyOrder(go(), otherGo());
  }

  @Test
  void whatOverridesSuchAMethodSaysSo() throws IOException {
    assertThat(find(Joined.OverOpen.class).specs())
        .singleElement()
        .extracting(MethodSpec::lineage)
        .isEqualTo(new Lineage(List.of(JOINED + "Api"), true, true, false));
  }

  @Test
  void aBridgeThatLeadsToTheInheritedCodeIsNot() throws IOException {
    ClassFindings found = find(Joined.TakerOfTexts.class);
    assertThat(found.specs()).isEmpty();
    assertThat(found.rejections())
        .singleElement()
        .extracting(Rejection::descriptor, JoinedTypesTest::wayOut)
        .containsExactly(
            "(Ljava/lang/Object;)V",
            "mark " + JOINED + "Taker.take(String), or override it in " + JOINED + "TakerOfTexts.");
    assertThat(found.implemented())
        .containsExactly(
            new ClassFindings.Member(JOINED + "Taking", "take", "(Ljava/lang/Object;)V"));
  }

  @Test
  void aGenericMethodIsNamedAsItStandsInTheSource() throws IOException {
    assertThat(find(Joined.TakerOfTexts.class).rejections().get(0).reason())
        .startsWith(JOINED + "TakerOfTexts inherits take(String) from " + JOINED + "Taker, ")
        .contains(" of " + JOINED + "Taking.take(Object) does not reach it");
    assertThat(find(Joined.GenericTakerOfTexts.class).rejections())
        .singleElement()
        .extracting(JoinedTypesTest::wayOut)
        .isEqualTo(
            "mark "
                + JOINED
                + "GenericTaker.take(Object), or override it in "
                + JOINED
                + "GenericTakerOfTexts.");
  }

  @Test
  void nobodyIsToldToOverrideAFinalMethod() throws IOException {
    assertThat(find(Joined.OfFinal.class).rejections())
        .singleElement()
        .extracting(JoinedTypesTest::wayOut)
        .isEqualTo("mark " + JOINED + "FinalBase.go(String).");
    ClassFindings named = find(Joined.OfNamed.class);
    assertThat(named.rejections())
        .singleElement()
        .extracting(JoinedTypesTest::wayOut)
        .isEqualTo("it is final, so measure the methods that call it.");
    assertThat(named.implemented()).hasSize(1);
  }

  @Test
  void ofAMarkOnAWholeInterfaceTheJdksFinalMethodsAreNotMeant() throws IOException {
    ClassFindings found = find(Joined.OfAllNamed.class);
    assertThat(found.rejections()).isEmpty();
    assertThat(found.implemented()).hasSize(2);
  }

  @Test
  void aLibrarysMethodMayBeFinalForAllThatIsKnown() {
    DeclaredMethod get = new DeclaredMethod(Opcodes.ACC_PUBLIC, "get", "()I");
    assertThat(Finality.ofLibrary("java.util.concurrent.atomic.AtomicInteger", get))
        .isEqualTo(Finality.FINAL);
    assertThat(Finality.ofLibrary("org.springframework.Nobody", get)).isEqualTo(Finality.UNKNOWN);
    assertThat(Finality.ofLibrary("java.util.OfALaterJdk", get)).isEqualTo(Finality.UNKNOWN);
    Unreached method = new Unreached("A", "B", null, Finality.UNKNOWN);
    method.add(
        new DeclaredType(Opcodes.ACC_INTERFACE, "I", null, List.of()),
        get,
        List.of(new Mark(MarkType.call(Marks.COUNT_CALLS), Map.of(), "")));
    assertThat(method.sentence()).endsWith("; override it in A, unless it is final.");
  }

  @Test
  void allThatAsksInVainIsNamed() throws IOException {
    assertThat(find(Joined.BothDoors.class).rejections())
        .singleElement()
        .extracting(Rejection::reason)
        .isEqualTo(
            "J$BothDoors inherits open() from J$Doorway, which does not implement J$LeftDoor or"
                    .replace("J$", JOINED)
                + " J$RightDoor, so @CountCalls (same_total, left_total) and @TraceOperation of"
                    .replace("J$", JOINED)
                + " J$LeftDoor.open() and @CountCalls (right_total) of J$RightDoor.open() do not"
                    .replace("J$", JOINED)
                + " reach it; mark J$Doorway.open(), or override it in J$BothDoors."
                    .replace("J$", JOINED));
  }

  @Test
  void codeOfTheJdkIsTold() throws IOException {
    assertThat(find(Joined.Runner.class).rejections())
        .extracting(Rejection::methodName, JoinedTypesTest::wayOut)
        .containsExactlyInAnyOrder(
            tuple("run", "override it in " + JOINED + "Runner."),
            tuple("toString", "override it in " + JOINED + "Runner."));
    assertThat(find(Joined.Runner.class).rejections().get(0).reason())
        .contains(" from java.lang.Thread, which does not implement ");
    assertThat(find(Joined.Still.class).rejections())
        .singleElement()
        .extracting(Rejection::reason)
        .asString()
        .startsWith(JOINED + "Still inherits toString() from java.lang.Object, ");
  }

  @Test
  void whatCannotBeKnownIsNotTold() throws IOException {
    assertThat(find(Joined.Later.class).isEmpty()).isTrue();
    KnownTypes types =
        finder.typesOf(name -> name.endsWith("Base") ? null : bytesOf(name.replace('/', '.')));
    assertThat(finder.find(types, bytesOf(Joined.Both.class.getName())).isEmpty()).isTrue();
  }

  @Test
  void metricsOfInterfacesThatKnowNothingOfEachOtherAllCount() throws IOException {
    MethodSpec get = find(Joined.Shelf.class).specs().get(0);
    assertThat(metricNames(get))
        .containsExactlyInAnyOrder(
            "front_total", "both_sides_total", "shelf_calls_total", "back_total", "shelf_active");
    assertThat(get.requests().caches())
        .extracting(CacheSpec::cacheName)
        .containsExactly("near", "far");
    assertThat(get.requests().span().name()).isEqualTo("front span");
    assertThat(get.lineage().roots()).containsExactly(JOINED + "Front", JOINED + "Back");
    assertThat(find(Joined.Shelf.class).implemented()).hasSize(2);
  }

  @Test
  void labelsAreReadWhereTheyAreWrittenAndCountOnce() throws IOException {
    MethodSpec get = find(Joined.Shelf.class).specs().get(0);
    assertThat(get.requests().metrics())
        .filteredOn(metric -> metric.instruments().get(0).name().equals("back_total"))
        .singleElement()
        .extracting(MetricSpec::labels)
        .asInstanceOf(InstanceOfAssertFactories.list(LabelSpec.class))
        .extracting(LabelSpec::key)
        .containsExactly("id", "key");
  }

  @Test
  void aDeclarationReplacesWhatItOverridesItselfAlone() throws IOException {
    MethodSpec get = find(Joined.LowerShelf.class).specs().get(0);
    assertThat(metricNames(get))
        .containsExactlyInAnyOrder(
            "lower_total", "shelf_calls_total", "back_total", "both_sides_total");
  }

  @Test
  void whatIsReplacedIsReplacedInWhateverOrderTheInterfacesAreNamed() throws IOException {
    MethodSpec get = find(Joined.FrontShelf.class).specs().get(0);
    assertThat(metricNames(get)).containsExactlyInAnyOrder("lower_total", "shelf_calls_total");
    assertThat(get.lineage().roots()).containsExactly(JOINED + "LowerFront", JOINED + "Front");
  }

  @Test
  void aMarkOfTheMethodItselfReplacesThoseOfAllAndItsLabelsGoOntoAll() throws IOException {
    ClassFindings found = find(Joined.OwnShelf.class);
    assertThat(found.rejections()).isEmpty();
    MethodSpec get = found.specs().get(0);
    assertThat(metricNames(get))
        .containsExactlyInAnyOrder("own_total", "shelf_calls_total", "shelf_active");
    assertThat(get.requests().metrics())
        .allSatisfy(
            metric ->
                assertThat(metric.labels()).extracting(LabelSpec::key).containsExactly("mine"));
  }

  private static ClassFindings.Member go() {
    return new ClassFindings.Member(JOINED + "Api", "go", "(Ljava/lang/String;)V");
  }

  private static ClassFindings.Member otherGo() {
    return new ClassFindings.Member(JOINED + "Other", "go", "(Ljava/lang/String;)V");
  }

  private static String wayOut(Rejection rejection) {
    return rejection.reason().substring(rejection.reason().indexOf("; ") + 2);
  }

  private ClassFindings find(Class<?> type) throws IOException {
    return finder.find(type.getClassLoader(), bytesOf(type.getName()));
  }

  private static byte[] bytesOf(String className) throws IOException {
    String file = "/" + className.replace('.', '/') + ".class";
    try (var in = JoinedTypesTest.class.getResourceAsStream(file)) {
      return in.readAllBytes();
    }
  }

  private static List<String> metricNames(MethodSpec spec) {
    return spec.requests().metrics().stream()
        .map(MetricSpec::instruments)
        .map(instruments -> instruments.get(0))
        .map(InstrumentSpec::name)
        .toList();
  }
}
