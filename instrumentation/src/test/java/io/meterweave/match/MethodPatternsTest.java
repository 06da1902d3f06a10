// SPDX-License-Identifier: Apache-2.0
package io.meterweave.match;

import static org.assertj.core.api.Assertions.assertThat;

import com.acme.named.Cached;
import com.acme.named.Marked;
import com.acme.named.OrderRepository;
import com.acme.named.Repository;
import com.acme.named.Unmarked;
import io.meterweave.spec.ConfigValue;
import io.meterweave.spec.MethodSpec;
import io.meterweave.spec.Rejection;
import java.io.IOException;
import java.io.InputStream;
import java.util.ArrayList;
import java.util.List;
import net.bytebuddy.jar.asm.ClassWriter;
import net.bytebuddy.jar.asm.Opcodes;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

final class MethodPatternsTest {
  @Test
  void theConfigurationAsksForWhatAnAnnotationAsksFor() throws IOException {
    MethodPatterns patterns =
        MethodPatterns.of(
            List.of(
                entry(
                    field("match", text("com.acme.named.Unmarked#place(String)")),
                    field(
                        "track",
                        fields(
                            field("name", text("orders.place")),
                            field("labels", items(text("shop=main"), text("tier={tier}"))),
                            field("trackDuration", text("no")),
                            field("trackCalls", text("false")),
                            field("trackErrors", text("off")),
                            field("trackActive", text("true")),
                            field("description", text("Orders that were placed.")))),
                    field(
                        "trace",
                        fields(
                            field("name", text("ask")),
                            field("kind", text("client")),
                            field(
                                "attributes",
                                fields(
                                    field("peer", text("shop")), field("tier", text("{tier}"))))))),
                entry(
                    field("match", text("com.acme.named.Unmarked#plain")),
                    field("track", fields()),
                    field("trace", text(""))),
                entry(
                    field("match", text("com.acme.named.Unmarked#timed")),
                    field("track", fields(field("buckets", items(text("0.5"), text("1"))))))));
    assertThat(patterns.problems()).isEmpty();
    List<MethodSpec> asked = find(patterns, Unmarked.class).specs();
    List<MethodSpec> annotated = find(MethodPatterns.NONE, Marked.class).specs();
    assertThat(asked).extracting(MethodSpec::methodName).containsExactly("place", "plain", "timed");
    for (int i = 0; i < asked.size(); i++) {
      assertThat(asked.get(i).methodName()).isEqualTo(annotated.get(i).methodName());
      assertThat(renamed(asked.get(i).toString())).isEqualTo(annotated.get(i).toString());
      if (i == 0) {
        assertThat(asked.get(i).requests()).isEqualTo(annotated.get(i).requests());
      }
    }
  }

