// SPDX-License-Identifier: Apache-2.0
package io.meterweave.it.annotations;

import static org.assertj.core.api.Assertions.assertThat;

import io.meterweave.it.harness.AgentJvm;
import io.meterweave.it.harness.Artifacts;
import io.meterweave.it.harness.Compilers;
import io.meterweave.it.harness.Exit;
import io.meterweave.it.harness.Exposition;
import io.meterweave.it.harness.Jdk;
import io.meterweave.it.harness.Launch;
import io.meterweave.it.harness.OnEveryJdk;
import io.meterweave.it.harness.TargetApp;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.BeforeParameterizedClassInvocation;
import org.junit.jupiter.params.Parameter;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** What Kotlin and Groovy compile in ways of their own counts once and does what it did. */
@OnEveryJdk
final class LanguagesIT {
  private static final String PACKAGE = "io.meterweave.it.targets.languages.";
  private static final List<String> PROGRAMS = List.of("BakeryKt", "Workshops");

  @Parameter Jdk jdk;
  private final List<Exit> without = new ArrayList<>();
  private final List<Exit> with = new ArrayList<>();
  private final List<Exposition> metrics = new ArrayList<>();

  @BeforeParameterizedClassInvocation
  void start() throws IOException {
    Files.createDirectories(Artifacts.work());
    Path classes = Files.createTempDirectory(Artifacts.work(), "languages-");
    Compilers.kotlin(classes, "-java-parameters");
    Compilers.groovy(classes);
    for (String program : PROGRAMS) {
      without.add(launch(classes, program).run());
      try (TargetApp app = TargetApp.start(launch(classes, program).agent())) {
        metrics.add(app.awaitStage("done").metrics());
        with.add(app.endQuietly());
      }
    }
  }

  @ParameterizedTest
  @CsvSource({
    // bread three times, once by default; one fails
    "kt_member, 3, 1",
    // by default, in full, and from Java by the generated overload
    "kt_overloads, 3, 0",
    "kt_getter, 2, 0",
    "kt_setter, 1, 0",
    // inlined where Kotlin calls it, so only Java's call arrives
    "kt_inline, 1, 0",
    "kt_tailrec, 1, 0",
    "kt_inner, 1, 0",
    "kt_companion, 1, 0",
    "kt_static, 2, 0",
    "kt_constructor, 4, 0",
    "kt_value, 3, 0",
    "kt_value_text, 3, 0",
    "kt_sealed, 4, 0",
    // one, and one that is delegated to another object
    "kt_default, 3, 0",
    "kt_object, 1, 0",
    "kt_object_static, 2, 0",
    "kt_enum, 2, 0",
    "kt_top, 1, 0",
    "kt_labelled, 2, 0",
    "gr_dynamic, 3, 1",
    "gr_closure, 1, 0",
    "gr_multi, 6, 0",
    "gr_meta, 1, 0",
    "gr_operator, 1, 0",
    "gr_static, 1, 0",
    "gr_deep, 6, 0",
    "gr_compiled, 2, 0",
    "gr_compiled_closure, 1, 0",
    "gr_throws, 1, 1",
    "gr_constructor, 1, 0",
    "gr_memoized, 2, 0",
    "gr_trait, 2, 0",
    "gr_immutable, 1, 0",
    "gr_enum, 2, 0",
  })
  void everyCallCountsOnce(String name, int calls, int errors) {
    assertThat(sum(name + "_calls_total")).isEqualTo(calls);
    assertThat(sum(name + "_errors_total")).isEqualTo(errors);
    assertThat(sum(name + "_duration_seconds_count")).isEqualTo(calls);
  }

  /** Until suspended functions are followed, each time one goes on is a call of its own. */
  @Test
  void aSuspendedFunctionGoesOnAsItDoesWithoutTheAgent() {
    assertThat(without.get(0).out())
        .contains("delivery = bread 1 2 3", "java.lang.IllegalStateException: broken glass 1 2 3");
    assertThat(sum("kt_suspend_calls_total")).isPositive();
  }

  @ParameterizedTest
  @CsvSource({
    "kt_member, what, bread, 3",
    "kt_static, cents, 57, 1",
    "kt_setter, value, 4, 1",
    "kt_inner, bakery, Ada, 1",
    "kt_sealed, kind, several, 1",
    "kt_enum, bread, RYE, 1",
    "kt_top, of, 3, 1",
    "kt_labelled, tier, none, 1",
    "gr_dynamic, what, chair, 3",
    "gr_compiled, what, c, 1",
    "gr_meta, called, paint, 1",
  })
  void labelsReadParameters(String name, String label, String value, int calls) {
    Exposition of = metrics.get(name.startsWith("kt") ? 0 : 1);
    assertThat(of.value(name + "_calls_total", label, value)).isEqualTo(calls);
  }

  @Test
  void theProgramsPrintWhatTheyPrintWithoutTheAgent() {
    for (int i = 0; i < PROGRAMS.size(); i++) {
      assertThat(without.get(i).code()).as(without.get(i).err()).isZero();
      assertThat(with.get(i).out().lines().toList())
          .containsExactlyElementsOf(without.get(i).out().lines().toList());
    }
  }

  private double sum(String sample) {
    return metrics.get(sample.startsWith("kt") ? 0 : 1).sum(sample);
  }

  private Launch launch(Path classes, String program) {
    return AgentJvm.on(jdk)
        .classPath(classes)
        .classPath(Compilers.libraries())
        .mainNamed(PACKAGE + program);
  }
}
