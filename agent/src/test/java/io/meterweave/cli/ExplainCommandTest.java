// SPDX-License-Identifier: Apache-2.0
package io.meterweave.cli;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assumptions.assumeThat;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonToken;
import io.meterweave.explain.Sources;
import java.io.File;
import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import picocli.CommandLine;

class ExplainCommandTest {
  private static final String SHOP =
      "class Shop { @TrackMetrics(name = \"sales\") void sell(String what) {}"
          + " @TrackMetrics(buckets = {2, 1}) void broken() {}"
          + " @Timed(\"shop.stock\") int stock() { return 1; }"
          + " void unmarked() {} }";
  private static final String SUPPLIER = "interface Supplier { @TrackMetrics void reorder(); }";

  @TempDir Path work;

  private final StringWriter out = new StringWriter();
  private final StringWriter err = new StringWriter();
  private String classes;

  @BeforeEach
  void compile() {
    classes = Sources.compile(work, SHOP, SUPPLIER).toString();
  }

  @Test
  void everyMethodThatAsksHasALine() {
    assertThat(run("explain", classes)).isZero();
    assertThat(out.toString().replace(classes, "CLASSES"))
        .isEqualToNormalizingNewlines(
            """
            com.acme.Shop  (CLASSES)
              rejected      broken()
                            @TrackMetrics(buckets): The buckets are not ascending: 1.0 comes after 2.0; sort
                            them, and write none twice.
              woven         sell(String)
                            sales_calls_total, sales_duration_seconds, sales_errors_total
              woven         stock()
                            shop_stock_seconds, shop_stock_seconds_max
                            by @io.micrometer.core.annotation.Timed

            com.acme.Supplier  (CLASSES)
              abstract      reorder()
                            The method has no code, and no class here implements it.

            Methods: 2 woven, 1 rejected, 1 abstract. Classes looked at: 4.
            """);
    assertThat(err.toString()).isEmpty();
  }

  @Test
  void whatAnInterfaceDoesNotReachIsSaidWhereItIsToBeChanged() {
    String joined =
        Sources.compile(
                work,
                SUPPLIER,
                "class Base { public void reorder() {} }",
                "class Both extends Base implements Supplier {}")
            .toString();
    assertThat(run("explain", "--fail-on-rejection", joined)).isEqualTo(ExitCode.FAILED);
    assertThat(out.toString().replace(joined, "CLASSES"))
        .isEqualToNormalizingNewlines(
            """
            com.acme.Both  (CLASSES)
              rejected      reorder()
                            com.acme.Both inherits reorder() from com.acme.Base, which does not implement
                            com.acme.Supplier, so @TrackMetrics of com.acme.Supplier.reorder() does not reach
                            it; mark com.acme.Base.reorder(), or override it in com.acme.Both.

            Methods: 1 rejected. Classes looked at: 5.
            """);
  }

  @Test
  void anotherLibrarysAnnotationOnAClassReachesItsSubclasses() {
    String generic =
        Sources.compile(
                work,
                "@Timed abstract class Source<T> { public abstract T get(); }",
                "class Texts extends Source<String> { @Override public String get() { return null; } }",
                "interface Plan { @Timed void run(); }",
                "class Runs implements Plan { public void run() {} }")
            .toString();
    assertThat(run("explain", generic)).isZero();
    assertThat(out.toString().replace(generic, "CLASSES"))
        .isEqualToNormalizingNewlines(
            """
            com.acme.Plan  (CLASSES)
              switched off  run()
                            The method has no code, and @Timed means no others, as in its own library; mark the
                            methods that implement it.

            com.acme.Texts  (CLASSES)
              woven         get()
                            method_timed_seconds, method_timed_seconds_max
                            inherited from com.acme.Source; by @io.micrometer.core.annotation.Timed

            Methods: 1 woven, 1 switched off. Classes looked at: 6.
            """);
  }

  @Test
  void onlyTheProblemsAreShownToWhoeverAsksForThem() {
    assertThat(run("explain", "--problems", classes)).isZero();
    assertThat(out.toString()).contains("broken()", "reorder()").doesNotContain("sell(", "stock(");
  }

  @Test
  void whereThereAreNoProblemsItIsSaidHowMuchIsFine() {
    String fine = Sources.compile(work, "class Fine { @TrackMetrics void go() {} }").toString();
    assertThat(run("explain", "--problems", fine)).isZero();
    assertThat(out.toString().trim()).isEqualTo("Methods: 1 woven. Classes looked at: 3.");
  }