  @Test
  void aPatternAloneAsksForMetricsAndASpan() throws IOException {
    MethodPatterns patterns = MethodPatterns.of(List.of(text("com.acme.named.Unmarked#plain")));
    MethodPatterns spelled =
        MethodPatterns.of(
            List.of(
                entry(
                    field("match", text("com.acme.named.Unmarked#plain")),
                    field("track", text("true")),
                    field("trace", text("yes")))));
    assertThat(find(patterns, Unmarked.class).specs())
        .isEqualTo(find(spelled, Unmarked.class).specs())
        .singleElement()
        .satisfies(
            spec -> {
              assertThat(spec.requests().metrics()).hasSize(1);
              assertThat(spec.requests().span()).isNotNull();
            });
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "com.acme.named.Repository#*          | has",
        "com.acme.named.Repository+#*         | has, Cached.find, OrderRepository.find, OrderRepository.nothing, OrderRepository.close",
        "com.acme.named.Repository+#find(long) | Cached.find, OrderRepository.find",
        "com.acme.named.*Repository#*         | has, OrderRepository.find, OrderRepository.nothing, OrderRepository.close",
        "@Audited com.acme.named..*#*      | Cached.find",
        "com.acme.named..*#@Audited *      | Cached.find",
        "private com.acme.named..*#*          | OrderRepository.close",
        "com.acme.named.OrderRepository & Repository+#find | OrderRepository.find",
        "com.acme.other..*#*                  | ''",
      })
  void patternsMatchCodeThatSomebodyWrote(String pattern, String methods) throws IOException {
    MethodPatterns patterns = MethodPatterns.of(List.of(text(pattern)));
    assertThat(patterns.problems()).isEmpty();
    KnownTypes types = typesOf(patterns);
    List<String> found = new ArrayList<>();
    for (Class<?> type : List.of(Repository.class, Cached.class, OrderRepository.class)) {
      for (MethodSpec spec : finder(patterns).find(types, bytes(type)).specs()) {
        String prefix = type == Repository.class ? "" : type.getSimpleName() + ".";
        found.add(prefix + spec.methodName());
      }
    }
    assertThat(found)
        .containsExactlyInAnyOrder(methods.isEmpty() ? new String[0] : methods.split(", "));
  }

  @Test
  void whatIsBelowCountsOnceWithWhatItOverrides() throws IOException {
    MethodPatterns patterns = MethodPatterns.of(List.of(text("com.acme.named..*#find")));
    assertThat(find(patterns, OrderRepository.class).specs())
        .singleElement()
        .satisfies(
            spec ->
                assertThat(spec.lineage().roots())
                    .containsExactly("com.acme.named.OrderRepository", "com.acme.named.Cached"));
  }

  @Test
  void whatLambdasHoldIsNotMatched() throws IOException {
    MethodPatterns patterns = MethodPatterns.of(List.of(text("com.acme.named.Unmarked#*")));
    assertThat(find(patterns, Unmarked.class).specs())
        .extracting(MethodSpec::methodName)
        .containsExactly("place", "plain", "timed", "other");
  }

  @Test
  void whatIsExcludedIsNotMatched() throws IOException {
    MethodPatterns patterns =
        MethodPatterns.of(
            List.of(
                entry(
                    field(
                        "match",
                        items(text("com.acme.named.Unmarked#p*"), text("..Unmarked#other"))),
                    field("exclude", items(text("com.acme..*#place(..)"))),
                    field("count", text("true")))));
    assertThat(find(patterns, Unmarked.class).specs())
        .extracting(MethodSpec::methodName)
        .containsExactly("plain", "other");
  }

  @Test
  void ofEachKindTheFirstEntryCountsAndAnAnnotationBeforeAll() throws IOException {
    MethodPatterns patterns =
        MethodPatterns.of(
            List.of(
                entry(
                    field("match", text("com.acme.named.Marked#counted")),
                    field("track", fields(field("name", text("not_this")))),
                    field("trace", fields(field("name", text("this"))))),
                entry(
                    field("match", text("com.acme.named.Marked#counted")),
                    field("trace", fields(field("name", text("not_this_either")))))));
    assertThat(find(patterns, Marked.class).specs())
        .filteredOn(spec -> spec.methodName().equals("counted"))
        .singleElement()
        .satisfies(
            spec -> {
              assertThat(spec.requests().metrics())
                  .flatExtracting(metric -> metric.instruments())
                  .extracting(instrument -> instrument.name())
                  .containsExactly(
                      "mine_calls_total", "mine_duration_seconds", "mine_errors_total");
              assertThat(spec.requests().span().name()).isEqualTo("this");
            });
  }

  private static MethodPatterns placeWithLabel(String label) {
    return MethodPatterns.of(
        List.of(
            entry(
                field("match", text("com.acme.named.Unmarked#place")),
                field("track", fields(field("labels", text(label)))))));
  }

  @Test
  void aMistakeIsARejectionThatNamesThePlace() throws IOException {
    MethodPatterns patterns = placeWithLabel("le=1");
    assertThat(find(patterns, Unmarked.class).rejections())
        .singleElement()
        .extracting(Rejection::reason)
        .asString()
        .contains("\"le\"")
        .contains("m.yaml:7");
  }

  @Test
  void aPathThatLeadsNowhereIsARemarkThatNamesThePlace() throws IOException {
    MethodPatterns patterns = placeWithLabel("tier={level}");
    assertThat(find(patterns, Unmarked.class).remarks())
        .singleElement()
        .extracting(ClassFindings.Remark::text)
        .asString()
        .contains("tier={level}")
        .contains("m.yaml:7");
  }

  @Test
  void whatIsWrongWithAnEntryIsSaidAndTheRestCounts() throws IOException {
    MethodPatterns patterns =
        MethodPatterns.of(
            List.of(
                text("com.acme.named.Unmarked"),
                items(text("a.B#c")),
                entry(field("track", text("true"))),
                entry(field("match", fields()), field("track", text("true"))),
                entry(
                    field("match", items(text("a.B#"), text("com.acme.named.Unmarked#plain"))),
                    field("tracks", text("true")),
                    field("trace", text("perhaps")),
                    field("cache", items()),
                    field(
                        "track",
                        fields(
                            field("nam", text("x")),
                            field("trackCalls", text("often")),
                            field("buckets", items(text("1"), text("few"))),
                            field("labels", items(items())),
                            field("labelExtractor", fields()))))));
    assertThat(patterns.problems())
        .containsExactly(
            "m.yaml:7: the pattern \"com.acme.named.Unmarked\" is ignored; there is no \"#\""
                + " between class and method; write for example com.acme..*Service#*(..)",
            "m.yaml:7: an entry of methods begins with \"match: \"; it is ignored",
            "m.yaml:7: this entry of methods has no \"match\"; it is ignored",
            "m.yaml:7: a pattern is a text; this one is ignored",
            "m.yaml:7: the pattern \"a.B#\" is ignored; at character 5: the pattern ends, but the"
                + " method's name is missing",
            "m.yaml:6: \"tracks\" is unknown in an entry of methods and ignored; known are match,"
                + " exclude, track, trace, latency, count, cache, resource, record, llm",
            "m.yaml:7: trace is followed by true or by its elements (name, kind, attributes, root);"
                + " it is ignored",
            "m.yaml:7: cache is followed by true or by its elements (cacheName, hit); it is"
                + " ignored",
            "m.yaml:6: track has no \"nam\"; it has name, labels, labelExtractor, trackDuration,"
                + " trackCalls, trackErrors, trackActive, buckets, description",
            "m.yaml:7: trackCalls of track is \"often\", but should be true or false; it is ignored",
            "m.yaml:7: buckets of track should be a list of numbers; it is ignored",
            "m.yaml:7: labels of track should be a list of \"key=value\" or a map; it is ignored",
            "m.yaml:7: labelExtractor of track should be the full name of a class; it is ignored");
    assertThat(find(patterns, Unmarked.class).specs())
        .extracting(MethodSpec::methodName)
        .containsExactly("plain");
  }

  @Test
  void whatMatchedNothingIsReportedWithTheReason() throws IOException {
    MethodPatterns patterns =
        MethodPatterns.of(
            List.of(
                text("com.acme.named.Unmarked#plain"),
                text("com.acme.named.Unmarked#plane"),
                text("com.acme.nemed..*#*")));
    find(patterns, Unmarked.class);
    find(patterns, Unmarked.class);
    assertThat(patterns.report())
        .containsExactly(
            new PatternReport("m.yaml:7", "com.acme.named.Unmarked#plain", 1, 1),
            new PatternReport("m.yaml:7", "com.acme.named.Unmarked#plane", 1, 0),
            new PatternReport("m.yaml:7", "com.acme.nemed..*#*", 0, 0));
    assertThat(patterns.report().get(1).nothingMatched(""))
        .isEqualTo(
            "m.yaml:7: the pattern \"com.acme.named.Unmarked#plane\" has matched no method; one"
                + " class matches, but none of its methods: check the name, the parameters and"
                + " what stands before the name");
    assertThat(patterns.report().get(2).nothingMatched(""))
        .isEqualTo(
            "m.yaml:7: the pattern \"com.acme.nemed..*#*\" has matched no method; no class of that"
                + " kind was loaded: check package and class (the JDK's and Meterweave's are"
                + " never woven)");
  }

  @Test
  void manyMethodsAreAllWoven() {
    MethodPatterns patterns = MethodPatterns.of(List.of(text("com.acme..*#*")));
    ClassWriter many = new ClassWriter(0);
    many.visit(Opcodes.V17, Opcodes.ACC_PUBLIC, "com/acme/Many", null, "java/lang/Object", null);
    for (int i = 0; i <= NamedPattern.MANY_METHODS; i++) {
      var method = many.visitMethod(Opcodes.ACC_STATIC, "m" + i, "()V", null, null);
      method.visitCode();
      method.visitInsn(Opcodes.RETURN);
      method.visitMaxs(0, 0);
      method.visitEnd();
    }
    many.visitEnd();
    assertThat(finder(patterns).find(typesOf(patterns), many.toByteArray()).specs())
        .hasSize(NamedPattern.MANY_METHODS + 1);
    assertThat(patterns.report().get(0).methods()).isEqualTo(NamedPattern.MANY_METHODS + 1);
  }

  private static ClassFindings find(MethodPatterns patterns, Class<?> type) throws IOException {
    return finder(patterns).find(typesOf(patterns), bytes(type));
  }

  private static MethodFinder finder(MethodPatterns patterns) {
    return MethodFinder.of(ForeignSettings.DEFAULT, patterns);
  }

  private static KnownTypes typesOf(MethodPatterns patterns) {
    return finder(patterns).typesOf(MethodPatternsTest::read);
  }

  private static byte[] bytes(Class<?> type) throws IOException {
    return read(type.getName().replace('.', '/'));
  }

  private static byte[] read(String internalName) throws IOException {
    String resource = "/" + internalName + ".class";
    try (InputStream in = MethodPatternsTest.class.getResourceAsStream(resource)) {
      return in == null ? null : in.readAllBytes();
    }
  }

  private static String renamed(String spec) {
    return spec.replace("Unmarked", "Marked");
  }

  private static ConfigValue.Text text(String text) {
    return new ConfigValue.Text(text, true, "m.yaml:7");
  }

  private static ConfigValue.Items items(ConfigValue... items) {
    return new ConfigValue.Items(List.of(items), "m.yaml:7");
  }

  private static ConfigValue.Fields fields(ConfigValue.Field... fields) {
    return new ConfigValue.Fields(List.of(fields), "m.yaml:7");
  }

  private static ConfigValue.Fields entry(ConfigValue.Field... fields) {
    return fields(fields);
  }

  private static ConfigValue.Field field(String name, ConfigValue value) {
    return new ConfigValue.Field(name, "m.yaml:6", value);
  }
}
