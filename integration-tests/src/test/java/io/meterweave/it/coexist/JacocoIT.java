// SPDX-License-Identifier: Apache-2.0
package io.meterweave.it.coexist;

import static org.assertj.core.api.Assertions.assertThat;

import io.meterweave.it.harness.AgentJvm;
import io.meterweave.it.harness.Artifacts;
import io.meterweave.it.harness.Exit;
import io.meterweave.it.harness.Exposition;
import io.meterweave.it.harness.Jdk;
import io.meterweave.it.harness.Launch;
import io.meterweave.it.harness.OnEveryJdk;
import io.meterweave.it.harness.TargetApp;
import io.meterweave.it.targets.Watched;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.TreeMap;
import org.jacoco.core.analysis.Analyzer;
import org.jacoco.core.analysis.CoverageBuilder;
import org.jacoco.core.analysis.IClassCoverage;
import org.jacoco.core.analysis.ILine;
import org.jacoco.core.tools.ExecFileLoader;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.Parameter;

/** JaCoCo's agent in the same JVM, before and after ours. */
@OnEveryJdk
final class JacocoIT {
  @Parameter Jdk jdk;

  @Test
  void bothDoTheirWorkInEitherOrder() throws IOException {
    Path alone = fresh("alone");
    Exit without = AgentJvm.on(jdk).options(jacoco(alone)).main(Watched.class).run();
    Map<String, String> expected = coverage(alone);
    assertThat(without.code()).as(without.err()).isZero();
    assertThat(expected.values()).contains("full").contains("none").contains("some");

    Path before = fresh("before");
    together(AgentJvm.on(jdk).options(jacoco(before)).agent(), without);
    assertThat(coverage(before)).isEqualTo(expected);

    Path after = fresh("after");
    together(AgentJvm.on(jdk).agent().options(jacoco(after)), without);
    assertThat(coverage(after)).isEqualTo(expected);
  }

  private static void together(Launch launch, Exit without) {
    try (TargetApp app = TargetApp.start(launch.main(Watched.class))) {
      Exposition metrics = app.awaitStage("done").metrics();
      assertThat(metrics.value("made_calls_total")).isEqualTo(1);
      assertThat(metrics.value("round_calls_total")).isEqualTo(10);
      assertThat(metrics.value("round_active")).isZero();
      assertThat(metrics.value("choice_calls_total", "number", "2")).isEqualTo(1);
      assertThat(metrics.sum("choice_errors_total")).isEqualTo(2);
      assertThat(metrics.value("deep_active")).isZero();
      assertThat(app.end().out()).isEqualTo(without.out());
      assertThat(app.jvm().err()).isEqualTo(without.err());
    }
  }

  private static String jacoco(Path file) {
    return "-javaagent:" + Artifacts.otherAgent("jacoco") + "=destfile=" + file;
  }

  private static Path fresh(String name) throws IOException {
    Files.createDirectories(Artifacts.work());
    return Files.createTempDirectory(Artifacts.work(), "jacoco-").resolve(name + ".exec");
  }

  /** Whether each line of the target was reached by all, some or none of its branches. */
  private static Map<String, String> coverage(Path file) throws IOException {
    ExecFileLoader loader = new ExecFileLoader();
    loader.load(file.toFile());
    CoverageBuilder builder = new CoverageBuilder();
    String classFile = Watched.class.getName().replace('.', '/') + ".class";
    try (var in = Files.newInputStream(Artifacts.targets().resolve(classFile))) {
      new Analyzer(loader.getExecutionDataStore(), builder).analyzeClass(in, classFile);
    }
    assertThat(builder.getNoMatchClasses()).isEmpty();
    Map<String, String> lines = new TreeMap<>();
    for (IClassCoverage type : builder.getClasses()) {
      for (int line = type.getFirstLine(); line <= type.getLastLine(); line++) {
        ILine covered = type.getLine(line);
        if (covered.getInstructionCounter().getTotalCount() > 0) {
          String state =
              covered.getInstructionCounter().getCoveredCount() == 0
                  ? "none"
                  : covered.getInstructionCounter().getMissedCount() == 0
                          && covered.getBranchCounter().getMissedCount() == 0
                      ? "full"
                      : "some";
          lines.put(type.getName() + ":" + line, state);
        }
      }
    }
    return lines;
  }
}
