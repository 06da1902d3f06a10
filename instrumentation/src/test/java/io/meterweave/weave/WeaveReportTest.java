// SPDX-License-Identifier: Apache-2.0
package io.meterweave.weave;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.tuple;

import io.meterweave.match.ClassFindings;
import io.meterweave.match.ForeignSettings;
import io.meterweave.spec.Lineage;
import io.meterweave.spec.MethodSpec;
import io.meterweave.spec.Rejection;
import io.meterweave.spec.SpanSpec;
import io.meterweave.spec.Specs;
import java.util.List;
import org.junit.jupiter.api.Test;

class WeaveReportTest {
  private final WeaveReport report = new WeaveReport(new ForeignWatch(ForeignSettings.DEFAULT));

  @Test
  void everyStateHasALineAndAReason() {
    report.wove(List.of(new WovenMethod(0, spec("A", "woven"))));
    report.rejected(
        List.of(new Rejection("A", "wrong", "()V", Rejection.Cause.ANNOTATION, "Write it anew.")));
    report.found(findings(List.of(member("I", "nobody"), member("I", "somebody")), List.of()));
    report.found(findings(List.of(), List.of(member("I", "somebody"))));
    assertThat(report.methods())
        .extracting(ReportedMethod::methodName, ReportedMethod::state, ReportedMethod::reason)
        .containsExactlyInAnyOrder(
            tuple("woven", ReportedMethod.State.WOVEN, ""),
            tuple("wrong", ReportedMethod.State.REJECTED, "Write it anew."),
            tuple(
                "nobody",
                ReportedMethod.State.ABSTRACT,
                "The method has no code, and no class that implements it has been loaded."));
  }

  @Test
  void whatIsALibrarysAffairIsLeftToOthers() {
    report.rejected(
        List.of(
            new Rejection("I", "m", "()V", Rejection.Cause.LEFT_TO_LIBRARY, "It has no code.")));
    assertThat(report.methods())
        .extracting(ReportedMethod::state, ReportedMethod::reason)
        .containsExactly(tuple(ReportedMethod.State.SWITCHED_OFF, "It has no code."));
  }

  @Test
  void aWovenMethodSaysWhatIsLeftOut() {
    report.wove(List.of(new WovenMethod(0, spec("A", "woven"))));
    ClassFindings.Remark remark = new ClassFindings.Remark(member("A", "woven"), "No such path.");
    report.found(
        new ClassFindings("A", List.of(), List.of(), List.of(), List.of(), List.of(remark)));
    assertThat(report.methods())
        .extracting(ReportedMethod::state, ReportedMethod::reason)
        .containsExactly(tuple(ReportedMethod.State.WOVEN, "No such path."));
  }

  @Test
  void whatWasPutRightIsNotLeftOutAnyMore() {
    MethodSpec spec = spec("A", "a");
    ClassFindings.Remark remark = new ClassFindings.Remark(member("A", "a"), "No such path.");
    report.found(findings("A", List.of(spec), List.of(remark)));
    report.wove(List.of(new WovenMethod(0, spec)));
    report.found(findings("A", List.of(spec), List.of()));
    report.wove(List.of(new WovenMethod(1, spec)));
    assertThat(report.methods()).extracting(ReportedMethod::reason).containsExactly("");
  }

  @Test
  void whatIsLeftOutOfAMethodStaysWhenAGeneratedSubclassComes() {
    MethodSpec spec = spec("A", "a");
    ClassFindings.Remark remark = new ClassFindings.Remark(member("A", "a"), "No such path.");
    report.found(findings("A", List.of(spec), List.of(remark)));
    report.wove(List.of(new WovenMethod(0, spec)));
    Lineage lineage = new Lineage(List.of("A"), true, true, /* isGenerated= */ true);
    MethodSpec generated = new MethodSpec("A$$CGLIB", "a", "()V", 0, lineage, spec.requests());
    report.found(findings("A$$CGLIB", List.of(generated), List.of()));
    report.wove(List.of(new WovenMethod(1, generated)));
    assertThat(report.methods())
        .extracting(ReportedMethod::reason)
        .containsExactly("No such path.");
  }

