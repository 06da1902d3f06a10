// SPDX-License-Identifier: Apache-2.0
package io.meterweave.match;

import static org.assertj.core.api.Assertions.assertThat;

import com.acme.marked.Ways;
import io.meterweave.spec.Rejection;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;

/** What is said of paths to numbers and booleans before the first call. */
final class ClassFileTypesTest {
  private static final String ORDER = "com.acme.marked.Ways$Order";
  private static final String NO_NUMBER =
      " is not a number; lead to a number, or to a collection, map, array or text, whose length"
          + " counts.";
  private static final String NO_BOOLEAN = " is not a boolean; lead to one that is true for a hit.";
  private static final String NO_MEMBER =
      " within reach (getter, record component, field or method without arguments, none of them"
          + " private).";

  private final List<String> read = new ArrayList<>();

  @Test
  void aWrongTypeBehindAPathIsARejection() {
    assertThat(rejections("Wrong"))
        .containsExactlyInAnyOrderEntriesOf(
            Map.ofEntries(
                Map.entry("text", hit("result.name", "java.lang.String" + NO_BOOLEAN)),
                Map.entry("number", hit("order.amount", "int" + NO_BOOLEAN)),
                Map.entry("object", hit("result", ORDER + NO_BOOLEAN)),
                Map.entry("noNumber", of("order", ORDER + NO_NUMBER)),
                Map.entry(
                    "noNumberBehind", of("result.last.paid", "java.lang.Boolean" + NO_NUMBER)),
                Map.entry("nothing", of("order.total", ORDER + " has no total" + NO_MEMBER)),
                Map.entry(
                    "isPrivate",
                    of("this.hidden", "com.acme.marked.Ways$Wrong has no hidden" + NO_MEMBER)),
                Map.entry(
                    "isNoGetter",
                    of("derived.odd", "com.acme.marked.Ways$Derived has no odd" + NO_MEMBER)),
                Map.entry("inherited", of("derived.even", "boolean" + NO_NUMBER)),
                Map.entry("array", of("orders.length", ORDER + "[] has no length" + NO_MEMBER)),
                Map.entry("list", hit("result", "java.util.List" + NO_BOOLEAN)),
                Map.entry("constant", of("order.state", "com.acme.marked.Ways$State" + NO_NUMBER)),
                Map.entry("arrayIsNoBoolean", hit("orders", ORDER + "[]" + NO_BOOLEAN)),
                Map.entry(
                    "outOfReach",
                    of(
                        "distant.near",
                        "com.acme.marked.elsewhere.Distant has no near" + NO_MEMBER)),
                Map.entry(
                    "noSubclass",
                    of(
                        "distant.below",
                        "com.acme.marked.elsewhere.Distant has no below" + NO_MEMBER))));
  }

  @Test
  void whatIsRightOrNotKnownBeforeACallIsMeasured() {
    assertThat(find("Right").rejections()).isEmpty();
    assertThat(find("Right").specs()).hasSize(17);
  }

  @Test
  void whatIsProtectedIsInReachOfSubclasses() {
    assertThat(rejections("Below"))
        .containsExactly(
            Map.entry(
                "outOfReach",
                of("this.near", "com.acme.marked.Ways$Below has no near" + NO_MEMBER)));
  }

  @Test
  void aTypeIsReadOnceAndThoseOfTheJdkNever() {
    find("Right");
    assertThat(read)
        .allMatch(name -> name.startsWith("com/acme/"))
        .filteredOn(name -> !name.equals("com/acme/marked/Ways")) // the superclass of the reader
        .doesNotHaveDuplicates()
        .contains("com/acme/marked/Ways$Order", "com/acme/marked/Ways$Lines");
  }

  @Test
  void aLoaderThatLoadsOneClassAtATimeIsNotAskedForThem() {
    assertThat(findThrough(new OneAtATime()))
        .containsExactlyInAnyOrder("list", "arrayIsNoBoolean", "array");
    assertThat(read).containsOnly("com/acme/marked/Ways.class"); // the superclass
  }

  @Test
  void aLoaderThatLoadsManyAtATimeIsAskedForThem() {
    assertThat(findThrough(new ManyAtATime()))
        .containsExactlyInAnyOrderElementsOf(rejections("Wrong").keySet())
        .contains("noNumberBehind");
    assertThat(read).contains("com/acme/marked/Ways$Order.class");
  }

  private static List<String> findThrough(ClassLoader loader) {
    List<String> rejected = new ArrayList<>();
    for (Rejection rejection :
        MethodFinder.ofAnnotations()
            .find(loader, bytesOf("com/acme/marked/Ways$Wrong"))
            .rejections()) {
      rejected.add(rejection.methodName());
    }
    return rejected;
  }

  @Test
  void typesThatCannotBeReadAreNotKnown() {
    KnownTypes types = MethodFinder.ofAnnotations().typesOf(name -> null);
    assertThat(MethodFinder.ofAnnotations().find(types, bytesOf("com/acme/marked/Ways$Wrong")))
        .satisfies(
            findings ->
                assertThat(findings.rejections())
                    .extracting(Rejection::methodName)
                    .containsExactlyInAnyOrder("list", "arrayIsNoBoolean", "array"));
  }

  @Test
  void brokenClassFilesAreNotKnown() {
    KnownTypes types = MethodFinder.ofAnnotations().typesOf(name -> new byte[] {1, 2, 3});
    assertThat(
            MethodFinder.ofAnnotations()
                .find(types, bytesOf("com/acme/marked/Ways$Wrong"))
                .rejections())
        .hasSize(3);
  }

  private static String hit(String path, String wrong) {
    return "@CacheMetrics(hit): \"" + path + "\": " + wrong;
  }

  private static String of(String path, String wrong) {
    return "@RecordValue(of): \"" + path + "\": " + wrong;
  }

  private Map<String, String> rejections(String nested) {
    Map<String, String> reasons = new TreeMap<>();
    for (Rejection rejection : find(nested).rejections()) {
      reasons.put(rejection.methodName(), rejection.reason());
    }
    return reasons;
  }

  private ClassFindings find(String nested) {
    KnownTypes types = MethodFinder.ofAnnotations().typesOf(this::recorded);
    return MethodFinder.ofAnnotations().find(types, bytesOf("com/acme/marked/Ways$" + nested));
  }

  private byte[] recorded(String name) {
    read.add(name);
    return bytesOf(name);
  }

  private static byte[] bytesOf(String name) {
    try (var in = Ways.class.getClassLoader().getResourceAsStream(name + ".class")) {
      return in.readAllBytes();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** A class loader whose monitor the JVM holds while it loads a class. */
  private final class OneAtATime extends ClassLoader {
    @Override
    public InputStream getResourceAsStream(String name) {
      read.add(name);
      return Ways.class.getClassLoader().getResourceAsStream(name);
    }
  }

  /** One that is parallel capable. */
  private final class ManyAtATime extends ClassLoader {
    static {
      registerAsParallelCapable();
    }

    @Override
    public InputStream getResourceAsStream(String name) {
      read.add(name);
      return Ways.class.getClassLoader().getResourceAsStream(name);
    }
  }
}