  @Test
  void aRejectionIsAFailureForWhoeverWantsThat() {
    assertThat(run("explain", "--fail-on-rejection", classes)).isEqualTo(ExitCode.FAILED);
    String fine = Sources.compile(work, SUPPLIER).toString();
    assertThat(run("explain", "--fail-on-rejection", fine)).isZero();
  }

  @Test
  void programsGetJson() throws IOException {
    assertThat(run("explain", "--json", classes)).isZero();
    assertThat(out.toString()).contains("\"method\" : \"sell\"", "\"state\" : \"woven\"");
    try (JsonParser json = new JsonFactory().createParser(out.toString())) {
      int objects = 0;
      while (json.nextToken() != null) {
        objects += json.currentToken().isStructStart() && json.currentName() == null ? 1 : 0;
      }
      assertThat(objects).isGreaterThan(4);
    }
  }

  @Test
  void anotherLibrarysAnnotationsCanBeSwitchedOff() {
    assertThat(run("explain", classes, "foreign.micrometer=false")).isZero();
    assertThat(out.toString()).contains("sell(String)").doesNotContain("stock()");
  }

  @Test
  void aPatternGivenAsASettingCounts() {
    assertThat(run("explain", classes, "methods=com.acme.Shop#unmarked(..)")).isZero();
    assertThat(out.toString()).contains("unmarked()", "by the configuration");
  }

  @Test
  void theFilesSettingsAndPatternsCount() throws IOException {
    Path file =
        Files.writeString(
            work.resolve("my,own.yaml"),
            "foreign: {micrometer: false}\nmethods: [com.acme.Shop#unmarked()]\n");
    assertThat(run("explain", "--config", file.toString(), classes)).isZero();
    assertThat(out.toString()).contains("unmarked()").doesNotContain("stock()");
  }

  @Test
  void aSettingWinsOverTheFile() throws IOException {
    Path file = Files.writeString(work.resolve("m.yaml"), "foreign: {micrometer: false}\n");
    assertThat(run("explain", "--config", file.toString(), classes, "foreign.micrometer=auto"))
        .isZero();
    assertThat(out.toString()).contains("stock()");
  }

  @Test
  void aPatternThatMatchesNothingIsSaid() {
    assertThat(run("explain", classes, "methods=com.acme.Nobody#*(..)")).isZero();
    assertThat(out.toString()).contains("com.acme.Nobody#*(..)");
  }

  @Test
  void whatIsNotThereIsAWrongCommandLine() {
    assertThat(run("explain", "nowhere.jar")).isEqualTo(ExitCode.USAGE);
    assertThat(err.toString().trim()).isEqualTo("nowhere.jar does not exist.");
    assertThat(out.toString()).isEmpty();
  }

  @Test
  void anArchiveThatCannotBeReadIsSaidAndCostsTheOthersNothing() throws IOException {
    String text = Files.writeString(work.resolve("text.jar"), "no jar").toString();
    assertThat(run("explain", text, classes)).isZero();
    assertThat(out.toString().replaceAll("\\s+", " "))
        .contains("woven sell(String)")
        .contains(text + " could not be read to its end (")
        .contains("Build or fetch it again.");
    assertThat(err.toString()).isEmpty();
    assertThat(run("explain", "--fail-on-rejection", text)).isEqualTo(ExitCode.FAILED);
    out.getBuffer().setLength(0);
    assertThat(run("explain", "--json", text, classes)).isZero();
    assertThat(out.toString()).contains("\"place\" : \"" + text, "\"method\" : \"sell\"");
  }

  @Test
  void aPipeIsAWrongCommandLine() throws Exception {
    Path pipe = work.resolve("pipe.jar");
    assumeThat(new ProcessBuilder("mkfifo", pipe.toString()).start().waitFor()).isZero();
    assertThat(run("explain", pipe.toString())).isEqualTo(ExitCode.USAGE);
    assertThat(err.toString().trim())
        .isEqualTo(
            pipe
                + " is neither a file nor a directory;"
                + " explain takes jars, wars, Spring Boot jars and directories.");
  }