  @Test
  void anImplementationMayBeSeenBeforeWhatItImplements() {
    report.found(findings(List.of(), List.of(member("I", "m"))));
    report.found(findings(List.of(member("I", "m")), List.of()));
    assertThat(report.methods()).isEmpty();
  }

  @Test
  void aLineSaysWhatIsRecorded() {
    assertThat(ReportedMethod.of(spec("com.acme.Shop", "sell")).asks())
        .isEqualTo(
            "shop_calls_total, shop_duration_seconds, shop_errors_total, shop_active, span"
                + " Shop.sell");
    assertThat(
            ReportedMethod.of(
                    Specs.method("A", "m", "()V", true, Specs.tracked("", true), null, null))
                .asks())
        .isEqualTo(
            "method_calls_total, method_duration_seconds, method_errors_total, method_active");
  }

  @Test
  void aSignatureReadsLikeSourceCode() {
    assertThat(
            new ReportedMethod(
                    "com.acme.Shop",
                    "sell",
                    "(I[Ljava/lang/String;)J",
                    ReportedMethod.State.WOVEN,
                    "",
                    "")
                .signature())
        .isEqualTo("com.acme.Shop.sell(int, java.lang.String[])");
    assertThat(ReportedMethod.of(spec("A", "m")).signature()).isEqualTo("A.m()");
  }

  @Test
  void aClassThatTheJvmRefusesTakesItsMethodsWithIt() {
    report.wove(List.of(new WovenMethod(0, spec("A", "a")), new WovenMethod(1, spec("B", "b"))));
    report.refused("A", "No.");
    assertThat(report.methods())
        .extracting(ReportedMethod::methodName, ReportedMethod::state)
        .containsExactlyInAnyOrder(
            tuple("a", ReportedMethod.State.REJECTED), tuple("b", ReportedMethod.State.WOVEN));
  }

  @Test
  void aMethodIsForgottenUnlessAnotherLoadersTookItsPlace() {
    report.wove(List.of(new WovenMethod(0, spec("A", "a")), new WovenMethod(1, spec("B", "b"))));
    report.wove(List.of(new WovenMethod(2, spec("A", "a"))));
    report.forget(0, spec("A", "a"));
    report.forget(1, spec("B", "b"));
    assertThat(report.woven()).extracting(WovenMethod::number).containsExactly(2);
  }

  @Test
  void aGeneratedSubclassDoesNotTakeThePlaceOfTheMethodThatItOverrides() {
    Lineage lineage = new Lineage(List.of("A"), true, true, /* isGenerated= */ true);
    MethodSpec real = spec("A", "a");
    MethodSpec generated = new MethodSpec("A$$CGLIB", "a", "()V", 0, lineage, real.requests());
    report.wove(List.of(new WovenMethod(0, generated)));
    assertThat(report.woven()).extracting(WovenMethod::number).containsExactly(0);
    report.wove(List.of(new WovenMethod(1, real)));
    report.wove(List.of(new WovenMethod(2, generated)));
    assertThat(report.woven()).extracting(WovenMethod::number).containsExactly(1);
  }

  @Test
  void whatIsKeptIsBounded() {
    for (int i = 0; i < 30_000; i++) {
      report.found(findings(List.of(member("I" + i, "m")), List.of()));
    }
    assertThat(report.methods()).hasSize(20_000);
  }

  private static MethodSpec spec(String className, String name) {
    SpanSpec span =
        className.equals("com.acme.Shop")
            ? Specs.span("Shop.sell", SpanSpec.Kind.INTERNAL, List.of())
            : null;
    return Specs.method(className, name, "()V", true, Specs.tracked("shop", true), span, null);
  }

  private static ClassFindings.Member member(String className, String name) {
    return new ClassFindings.Member(className, name, "()V");
  }

  private static ClassFindings findings(
      String className, List<MethodSpec> specs, List<ClassFindings.Remark> remarks) {
    return new ClassFindings(className, specs, List.of(), List.of(), List.of(), remarks);
  }

  private static ClassFindings findings(
      List<ClassFindings.Member> abstractMethods, List<ClassFindings.Member> implemented) {
    return new ClassFindings("X", List.of(), List.of(), abstractMethods, implemented, List.of());
  }
}
