// SPDX-License-Identifier: Apache-2.0
package io.meterweave.match;

import io.meterweave.match.pattern.PatternSubject;
import io.meterweave.spec.ConfigValue;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;

/**
 * The methods that the configuration names, and what it asks for: the same marks as annotations
 * would be.
 *
 * <p>Thread-safe. Reading never fails: what is wrong is a problem, and the rest counts.
 */
/*
 * Every loaded class is asked for its name. Only if a name matches (or a pattern is about
 * supertypes, which a name cannot tell) is the class parsed, and only then are its methods asked.
 *
 * Several entries may match one method. Of each kind of mark the entry that is written first counts,
 * alone; and an annotation of the same kind on the method or on what it overrides counts before all
 * entries, for it says more of this method than a pattern that is about many.
 *
 * Proxies and generated subclasses are not matched: a pattern is about code that somebody wrote, and
 * what they are made from is matched itself.
 */
public final class MethodPatterns implements MarkSource {
  /** No patterns. */
  public static final MethodPatterns NONE = of(List.of());

  private final PatternRule[] rules;
  private final List<String> problems;

  private MethodPatterns(List<PatternRule> rules, List<String> problems) {
    this.rules = rules.toArray(new PatternRule[0]);
    this.problems = List.copyOf(problems);
  }

  /** Reads the entries of {@code methods}. */
  public static MethodPatterns of(List<ConfigValue> entries) {
    List<String> problems = new ArrayList<>();
    PatternRuleReader reader = new PatternRuleReader(problems);
    for (ConfigValue entry : entries) {
      reader.read(entry);
    }
    return new MethodPatterns(reader.rules(), problems);
  }

  /** Returns what is wrong with the entries, sentences that begin with the place. */
  public List<String> problems() {
    return problems;
  }

  /** Returns whether there are none. */
  public boolean isEmpty() {
    return rules.length == 0;
  }

  /** Returns what each pattern has matched so far, in the order they were written. */
  public List<PatternReport> report() {
    List<PatternReport> report = new ArrayList<>();
    for (PatternRule rule : rules) {
      for (NamedPattern pattern : rule.match()) {
        report.add(pattern.report());
      }
    }
    return report;
  }

  @Override
  public boolean mayConcern(ClassOutline type) {
    String internalName = type.name().toString();
    return names(internalName) || concernsSubtypes(internalName);
  }

  @Override
  public boolean names(String internalName) {
    if (IgnoredTypes.isIgnored(internalName)) {
      return false;
    }
    for (PatternRule rule : rules) {
      for (NamedPattern pattern : rule.match()) {
        if (pattern.mayMatch(internalName)) {
          return true;
        }
      }
    }
    return false;
  }

  @Override
  public boolean concernsSubtypes(String internalName) {
    for (PatternRule rule : rules) {
      for (NamedPattern pattern : rule.match()) {
        if (pattern.concernsSubtypes(internalName)) {
          return true;
        }
      }
    }
    return false;
  }

  @Override
  public void addMarks(DeclaredType type, KnownTypes types) {
    if (type.isGenerated()) {
      return;
    }
    PatternSubject subject = new Subject(type, types);
    for (PatternRule rule : rules) {
      List<NamedPattern> match = ofClass(rule.match(), subject);
      if (!match.isEmpty()) {
        List<NamedPattern> exclude = ofClass(rule.exclude(), subject);
        for (DeclaredMethod method : type.methods) {
          if (matches(match, exclude, type, method)) {
            addNewKinds(method.patternMarks, rule.marks());
          }
        }
      }
    }
  }

  private static List<NamedPattern> ofClass(List<NamedPattern> patterns, PatternSubject subject) {
    List<NamedPattern> found = List.of();
    for (NamedPattern pattern : patterns) {
      if (pattern.matches(subject)) {
        found = found.isEmpty() ? new ArrayList<>() : found;
        found.add(pattern);
      }
    }
    return found;
  }

  private static boolean matches(
      List<NamedPattern> match,
      List<NamedPattern> exclude,
      DeclaredType type,
      DeclaredMethod method) {
    List<NamedPattern> matching = new ArrayList<>();
    for (NamedPattern pattern : match) {
      if (pattern.matches(method)) {
        matching.add(pattern);
      }
    }
    if (matching.isEmpty()) {
      return false;
    }
    for (NamedPattern pattern : exclude) {
      if (pattern.matches(method)) {
        return false;
      }
    }
    for (NamedPattern pattern : matching) {
      pattern.count(type, method);
    }
    return true;
  }

  private static void addNewKinds(List<Mark> marks, List<Mark> more) {
    int before = marks.size();
    for (Mark mark : more) {
      if (!hasKind(marks, before, mark)) {
        marks.add(mark);
      }
    }
  }

  private static boolean hasKind(List<Mark> marks, int end, Mark wanted) {
    for (int i = 0; i < end; i++) {
      if (marks.get(i).descriptor().equals(wanted.descriptor())) {
        return true;
      }
    }
    return false;
  }

  /** A class of a class file; its supertypes are looked up only if a pattern asks. */
  private static final class Subject implements PatternSubject {
    private final DeclaredType type;
    private final KnownTypes types;
    private List<String> supertypes = List.of();
    private boolean isKnown;

    Subject(DeclaredType type, KnownTypes types) {
      this.type = type;
      this.types = types;
    }

    @Override
    public String internalName() {
      return type.internalName();
    }

    @Override
    public Collection<String> supertypes() {
      if (!isKnown) {
        isKnown = true;
        supertypes = new ArrayList<>();
        for (DeclaredType above : types.supertypes(type)) {
          supertypes.add(above.internalName());
        }
      }
      return supertypes;
    }

    @Override
    public Collection<String> annotations() {
      return type.annotations;
    }
  }
}
