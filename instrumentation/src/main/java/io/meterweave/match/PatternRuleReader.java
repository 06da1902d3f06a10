// SPDX-License-Identifier: Apache-2.0
package io.meterweave.match;

import io.meterweave.match.pattern.MethodPattern;
import io.meterweave.match.pattern.PatternProblem;
import io.meterweave.spec.ConfigValue;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Reads the entries of {@code methods}.
 *
 * <p>Confined to the thread that reads the configuration. What is wrong is a problem, a sentence
 * that begins with the place; what is right in the same entry counts.
 */
final class PatternRuleReader {
  private final List<PatternRule> rules = new ArrayList<>();
  private final List<String> problems;

  PatternRuleReader(List<String> problems) {
    this.problems = problems;
  }

  List<PatternRule> rules() {
    return rules;
  }

  /** Reads one entry: a text is a pattern by itself, for metrics and spans. */
  void read(ConfigValue entry) {
    List<NamedPattern> match = new ArrayList<>();
    List<NamedPattern> exclude = new ArrayList<>();
    ConfiguredMarks marks = new ConfiguredMarks(problems);
    if (entry instanceof ConfigValue.Text) {
      addPatterns(match, entry);
      marks.addDefaults(entry.place());
    } else if (entry instanceof ConfigValue.Fields fields) {
      read(fields, match, exclude, marks);
    } else {
      problems.add(entry.place() + ": an entry of methods begins with \"match: \"; it is ignored");
    }
    if (!match.isEmpty() && !marks.marks().isEmpty()) {
      rules.add(new PatternRule(match, exclude, marks.marks()));
    }
  }

  private void read(
      ConfigValue.Fields entry,
      List<NamedPattern> match,
      List<NamedPattern> exclude,
      ConfiguredMarks marks) {
    boolean saysWhich = false;
    boolean saysWhat = false;
    for (ConfigValue.Field field : entry.fields()) {
      MarkWord word = MarkWord.of(field.name());
      if (field.name().equals("match")) {
        saysWhich = true;
        addPatterns(match, field.value());
      } else if (field.name().equals("exclude")) {
        addPatterns(exclude, field.value());
      } else {
        saysWhat = true;
        add(marks, word, field);
      }
    }
    if (!saysWhich) {
      problems.add(entry.place() + ": this entry of methods has no \"match\"; it is ignored");
    } else if (!saysWhat) {
      marks.addDefaults(entry.place());
    }
  }

  private void add(ConfiguredMarks marks, @Nullable MarkWord word, ConfigValue.Field field) {
    if (word == null) {
      problems.add(
          field.place()
              + ": \""
              + field.name()
              + "\" is unknown in an entry of methods and ignored; known are match, exclude, "
              + MarkWord.all());
    } else {
      marks.add(word, field.value());
    }
  }

  private void addPatterns(List<NamedPattern> patterns, ConfigValue value) {
    if (value instanceof ConfigValue.Text text) {
      addPattern(patterns, text);
    } else if (value instanceof ConfigValue.Items items) {
      for (ConfigValue item : items.items()) {
        addPatterns(patterns, item);
      }
    } else {
      problems.add(value.place() + ": a pattern is a text; this one is ignored");
    }
  }

  private void addPattern(List<NamedPattern> patterns, ConfigValue.Text text) {
    try {
      patterns.add(new NamedPattern(MethodPattern.of(text.text()), text.place()));
    } catch (PatternProblem problem) {
      problems.add(
          text.place() + ": the pattern \"" + text.text() + "\" is ignored; " + problem.text());
    }
  }
}
