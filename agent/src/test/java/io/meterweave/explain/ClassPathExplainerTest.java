// SPDX-License-Identifier: Apache-2.0
package io.meterweave.explain;

import static org.assertj.core.api.Assertions.assertThat;

import io.meterweave.match.ForeignSettings;
import io.meterweave.match.MethodPatterns;
import io.meterweave.spec.ConfigValue;
import io.meterweave.weave.ReportedMethod;
import java.io.File;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.function.Predicate;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ClassPathExplainerTest {
  private static final String BASE = "class Base { @TrackMetrics void sell() {} }";
  private static final String SHOP = "class Shop extends Base { @Override void sell() {} }";
  private static final String PLAIN = "class Plain implements Runnable { public void run() {} }";

  @TempDir Path work;

  @Test
  void whatIsInheritedFromAnotherArchiveIsFound() throws IOException {
    Path all = Sources.compile(work, BASE, SHOP, PLAIN);
    Path base = Files.createDirectories(work.resolve("base/com/acme"));
    Files.move(all.resolve("com/acme/Base.class"), base.resolve("Base.class"));
    assertThat(found(explainer(className -> false), all, work.resolve("base")))
        .containsExactlyInAnyOrder("com.acme.Shop.sell", "com.acme.Base.sell");
  }

  @Test
  void whatAnInterfaceDoesNotReachIsFoundWithTheWayOut() {
    Path all =
        Sources.compile(
            work,
            "interface Api { @TrackMetrics void go(); }",
            "class Root { public void go() {} }",
            "class Middle extends Root {}",
            "class Both extends Middle implements Api {}");
    assertThat(explainer(className -> false).explain(List.of(all.toFile())))
        .singleElement()
        .satisfies(
            line -> {
              assertThat(line.method().state()).isEqualTo(ReportedMethod.State.REJECTED);
              assertThat(line.method().signature()).isEqualTo("com.acme.Both.go()");
              assertThat(line.method().reason())
                  .startsWith("com.acme.Both inherits go() from com.acme.Root, ");
            });
  }

  @Test
  void aClassThatIsLoadedIsNoNewsButHandsDown() {
    Path all = Sources.compile(work, BASE, SHOP);
    assertThat(found(explainer("com.acme.Base"::equals), all))
        .containsExactly("com.acme.Shop.sell");
  }

  @Test
  void jarsInsideASpringBootJarAreFound() {
    Path one = Sources.jar(Sources.compile(work, BASE), work.resolve("one.jar"), "", "");
    Path two = Sources.jar(Sources.compile(work, PLAIN), work.resolve("two.jar"), "", "");
    Path boot = Sources.bootJar(work.resolve("app.jar"), List.of(two, one));
    assertThat(found(explainer(className -> false), boot)).containsExactly("com.acme.Base.sell");
  }

  @Test
  void jarsThatLieInADirectoryDoNotBelongToTheClassPath() {
    Path directory = Sources.compile(work, PLAIN);
    Sources.jar(Sources.compile(work, BASE), directory.resolve("lib.jar"), "", "");
    assertThat(found(explainer(className -> false), directory)).isEmpty();
  }

  @Test
  void whatAPatternNamesIsFoundBelowATypeOfTheJdkToo() {
    Path all = Sources.compile(work, BASE, PLAIN);
    assertThat(
            found(
                new ClassPathExplainer(
                    MethodPatterns.of(
                        List.of(new ConfigValue.Text("com.acme.Plain#run()", true, "a test"))),
                    ForeignSettings.DEFAULT,
                    ClassPathExplainer.Limits.LARGE,
                    className -> false),
                all))
        .containsExactlyInAnyOrder("com.acme.Plain.run", "com.acme.Base.sell");
  }

  @Test
  void anEntryThatCannotBeReadCostsTheOthersNothing() throws IOException {
    Path broken = Files.writeString(work.resolve("broken.jar"), "PK, but no jar");
    Path cut = Sources.jar(Sources.compile(work, PLAIN), work.resolve("cut.jar"), "", "");
    Files.write(cut, Arrays.copyOf(Files.readAllBytes(cut), 200));
    Path all = Sources.compile(work, BASE);
    assertThat(found(explainer(className -> false), work.resolve("none.jar"), broken, cut, all))
        .containsExactly("com.acme.Base.sell");
  }

  @Test
  void itEndsAtItsLimitsAndSaysWhich() {
    Path all = Sources.compile(work, BASE, SHOP, PLAIN);
    ClassPathExplainer.Limits small =
        new ClassPathExplainer.Limits(2, 1 << 20, 100, 60_000_000_000L);
    ClassPathExplainer explainer =
        new ClassPathExplainer(
            MethodPatterns.NONE, ForeignSettings.DEFAULT, small, className -> false);
    assertThat(found(explainer, all)).hasSizeLessThan(2);
    assertThat(explainer.limit()).isEqualTo("2 classes");
  }

  @Test
  void whoeverStopsItEndsIt() {
    ClassPathExplainer explainer = explainer(className -> false);
    explainer.stop();
    assertThat(found(explainer, Sources.compile(work, BASE))).isEmpty();
    assertThat(explainer.limit()).isEmpty();
  }

  @Test
  void aManifestAddsToTheClassPath() {
    Path library = Sources.jar(Sources.compile(work, BASE), work.resolve("lib.jar"), "", "");
    Path app =
        Sources.jar(
            Sources.compile(work, PLAIN), work.resolve("app.jar"), "", "lib.jar missing.jar");
    assertThat(ClassPath.of(app.toString(), ""))
        .containsExactly(app.toFile(), library.toFile(), work.resolve("missing.jar").toFile());
  }

  @Test
  void anEmptyEntryIsTheWorkingDirectory() {
    assertThat(ClassPath.of("a" + File.pathSeparator, "b"))
        .containsExactly(new File("a"), new File("."), new File("b"));
  }

  private static ClassPathExplainer explainer(Predicate<String> isLoaded) {
    return new ClassPathExplainer(
        MethodPatterns.NONE, ForeignSettings.DEFAULT, ClassPathExplainer.Limits.LARGE, isLoaded);
  }

  private static List<String> found(ClassPathExplainer explainer, Path... classPath) {
    return explainer.explain(List.of(classPath).stream().map(Path::toFile).toList()).stream()
        .map(found -> found.method().className() + "." + found.method().methodName())
        .toList();
  }
}
