// SPDX-License-Identifier: Apache-2.0
package io.meterweave.it.annotations;

import static org.assertj.core.api.Assertions.assertThat;

import io.meterweave.it.harness.Artifacts;
import io.meterweave.it.harness.Exit;
import io.meterweave.it.harness.Jdk;
import io.meterweave.it.harness.Launch;
import io.meterweave.it.harness.OnEveryJdk;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.Parameter;

/** The packaged jar refuses at compile time what the agent would reject. */
@OnEveryJdk
final class CompileTimeIT {
  private static final int ASKS_FOR_PROCESSORS = 23;
  private static final String WRONG =
      """
      import io.meterweave.annotations.*;

      class Wrong {
        record Order(String tier) {}

        @TrackMetrics(
            name = "orders.place",
            labels = {
              "shop=main",
              "tier={order.teir}"
            })
        void place(Order order) {}
      }
      """;

  private static final String NO_HIT =
      """
      import io.meterweave.annotations.*;

      class NoHit {
        record Found(String name) {}

        @CacheMetrics(cacheName = "names", hit = "result.name")
        Found find() {
          return new Found("");
        }
      }
      """;

  @Parameter Jdk jdk;
  private Path place;

  @BeforeEach
  void makeRoom() throws IOException {
    Files.createDirectories(Artifacts.work());
    place = Files.createTempDirectory(Artifacts.work(), "compile-");
  }

  @Test
  void aPathThatLeadsNowhereIsAnErrorAtItsLine() throws IOException {
    Exit exit = javac("Wrong", WRONG, processorOptions());
    assertThat(exit.code()).isEqualTo(1);
    assertThat(exit.err())
        .startsWith(
            place.resolve("Wrong.java")
                + ":10: error: @TrackMetrics(labels): \"tier={order.teir}\": Wrong.Order has no teir"
                + " within reach")
        .contains("\n1 error");
    assertThat(place.resolve("Wrong.class")).doesNotExist();
  }

  @Test
  void aTypeThatDoesNotFitBehindAPathIsAnError() throws IOException {
    Exit exit = javac("NoHit", NO_HIT, processorOptions());
    assertThat(exit.code()).isEqualTo(1);
    assertThat(exit.err())
        .startsWith(
            place.resolve("NoHit.java")
                + ":6: error: @CacheMetrics(hit): \"result.name\": java.lang.String is not a boolean;"
                + " lead to one that is true for a hit.")
        .contains("\n1 error");
  }

  @Test
  void whatIsRightCompilesInSilence() throws IOException {
    Exit exit = javac("Wrong", WRONG.replace("teir", "tier"), processorOptions());
    assertThat(exit.code()).isZero();
    assertThat(exit.out() + exit.err()).isEmpty();
    assertThat(place.resolve("Wrong.class")).exists();
  }

  @Test
  void compilersUpTo22FindItByThemselves() throws IOException {
    Exit exit = javac("Wrong", WRONG, List.of());
    assertThat(exit.code()).isEqualTo(jdk.feature() < ASKS_FOR_PROCESSORS ? 1 : 0);
  }

  private List<String> processorOptions() {
    return jdk.feature() < ASKS_FOR_PROCESSORS
        ? List.of()
        : List.of("-processorpath", Artifacts.annotationsJar().toString());
  }

  private Exit javac(String name, String code, List<String> options) throws IOException {
    Path source = Files.writeString(place.resolve(name + ".java"), code);
    List<String> arguments =
        new ArrayList<>(
            List.of(
                "-Xlint:all,-processing",
                "-cp",
                Artifacts.annotationsJar().toString(),
                "-d",
                place.toString()));
    arguments.addAll(options);
    arguments.add(source.toString());
    return Launch.program(jdk.tool("javac"), arguments.toArray(new String[0])).run();
  }
}
