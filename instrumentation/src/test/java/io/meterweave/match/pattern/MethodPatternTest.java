// SPDX-License-Identifier: Apache-2.0
package io.meterweave.match.pattern;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import java.util.Arrays;
import java.util.Collection;
import java.util.List;
import java.util.Random;
import net.bytebuddy.jar.asm.Opcodes;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

final class MethodPatternTest {
  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "com.acme.Order#*(..)            | com/acme/Order            | true",
        "com.acme.Order#*(..)            | com/acme/Order2           | false",
        "com.acme.Order#*(..)            | com/acme/x/Order          | false",
        "com.acme.Order#*(..)            | com/acme                  | false",
        "com.acme.*#*(..)                | com/acme/Order            | true",
        "com.acme.*#*(..)                | com/acme/x/Order          | false",
        "com.acme.*#*(..)                | com/acme/Order$Item       | true",
        "com.acme..*#*(..)               | com/acme/Order            | true",
        "com.acme..*#*(..)               | com/acme/x/y/Order        | true",
        "com.acme..*#*(..)               | com/acmes/Order           | false",
        "com.acme..*#*(..)               | com/acme                  | false",
        "com.acme..*Service#*(..)        | com/acme/OrderService     | true",
        "com.acme..*Service#*(..)        | com/acme/a/b/OrderService | true",
        "com.acme..*Service#*(..)        | com/acme/a/OrderServices  | false",
        "com.acme..*Service#*(..)        | com/acme/Shop$OrderService | true",
        "com.acme..*Service*#*(..)       | com/acme/OrderService$Part | true",
        "com.*.Order#*(..)               | com/acme/Order            | true",
        "com.*.Order#*(..)               | com/acme/x/Order          | false",
        "com.ac*.Order#*(..)             | com/acme/Order            | true",
        "..Order#*(..)                   | com/acme/Order            | true",
        "..Order#*(..)                   | Order                     | true",
        "*..Order#*(..)                  | com/acme/Order            | true",
        "*..Order#*(..)                  | Order                     | false",
        "com..orders..*#*(..)            | com/acme/orders/Order     | true",
        "com..orders..*#*(..)            | com/orders/x/Order        | true",
        "com..orders..*#*(..)            | com/acme/Order            | false",
        "com..orders.*#*(..)             | com/orders/x/orders/Order | true",
        "com..a..b..C#*(..)              | com/a/a/b/a/b/C           | true",
        "com..a..b..C#*(..)              | com/b/b/a/a/C             | false",
        "Order#*(..)                     | com/acme/Order            | true",
        "Order#*(..)                     | Order                     | true",
        "Order#*(..)                     | com/acme/BigOrder         | false",
        "Item#*(..)                      | com/acme/Order$Item       | true",
        "Order$Item#*(..)                | com/acme/Order$Item       | true",
        "Order#*(..)                     | com/acme/Order$Item       | false",
        "*#*(..)                         | com/acme/Order            | true",
        "com.acme.Ünïcode#*(..)          | com/acme/Ünïcode          | true",
        "com.acme..* & *Service#*(..)    | com/acme/x/OrderService   | true",
        "com.acme..* & *Service#*(..)    | com/other/OrderService    | false",
      })
  void aClassMatchesByItsName(String pattern, String internalName, boolean matches)
      throws PatternProblem {
    MethodPattern read = MethodPattern.of(pattern);
    assertThat(read.mayMatch(internalName)).isEqualTo(matches);
    assertThat(read.matchesClass(subject(internalName))).isEqualTo(matches);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "com.acme.Repository+#*(..)                | true",
        "Repository+#*(..)                         | true",
        "java.lang.Object+#*(..)                   | true",
        "com.acme.OrderRepository+#*(..)           | true",
        "com.acme.Other+#*(..)                     | false",
        "com.acme..* & com.acme.Repository+#*(..)  | true",
        "com.other..* & com.acme.Repository+#*(..) | false",
        "com.acme.Repository#*(..)                 | false",
        "@com.acme.Audited com.acme..*#*(..)       | true",
        "@Audited com.acme..*#*(..)                | true",
        "@com.acme.* com.acme..*#*(..)             | true",
        "@Audited @Slow com.acme..*#*(..)          | true",
        "@Audited @Fast com.acme..*#*(..)          | false",
        "@com.acme.Slow com.acme..*#*(..)          | false",
      })
  void aClassMatchesByItsSupertypesAndAnnotations(String pattern, boolean matches)
      throws PatternProblem {
    PatternSubject subject =
        new Subject(
            "com/acme/OrderRepository",
            List.of("com/acme/Repository", "java/lang/Object"),
            List.of("Lcom/acme/Audited;", "Lcom/other/Slow;"));
    assertThat(MethodPattern.of(pattern).matchesClass(subject)).isEqualTo(matches);
  }

  @Test
  void onlyAPatternWithAPlusConcernsSubtypes() throws PatternProblem {
    MethodPattern subtypes = MethodPattern.of("com.acme.Repository+#*(..)");
    assertThat(subtypes.concernsSubtypes("com/acme/Repository")).isTrue();
    assertThat(subtypes.concernsSubtypes("com/acme/Other")).isFalse();
    assertThat(subtypes.mayMatch("com/acme/OrderRepository")).isFalse();
    assertThat(
            MethodPattern.of("com.acme.Repository#*(..)").concernsSubtypes("com/acme/Repository"))
        .isFalse();
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "C#*(..)                   | find  | (J)V                          | true",
        "C#find(..)                | find  | ()V                           | true",
        "C#find*(..)               | findAll | ()V                         | true",
        "C#find*(..)               | refind | ()V                          | false",
        "C#*find*(..)              | refinding | ()V                       | true",
        "C#*Foo-*(..)              | doFoo-impl | ()V                      | true",
        "C#find                    | find  | (JLjava/lang/String;)V        | true",
        "C#find()                  | find  | ()V                           | true",
        "C#find()                  | find  | (J)V                          | false",
        "C#find(long)              | find  | (J)V                          | true",
        "C#find(long)              | find  | (I)V                          | false",
        "C#find(long)              | find  | (Ljava/lang/Long;)V           | false",
        "C#find(Long)              | find  | (Ljava/lang/Long;)V           | true",
        "C#find(long, java.lang.String) | find | (JLjava/lang/String;)V    | true",
        "C#find(long, String)      | find  | (JLjava/lang/String;)V        | true",
        "C#find(long, String)      | find  | (J)V                          | false",
        "C#find(long, ..)          | find  | (J)V                          | true",
        "C#find(long, ..)          | find  | (JII)V                        | true",
        "C#find(.., long)          | find  | (IIJ)V                        | true",
        "C#find(.., long)          | find  | (IIJI)V                       | false",
        "C#find(.., long, .., int) | find  | (IJFI)V                       | true",
        "C#find(*)                 | find  | (J)V                          | true",
        "C#find(*)                 | find  | ([J)V                         | true",
        "C#find(*)                 | find  | ()V                           | false",
        "C#find(*, *)              | find  | (JLjava/lang/String;)V        | true",
        "C#find(*[])               | find  | ([J)V                         | true",
        "C#find(*[])               | find  | (J)V                          | false",
        "C#find(int[])             | find  | ([I)V                         | true",
        "C#find(int[])             | find  | ([[I)V                        | false",
        "C#find(int[][])           | find  | ([[I)V                        | true",
        "C#find(String...)         | find  | ([Ljava/lang/String;)V        | true",
        "C#find(String)            | find  | ([Ljava/lang/String;)V        | false",
        "C#find(java.util..*)      | find  | (Ljava/util/function/Function;)V | true",
        "C#find(java.util.Map$Entry) | find | (Ljava/util/Map$Entry;)V      | true",
        "C#find(Entry)             | find  | (Ljava/util/Map$Entry;)V      | true",
        "C#*(..)                   | <init> | ()V                          | false",
        "C#<init>                  | <init> | (J)V                         | true",
        "C#<init>(int)             | <init> | (J)V                         | false",
        "C#<init>(..)              | init  | ()V                           | false",
        "C#*(..)                   | <clinit> | ()V                        | false",
      })
  void aMethodMatchesByNameAndParameters(
      String pattern, String name, String descriptor, boolean matches) throws PatternProblem {
    assertThat(
            MethodPattern.of(pattern)
                .matchesMethod(Opcodes.ACC_PUBLIC, name, descriptor, List.of()))
        .isEqualTo(matches);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "C#*(..)                   | 1, 2, 4, 0, 9, 33",
        "public C#*(..)            | 1, 9, 33",
        "protected C#*(..)         | 4",
        "private C#*(..)           | 2",
        "package C#*(..)           | 0",
        "public protected C#*(..)  | 1, 4, 9, 33",
      })
  void aMethodMatchesByItsVisibility(String pattern, String flags) throws PatternProblem {
    MethodPattern read = MethodPattern.of(pattern);
    List<String> matching =
        List.of(1, 2, 4, 0, 9, 33, 0x400 | 1, 0x100 | 1, 0x1000 | 1, 0x1040 | 1).stream()
            .filter(access -> read.matchesMethod(access, "m", "()V", List.of()))
            .map(String::valueOf)
            .toList();
    assertThat(String.join(", ", matching)).isEqualTo(flags);
  }

  @Test
  void aMethodMatchesByItsAnnotations() throws PatternProblem {
    MethodPattern audited = MethodPattern.of("C#@com.acme.Audited *(..)");
    assertThat(audited.matchesMethod(1, "m", "()V", List.of("Lcom/acme/Audited;"))).isTrue();
    assertThat(audited.matchesMethod(1, "m", "()V", List.of("Lcom/acme/Other;"))).isFalse();
    assertThat(audited.matchesMethod(1, "m", "()V", List.of())).isFalse();
  }

  @Test
  void blanksBetweenPartsDoNotCount() throws PatternProblem {
    MethodPattern pattern =
        MethodPattern.of("  public  private @Audited  com.acme..* & *S # find* ( long , .. )  ");
    PatternSubject subject =
        new Subject("com/acme/x/OrdersS", List.of(), List.of("Lcom/acme/Audited;"));
    assertThat(pattern.matchesClass(subject)).isTrue();
    assertThat(pattern.matchesMethod(1, "findAll", "(JI)V", List.of())).isTrue();
    assertThat(pattern.matchesMethod(4, "findAll", "(JI)V", List.of())).isFalse();
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "''                          | the pattern is empty; write for example com.acme..*Service#*(..)",
        "com.acme.Order.place(..)    | there is no \"#\" between class and method; write com.acme.Order#place(..)",
        "com.acme..*                 | there is no \"#\" between class and method; write for example com.acme..*Service#*(..)",
        "* com.acme.Order.place(..)  | there is no \"#\" between class and method; write for example com.acme..*Service#*(..)",
        "void com.acme.Order#place() | at character 6: a second name; the pattern has no return type and no modifiers but public, protected, package and private; write for example com.acme..*Service#*(..)",
        "com.acme.Order#             | at character 16: the pattern ends, but the method's name is missing",
        "#place(..)                  | at character 1: \"#\" stands where the name of a class is expected",
        "com.acme.#place(..)         | at character 10: \"#\" stands where a name behind the dot is expected",
        "com/acme/Order#place(..)    | at character 4: packages are separated by dots, not by \"/\"",
        "com.acme.**#place(..)       | at character 10: \"**\" means no more than \"*\"; any packages are written \"..\"",
        "com.acme.Order#new(..)      | at character 19: constructors are named <init>; write #<init>(..)",
        "com.acme.Order#<clinit>     | at character 16: only <init>, for constructors, can be named in angle brackets",
        "com.acme.Order#place(       | at character 22: the pattern ends, but a parameter's type is missing",
        "com.acme.Order#place(long   | at character 26: the pattern ends, but \",\" or \")\" is missing",
        "com.acme.Order#place(List<String>) | at character 26: type arguments are not part of a pattern; leave <…> out",
        "com.acme.Order#place(..) x  | at character 26: \"x\" stands where the end of the pattern is expected",
        "com.acme.Order#Item.place() | at character 20: a method's name has no dot; the class ends before the \"#\"",
        "@com.acme.Order#(..)        | at character 16: \"#\" stands where the name of a class is expected",
        "com.acme.Order#(..)         | at character 16: \"(\" stands where the method's name is expected",
        "com.acme.. Order#*(..)      | at character 11: \" \" stands where a name behind the dot is expected",
        "com.acme.Order?#place(..)   | at character 15: \"?\" stands where \"#\" and the method's name is expected",
      })
  void whatIsNoPatternIsSaidWithPlaceAndWayOut(String pattern, String message) {
    assertThatExceptionOfType(PatternProblem.class)
        .isThrownBy(() -> MethodPattern.of(pattern))
        .withMessage(message);
  }

  @Test
  void anyTextIsAPatternOrAProblem() {
    Random random = new Random(20);
    String letters = "aZ*..$#@+&<>()[],; \t/\\\"'-_0ü\ud83d\udd25\u0000{}^|initpublc";
    int patterns = 0;
    for (int i = 0; i < 300_000; i++) {
      StringBuilder text = new StringBuilder(random.nextInt(4) == 0 ? "com.acme..*S#" : "");
      for (int length = random.nextInt(30); length > 0; length--) {
        text.append(letters.charAt(random.nextInt(letters.length())));
      }
      patterns += asksEverything(text.toString());
    }
    assertThat(patterns).isGreaterThan(1000);
  }

  @Test
  void noPatternIsSlow() throws PatternProblem {
    String name = "a/".repeat(400) + "a".repeat(4000);
    MethodPattern hard = MethodPattern.of("a" + "..a*a*a".repeat(40) + "..b" + "#*a*a*a*b(..)");
    long start = System.nanoTime();
    for (int i = 0; i < 10; i++) {
      assertThat(hard.mayMatch(name)).isFalse();
      assertThat(hard.matchesMethod(1, "a".repeat(4000), "()V", List.of())).isFalse();
    }
    assertThat(System.nanoTime() - start).isLessThan(5_000_000_000L);
  }

  private static int asksEverything(String text) {
    try {
      MethodPattern pattern = MethodPattern.of(text);
      pattern.matchesClass(subject("com/acme/OrderService"));
      pattern.concernsSubtypes("a");
      pattern.matchesMethod(1, "find", "(J[Ljava/lang/String;)V", List.of("La;"));
      return 1;
    } catch (PatternProblem problem) {
      assertThat(problem.text()).isNotBlank();
      return 0;
    }
  }

  private static PatternSubject subject(String internalName) {
    return new Subject(internalName, List.of(), List.of());
  }

  private record Subject(
      String internalName, Collection<String> supertypes, Collection<String> annotations)
      implements PatternSubject {
    @Override
    public String toString() {
      return Arrays.asList(internalName, supertypes, annotations).toString();
    }
  }
}
