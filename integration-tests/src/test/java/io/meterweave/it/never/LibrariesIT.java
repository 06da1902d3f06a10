// SPDX-License-Identifier: Apache-2.0
package io.meterweave.it.never;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.annotation.JsonCreator;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.github.benmanes.caffeine.cache.Caffeine;
import com.google.common.collect.ImmutableList;
import com.google.common.collect.testing.ListTestSuiteBuilder;
import com.google.common.util.concurrent.internal.InternalFutures;
import io.meterweave.it.harness.AgentJvm;
import io.meterweave.it.harness.Artifacts;
import io.meterweave.it.harness.Exposition;
import io.meterweave.it.harness.Jdk;
import io.meterweave.it.harness.Jdks;
import io.meterweave.it.harness.Launch;
import io.meterweave.it.harness.TargetApp;
import io.meterweave.it.targets.libraries.Database;
import io.meterweave.it.targets.libraries.Documents;
import io.meterweave.it.targets.libraries.GuavaSuites;
import io.meterweave.it.targets.libraries.LibraryTests;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * Every method of large libraries is woven, and they do what they do without the agent: their own
 * tests end as they do, exercises print what they print. Some tests of each library run on one JDK;
 * {@code -Dmeterweave.it.libraries=all} runs all of them on all, and a second time with every
 * method a metric, a gauge and a span at once.
 */
final class LibrariesIT {
  private static final boolean IS_ALL =
      System.getProperty("meterweave.it.libraries", "").equals("all");

  /** How long a library's tests may take; they end by themselves then, and say what they did. */
  private static final Duration LIMIT = Duration.ofMinutes(IS_ALL ? 15 : 5);

  private static final Duration GRACE = Duration.ofMinutes(1);
  private static final Path HOME =
      Path.of(System.getProperty("meterweave.it.libraries.home", "target/libraries"))
          .toAbsolutePath();
  private static final String[] OPENED = {
    "java.base/java.lang",
    "java.base/java.lang.reflect",
    "java.base/java.util",
    "java.base/java.util.concurrent",
    "java.base/java.time",
    "java.base/java.time.chrono"
  };
  private static final String NONE = "-";

  /** Metrics only, a span only, both, and what else comes to mind. */
  private static final String TURNS =
      """
      methods:
        - match: "%1$s*#*(..)"
          track: {}
        - match: "%1$s*#<init>(..)"
          track: {}
        - match: "%1$s*#get*(..)"
          trace: {}
        - match: "%1$s*#a*(..)"
          trace: {}
          track: {trackActive: true}
      """;

  private static final String EVERYTHING =
      """
      methods:
        - match: ["%1$s*#*(..)", "%1$s*#<init>(..)"]
          track: {trackActive: true}
          trace: {}
      """;

  private static final String SECONDS = String.valueOf(LIMIT.toSeconds());

  /**
   * A library and how it is made to show what it does.
   *
   * @param packages the pattern of its packages, as in {@code org.acme..}
   * @param methods how many methods have to be woven at least
   * @param tooMany tests, by a regular expression, that call so many woven methods that they are
   *     left out where each call is a span
   */
  private record Library(
      String name,
      String packages,
      int methods,
      String tooMany,
      Class<?> main,
      List<String> arguments) {

    /** Takes some classes of the tests that a library publishes, or all that end in good time. */
    static Library tested(
        String name,
        String packages,
        int methods,
        String tests,
        String some,
        String without,
        String tooMany) {
      String classes = IS_ALL ? ".*Test" : ".*\\.(" + some + ")Test";
      return new Library(
          name,
          packages,
          methods,
          tooMany,
          LibraryTests.class,
          List.of(tests, classes, without, SECONDS));
    }

    static Library suite(String name, String packages, int methods, Class<?> suite) {
      return new Library(
          name,
          packages,
          methods,
          NONE,
          LibraryTests.class,
          List.of(suite.getName(), ".*", NONE, SECONDS));
    }

    static Library exercised(String name, String packages, int methods, Class<?> main) {
      return new Library(name, packages, methods, NONE, main, List.of());
    }

    Library withoutTooMany() {
      if (tooMany.equals(NONE)) {
        return this;
      }
      List<String> fewer = new ArrayList<>(arguments);
      fewer.set(2, arguments.get(2) + "|" + tooMany);
      return new Library(name, packages, methods, NONE, main, fewer);
    }
  }

  /**
   * A library on a JDK.
   *
   * @param requests what is asked for of its methods, in the configuration's words
   */
  private record Round(Library library, String requests, Jdk jdk) {
    @Override
    public String toString() {
      String what = requests.equals(EVERYTHING) ? "everything" : "metrics and some spans";
      return library.name + ", " + what + ", " + jdk;
    }
  }

  static Stream<Round> aLibraryDoesWhatItDoesWithoutTheAgent() {
    if (!IS_ALL) {
      return libraries().map(library -> new Round(library, TURNS, Jdks.oldest()));
    }
    return Jdks.toTest().stream()
        .flatMap(
            jdk ->
                libraries()
                    .flatMap(
                        library ->
                            Stream.of(
                                new Round(library, TURNS, jdk),
                                new Round(library.withoutTooMany(), EVERYTHING, jdk))));
  }

