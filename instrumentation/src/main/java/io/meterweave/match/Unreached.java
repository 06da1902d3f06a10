// SPDX-License-Identifier: Apache-2.0
package io.meterweave.match;

import io.meterweave.rules.MethodRules;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import net.bytebuddy.jar.asm.Type;
import org.jspecify.annotations.Nullable;

/**
 * A method that a class inherits from another one, which knows nothing of the interfaces whose
 * marks were to measure it; and what can be done.
 *
 * <p>Confined to the thread that reads the class.
 */
final class Unreached {
  /** What an interface asks for. */
  private record Wish(DeclaredType type, DeclaredMethod method, List<Mark> marks) {}

  private final String owner;
  private final String base;
  private final @Nullable DeclaredMethod code;
  private final Finality finality;
  private final List<Wish> wishes = new ArrayList<>();

  /**
   * Begins.
   *
   * @param owner the class that inherits, by its binary name
   * @param base the class with the code, or a library's class that has or inherits it
   * @param code the method that is run, or null if it is a library's
   */
  Unreached(String owner, String base, @Nullable DeclaredMethod code, Finality finality) {
    this.owner = owner;
    this.base = base;
    this.code = code;
    this.finality = finality;
  }

  void add(DeclaredType type, DeclaredMethod method, List<Mark> marks) {
    wishes.add(new Wish(type, method, marks));
  }

  /** Returns whether nobody wishes anything. */
  boolean isEmpty() {
    return wishes.isEmpty();
  }

  /** Returns those of an interface's marks without the ones that nobody can do anything about. */
  List<Mark> worthSaying(List<Mark> marks) {
    List<Mark> worth = new ArrayList<>();
    for (Mark mark : marks) {
      if (code != null || finality != Finality.FINAL || !mark.isOnClass()) {
        worth.add(mark);
      }
    }
    return worth;
  }

  /** Returns all that is wished. */
  List<Mark> marks() {
    List<Mark> marks = new ArrayList<>();
    for (Wish wish : wishes) {
      marks.addAll(wish.marks());
    }
    return marks;
  }

  /** Returns the types that wish something. */
  List<DeclaredType> types() {
    List<DeclaredType> types = new ArrayList<>();
    for (Wish wish : wishes) {
      types.add(wish.type());
    }
    return types;
  }

  /** Returns the method as the first interface declares it. */
  DeclaredMethod method() {
    return wishes.get(0).method();
  }

  /** Returns a sentence for people. */
  String sentence() {
    List<String> interfaces = new ArrayList<>();
    List<String> texts = new ArrayList<>();
    Map<String, Integer> counts = counts();
    for (Wish wish : wishes) {
      String name = wish.type().binaryName();
      interfaces.add(name);
      texts.add(
          list(kinds(wish, counts), " and ") + " of " + name + "." + signature(wish.method()));
    }
    return owner
        + " inherits "
        + signature(code == null ? method() : code)
        + " from "
        + base
        + ", which does not implement "
        + list(interfaces, " or ")
        + ", so "
        + list(texts, " and ")
        + (marks().size() > 1 ? " do" : " does")
        + " not reach it; "
        + wayOut()
        + ".";
  }

  /** Of a generic method only a compiler knows the signature that overrides it. */
  private String wayOut() {
    String mark = code == null ? "" : "mark " + base + "." + signature(code);
    String override = "override it in " + owner;
    if (finality == Finality.UNKNOWN) {
      return override + ", unless it is final";
    }
    if (code == null) {
      return finality == Finality.OPEN
          ? override
          : "it is final, so measure the methods that call it";
    }
    return finality == Finality.OPEN ? mark + ", or " + override : mark;
  }

  private Map<String, Integer> counts() {
    Map<String, Integer> counts = new HashMap<>();
    for (Mark mark : marks()) {
      counts.put(mark.simpleName(), counts.getOrDefault(mark.simpleName(), 0) + 1);
    }
    return counts;
  }

  /** Returns the annotations, and of those that are there several times which they are. */
  private static List<String> kinds(Wish wish, Map<String, Integer> counts) {
    Map<String, List<String>> metrics = new LinkedHashMap<>();
    for (Mark mark : wish.marks()) {
      List<String> names = metrics.get(mark.simpleName());
      if (names == null) {
        names = new ArrayList<>();
        metrics.put(mark.simpleName(), names);
      }
      if (counts.getOrDefault(mark.simpleName(), 0) > 1) {
        names.addAll(MethodRules.metrics(mark));
      }
    }
    List<String> kinds = new ArrayList<>();
    for (Map.Entry<String, List<String>> kind : metrics.entrySet()) {
      String names = String.join(", ", kind.getValue());
      kinds.add("@" + kind.getKey() + (names.isEmpty() ? "" : " (" + names + ")"));
    }
    return kinds;
  }

  private static String list(List<String> texts, String beforeLast) {
    int last = texts.size() - 1;
    return last == 0
        ? texts.get(0)
        : String.join(", ", texts.subList(0, last)) + beforeLast + texts.get(last);
  }

  private static String signature(DeclaredMethod method) {
    List<String> parameters = new ArrayList<>();
    for (Type type : Type.getArgumentTypes(method.descriptor())) {
      String name = type.getClassName();
      parameters.add(name.substring(name.lastIndexOf('.') + 1));
    }
    return method.name() + "(" + String.join(", ", parameters) + ")";
  }
}
