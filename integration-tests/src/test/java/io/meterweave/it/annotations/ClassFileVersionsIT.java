// SPDX-License-Identifier: Apache-2.0
package io.meterweave.it.annotations;

import static org.assertj.core.api.Assertions.assertThat;

import io.meterweave.it.harness.AgentJvm;
import io.meterweave.it.harness.Artifacts;
import io.meterweave.it.harness.ClassFiles;
import io.meterweave.it.harness.Closing;
import io.meterweave.it.harness.Exit;
import io.meterweave.it.harness.Exposition;
import io.meterweave.it.harness.Jdk;
import io.meterweave.it.harness.OnEveryJdk;
import io.meterweave.it.harness.TargetApp;
import io.meterweave.it.targets.Shop;
import io.meterweave.it.targets.Shops;
import io.meterweave.it.targets.Stage.ExpectedException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.AfterParameterizedClassInvocation;
import org.junit.jupiter.params.BeforeParameterizedClassInvocation;
import org.junit.jupiter.params.Parameter;

/** One class, rewritten to class files from version 48 to the newest that the JVM loads. */
@OnEveryJdk
final class ClassFileVersionsIT {
  @Parameter Jdk jdk;
  private List<Integer> versions;
  private TargetApp app;
  private Exit without;
  private Exposition metrics;

  @BeforeParameterizedClassInvocation
  void start() throws IOException {
    versions =
        Stream.concat(Stream.of(48, 49, 50, 51, 52, 61), Stream.of(jdk.newestClassFileVersion()))
            .distinct()
            .toList();
    Files.createDirectories(Artifacts.work());
    Path classes = Files.createTempDirectory(Artifacts.work(), "versions-");
    for (int version : versions) {
      ClassFiles.write(Shop.class, name(version), version, classes);
    }
    String[] names = versions.stream().map(ClassFileVersionsIT::name).toArray(String[]::new);
    without = AgentJvm.on(jdk).classPath(classes).main(Shops.class, names).run();
    app = TargetApp.start(AgentJvm.on(jdk).agent().classPath(classes).main(Shops.class, names));
    metrics = app.awaitStage("done").metrics();
  }

  @AfterParameterizedClassInvocation
  void close() throws Exception {
    Closing.all(app);
  }

  @Test
  void sharedFamiliesHaveASeriesForEachVersion() {
    assertThat(versions)
        .allSatisfy(
            version ->
                assertThat(
                        metrics.value(
                            "method_calls_total", "code_function_name", name(version) + ".stock"))
                    .isEqualTo(1));
  }

  @Test
  void callsErrorsAndLabelsAddUpOverAllVersions() {
    int count = versions.size();
    assertThat(metrics.value("shop_calls_total", "kind", "book", "shop", "old"))
        .isEqualTo(3 * count);
    assertThat(metrics.value("shop_calls_total", "kind", "pen", "shop", "old")).isEqualTo(count);
    assertThat(metrics.value("shop_duration_seconds_count", "kind", "pen", "shop", "old"))
        .isEqualTo(count);
    assertThat(
            metrics.value(
                "shop_errors_total",
                "kind",
                "book",
                "shop",
                "old",
                "error_type",
                ExpectedException.class.getName()))
        .isEqualTo(count);
  }

  @Test
  void theVersionsAreWhatTheyClaimToBe() {
    assertThat(versions).contains(50, 61);
    assertThat(IntStream.of(49, 50, 61).mapToObj(ClassFileVersionsIT::name))
        .allSatisfy(name -> assertThat(without.out()).contains(name));
  }

  @Test
  void theProgramPrintsWhatItPrintsWithoutTheAgent() {
    assertThat(app.endQuietly().out()).isEqualTo(without.out());
  }

  private static String name(int version) {
    return "shops.ShopV" + version;
  }
}