  private static Stream<Library> libraries() {
    return Stream.of(
        Library.tested(
            "Apache Commons Lang",
            "org.apache.commons.lang3..",
            3000,
            jar("commons-lang3-3.17.0-tests"),
            "ArrayUtils.*|StringUtils.*|ClassUtils|.*Builder|Fraction|MethodUtils|.*Event.*"
                + "|TypeUtils|Validate|.*Mutable.*|.*Initializer|EnumUtils|WordUtils|.*Range",
            ".*(StopWatch|FastDate|DateUtils).*",
            ".*DurationFormatUtils.*"),
        Library.tested(
            "Apache Commons Collections",
            "org.apache.commons.collections4..",
            2000,
            jar("commons-collections4-4.5.0-tests"),
            "Array.*|Bag.*|Hashed.*|TreeList|TreeBidiMap|.*Queue",
            ".*(LRUMap|PassiveExpiringMap|Concurrent).*",
            ".*\\.multimap\\..*"),
        Library.tested(
            "Guava's test library",
            "com.google.common..",
            3000,
            jar("guava-testlib-33.4.0-jre-tests"),
            ".*",
            ".*SafeTreeMap.*",
            NONE),
        Library.suite("Guava", "com.google.common..", 3000, GuavaSuites.class),
        Library.suite(
            "Caffeine", "com.github.benmanes.caffeine..", 500, GuavaSuites.OfCaffeine.class),
        Library.exercised("Jackson", "com.fasterxml.jackson..", 3000, Documents.class),
        Library.exercised("H2", "org.h2..", 5000, Database.class));
  }

  @ParameterizedTest
  @MethodSource
  void aLibraryDoesWhatItDoesWithoutTheAgent(Round round) throws IOException {
    Library library = round.library;
    Path configuration = Files.createTempFile("woven", ".yaml");
    Files.writeString(configuration, round.requests.formatted(library.packages));
    List<String> without;
    try (AgentJvm plain = launch(round).start()) {
      without = plain.awaitOutput("[done]", LIMIT.plus(GRACE)).out().lines().toList();
    }
    try (TargetApp woven =
        TargetApp.start(launch(round).agent().property("meterweave.config.file", configuration))) {
      woven.jvm().awaitOutput("[done]", LIMIT.plus(GRACE));
      assertThat(woven.jvm().out().lines()).containsExactlyElementsOf(without);
      assertThat(woven.jvm().err()).doesNotContain("VerifyError", "Exception");
      assertEverythingWasWoven(library, woven.metrics());
    }
    assertThat(without).hasSizeGreaterThan(100);
    Files.delete(configuration);
  }

  private static void assertEverythingWasWoven(Library library, Exposition metrics) {
    assertThat(metrics.value("meterweave_methods_woven")).isGreaterThan(library.methods);
    // A method that would become too large for the JVM's compiler is left alone, and said.
    Map<String, Double> rejected = metrics.byLabel("meterweave_methods_rejected", "reason");
    assertThat(rejected.keySet()).isSubsetOf("size");
    assertThat(metrics.value("meterweave_incidents_total", "kind", "weave"))
        .isEqualTo(metrics.sum("meterweave_methods_rejected"));
    for (String kind : List.of("link", "record", "lifecycle")) {
      assertThat(metrics.value("meterweave_incidents_total", "kind", kind)).as(kind).isZero();
    }
    assertThat(metrics.sum("meterweave_methods_rejected")).isLessThan(5);
  }

  private static Launch launch(Round round) {
    Launch launch = AgentJvm.on(round.jdk).options("-Xmx1g", "-XX:TieredStopAtLevel=1");
    for (String opened : OPENED) {
      launch.options("--add-opens", opened + "=ALL-UNNAMED");
    }
    return launch
        .classPath(linked().toArray(Path[]::new))
        .classPath(laidOut().toArray(Path[]::new))
        .main(round.library.main, round.library.arguments.toArray(String[]::new));
  }

  /** What the exercises are compiled with. */
  private static List<Path> linked() {
    return Stream.of(
            ImmutableList.class,
            InternalFutures.class,
            ListTestSuiteBuilder.class,
            Caffeine.class,
            org.h2.Driver.class,
            ObjectMapper.class,
            JsonParser.class,
            JsonCreator.class,
            junit.framework.Test.class)
        .map(Artifacts::jarOf)
        .toList();
  }

  private static List<Path> laidOut() {
    try (Stream<Path> jars = Files.list(HOME)) {
      return new ArrayList<>(jars.sorted().toList());
    } catch (IOException e) {
      throw new IllegalStateException(HOME + " is missing; mvn verify prepares it.", e);
    }
  }

  private static String jar(String name) {
    return HOME.resolve(name + ".jar").toString();
  }
}