  @Test
  void aBrokenJarInsideIsSaidAndCostsTheOthersNothing() throws IOException {
    String boot = bootJarWithBroken().toString();
    assertThat(run("explain", boot)).isZero();
    assertThat(out.toString().replaceAll("\\s+", " ").replace(boot, "app.jar"))
        .contains("com.acme.Supplier (fine.jar) abstract reorder()")
        .contains(
            "app.jar!/BOOT-INF/lib/broken.jar could not be read to its end (its end is missing):"
                + " methods in it may be missing here. Build or fetch it again.");
    assertThat(err.toString()).isEmpty();
    assertThat(run("explain", "--fail-on-rejection", boot)).isEqualTo(ExitCode.FAILED);
  }

  @Test
  void programsAreToldOfABrokenJarInside() throws IOException {
    Path boot = bootJarWithBroken();
    assertThat(run("explain", "--json", boot.toString())).isZero();
    JsonParser json = new JsonFactory().createParser(out.toString());
    while (json.nextToken() != null && !"unreadable".equals(json.currentName())) {
      // on to it
    }
    assertThat(json.nextToken()).isEqualTo(JsonToken.START_ARRAY);
    json.nextToken();
    assertThat(json.nextFieldName()).isEqualTo("place");
    assertThat(json.nextTextValue()).isEqualTo(boot + "!/BOOT-INF/lib/broken.jar");
    assertThat(json.nextFieldName()).isEqualTo("reason");
    assertThat(json.nextTextValue()).isEqualTo("its end is missing");
    json.close();
  }

  private Path bootJarWithBroken() throws IOException {
    Path cut = Sources.compile(work, "class Cut {}");
    Path broken = Sources.jar(cut, work.resolve("broken.jar"), "", "");
    byte[] jar = Files.readAllBytes(broken);
    Files.write(broken, Arrays.copyOf(jar, jar.length - 22));
    Path fine = Sources.jar(Sources.compile(work, SUPPLIER), work.resolve("fine.jar"), "", "");
    return Sources.bootJar(work.resolve("app.jar"), List.of(broken, fine));
  }

  @Test
  void aWrongSettingIsAWrongCommandLine() {
    assertThat(run("explain", classes, "foreign.micrometre=false")).isEqualTo(ExitCode.USAGE);
    assertThat(err.toString()).contains("foreign.micrometre", "foreign.micrometer");
    assertThat(run("explain", classes, "methods=everything")).isEqualTo(ExitCode.USAGE);
  }

  @Test
  void settingsAloneAreNothingToExplain() {
    assertThat(run("explain", "foreign.micrometer=false")).isEqualTo(ExitCode.USAGE);
    assertThat(err.toString()).contains("no jar or directory to explain");
  }

  @Test
  void aFileMayHaveAnEqualsSignInItsName() throws IOException {
    Path strange = Sources.jar(Path.of(classes), work.resolve("a=b.jar"), "", "");
    assertThat(run("explain", strange.toString())).isZero();
    assertThat(out.toString()).contains("com.acme.Shop  (a=b.jar)");
  }

  @Test
  void noCommandAndAnUnknownOneAreWrongCommandLines() {
    assertThat(CommandLineTool.run(new String[0], new File("meterweave-agent.jar")))
        .isEqualTo(ExitCode.USAGE);
    assertThat(run("exlpain", classes)).isEqualTo(ExitCode.USAGE);
    assertThat(run("explain")).isEqualTo(ExitCode.USAGE);
  }

  @Test
  void aProcessIdMustBeANumberOfAnotherProcessThatIsThere() {
    assertThat(run("attach", "abc")).isEqualTo(ExitCode.USAGE);
    assertThat(err.toString()).contains("\"abc\" is no process id");
    assertThat(run("detach", String.valueOf(ProcessHandle.current().pid())))
        .isEqualTo(ExitCode.USAGE);
    assertThat(run("attach", String.valueOf(Integer.MAX_VALUE))).isEqualTo(ExitCode.NO_PROCESS);
    assertThat(err.toString()).contains("There is no process " + Integer.MAX_VALUE);
  }

  @Test
  void nothingIsAttachedWithAWrongSetting() {
    assertThat(run("attach", "1", "prometheus.prt=1")).isEqualTo(ExitCode.USAGE);
    assertThat(err.toString()).contains("prometheus.port", "Nothing was attached.");
    assertThat(run("attach", "1", "port")).isEqualTo(ExitCode.USAGE);
  }

  private int run(String... arguments) {
    CommandLine line = CommandLineTool.create(new File("meterweave-agent.jar"));
    line.setOut(new PrintWriter(out, true));
    line.setErr(new PrintWriter(err, true));
    return line.execute(arguments);
  }
}
