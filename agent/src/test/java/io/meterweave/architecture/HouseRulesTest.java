// SPDX-License-Identifier: Apache-2.0
package io.meterweave.architecture;

import static com.tngtech.archunit.base.DescribedPredicate.not;
import static com.tngtech.archunit.core.domain.JavaClass.Predicates.resideInAPackage;
import static com.tngtech.archunit.core.domain.JavaClass.Predicates.resideInAnyPackage;
import static com.tngtech.archunit.core.domain.JavaClass.Predicates.simpleName;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.classes;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static com.tngtech.archunit.library.dependencies.SlicesRuleDefinition.slices;

import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.core.importer.ImportOption;
import com.tngtech.archunit.junit.AnalyzeClasses;
import com.tngtech.archunit.junit.ArchTest;
import com.tngtech.archunit.lang.ArchCondition;
import com.tngtech.archunit.lang.ArchRule;
import com.tngtech.archunit.lang.ConditionEvents;
import com.tngtech.archunit.lang.SimpleConditionEvent;
import org.jspecify.annotations.NullMarked;

/** What may depend on what, over the compiled classes of all modules but the sample. */
@AnalyzeClasses(packages = "io.meterweave", importOptions = ImportOption.DoNotIncludeTests.class)
final class HouseRulesTest {
  private static final String[] BYTES = {"io.meterweave.match..", "io.meterweave.weave.."};
  private static final String[] SIGNALS = {
    "io.meterweave.plan..",
    "io.meterweave.record..",
    "io.meterweave.async..",
    "io.meterweave.llm..",
    "io.meterweave.facade..",
  };
  private static final String[] INSTRUMENTATION = {
    "io.meterweave.bootstrap..",
    "io.meterweave.spec..",
    "io.meterweave.match..",
    "io.meterweave.weave..",
    "io.meterweave.plan..",
    "io.meterweave.record..",
    "io.meterweave.async..",
    "io.meterweave.llm..",
    "io.meterweave.facade..",
    "io.meterweave.source..",
    "io.meterweave.incident..",
  };

  @ArchTest
  static final ArchRule wovenCodeNamesOnlyJava =
      classes()
          .that()
          .resideInAPackage("io.meterweave.bootstrap..")
          .should()
          .onlyDependOnClassesThat()
          .resideInAnyPackage("io.meterweave.bootstrap..", "java..", "org.jspecify..");

  @ArchTest
  static final ArchRule entryPointUsesOnlyTheJdk =
      classes()
          .that()
          .resideInAPackage("io.meterweave.agent..")
          .should()
          .onlyDependOnClassesThat(
              resideInAnyPackage(
                      "io.meterweave.agent..",
                      "java.lang..",
                      "java.io..",
                      "java.net",
                      "java.nio.charset",
                      "java.security",
                      "java.util",
                      "java.util.concurrent.atomic",
                      "java.util.function",
                      "java.util.jar",
                      "java.util.zip",
                      "org.jspecify..")
                  .and(not(resideInAPackage("java.lang.management.."))));

  @ArchTest
  static final ArchRule bytesDoNotKnowSignals =
      noClasses()
          .that()
          .resideInAnyPackage(BYTES)
          .should()
          .dependOnClassesThat()
          .resideInAnyPackage("io.opentelemetry..", "io.prometheus..");

  @ArchTest
  static final ArchRule signalsDoNotKnowBytes =
      noClasses()
          .that()
          .resideInAnyPackage(SIGNALS)
          .should()
          .dependOnClassesThat()
          .resideInAnyPackage("net.bytebuddy..", "org.objectweb.asm..");

  @ArchTest
  static final ArchRule annotationsAreMatchedByName =
      noClasses()
          .that()
          .resideInAnyPackage(INSTRUMENTATION)
          .should()
          .dependOnClassesThat()
          .resideInAnyPackage("io.meterweave.annotations..", "io.meterweave.api..");

  @ArchTest
  static final ArchRule onlyRuntimeKnowsEverything =
      noClasses().that().resideOutsideOfPackage("io.meterweave.runtime..").should(knowBothHalves());

  @ArchTest
  static final ArchRule packagesAreFreeOfCycles =
      slices().matching("io.meterweave.(**)").should().beFreeOfCycles();

  @ArchTest
  static final ArchRule everyPackageIsNullMarked =
      classes().that(not(simpleName("package-info"))).should(resideInAPackageThatIsNullMarked());

  @ArchTest
  static final ArchRule nobodyPrints =
      noClasses()
          .that()
          .resideOutsideOfPackages(
              "io.meterweave.incident..", "io.meterweave.cli..", "io.meterweave.agent..")
          .should()
          .accessField(System.class, "out")
          .orShould()
          .accessField(System.class, "err")
          .orShould()
          .callMethod(Throwable.class, "printStackTrace");

  @ArchTest
  static final ArchRule nothingIsPrintedToStandardOutput =
      noClasses()
          .that()
          .resideOutsideOfPackage("io.meterweave.cli..")
          .should()
          .accessField(System.class, "out");

  @ArchTest
  static final ArchRule whatRunsBeforeMainLeavesTheApplicationsChoicesAlone =
      noClasses()
          .that()
          .resideInAnyPackage(
              "io.meterweave.agent..",
              "io.meterweave.bootstrap..",
              "io.meterweave.spec..",
              "io.meterweave.match..",
              "io.meterweave.weave..",
              "io.meterweave.incident..",
              "io.meterweave.config..")
          .should()
          .dependOnClassesThat()
          .resideInAnyPackage(
              "java.util.logging..",
              "java.lang.management..",
              "javax.management..",
              "java.nio.file..",
              "javax.net..",
              "java.net.http..");

  private static ArchCondition<JavaClass> knowBothHalves() {
    return new ArchCondition<>("know both halves") {
      @Override
      public void check(JavaClass subject, ConditionEvents events) {
        boolean both = knows(subject, BYTES) && knows(subject, SIGNALS);
        String message = subject.getName() + " knows bytes and signals";
        events.add(new SimpleConditionEvent(subject, both, message));
      }
    };
  }

  private static boolean knows(JavaClass subject, String... packages) {
    var within = resideInAnyPackage(packages);
    return within.test(subject)
        || subject.getDirectDependenciesFromSelf().stream()
            .anyMatch(dependency -> within.test(dependency.getTargetClass()));
  }

  private static ArchCondition<JavaClass> resideInAPackageThatIsNullMarked() {
    return new ArchCondition<>("reside in a package that is @NullMarked") {
      @Override
      public void check(JavaClass subject, ConditionEvents events) {
        boolean marked = subject.getPackage().isAnnotatedWith(NullMarked.class);
        String message = subject.getPackageName() + " is not @NullMarked";
        events.add(new SimpleConditionEvent(subject, marked, message));
      }
    };
  }
}
