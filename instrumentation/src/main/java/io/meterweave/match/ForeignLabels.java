// SPDX-License-Identifier: Apache-2.0
package io.meterweave.match;

import io.meterweave.rules.LabelName;
import io.meterweave.spec.LabelSpec;
import io.meterweave.spec.PathSpec;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * Collects the labels that a foreign annotation gives its metrics, or the attributes of its span. A
 * key that comes again replaces the one before, as in those libraries.
 *
 * <p>Confined to the thread that reads the class. What is wrong goes to the problems.
 */
final class ForeignLabels {
  private final Map<String, LabelSpec.Source> sources;
  private final Problems problems;

  ForeignLabels(Problems problems) {
    this(new LinkedHashMap<>(), problems);
  }

  private ForeignLabels(Map<String, LabelSpec.Source> sources, Problems problems) {
    this.sources = sources;
    this.problems = problems;
  }

  /** Returns the same labels, to be gone on with separately. */
  ForeignLabels copy() {
    return new ForeignLabels(new LinkedHashMap<>(sources), problems);
  }

  /** Adds a fixed value. */
  ForeignLabels with(String key, String value) {
    return with(key, new LabelSpec.Fixed(value));
  }

  /** Adds a value. */
  ForeignLabels with(String key, LabelSpec.Source source) {
    sources.put(key, source);
    return this;
  }

  /** Adds the simple name of what is thrown, {@code none} for a call that returns. */
  ForeignLabels withThrown(String key) {
    return with(
        key,
        new LabelSpec.Read(
            new PathSpec(
                PathSpec.Root.ERROR, 0, List.of("class", "simpleName"), "error.class.simpleName")));
  }

  /** Adds an array of keys and values in turn. */
  void addPairs(List<String> pairs, String element) {
    if (pairs.size() % 2 != 0) {
      problems.add(
          element
              + " has "
              + pairs.size()
              + " texts, but they are keys and values in turn; add the missing value.");
      return;
    }
    for (int i = 0; i < pairs.size(); i += 2) {
      with(pairs.get(i), pairs.get(i + 1));
    }
  }

  /** Adds an array of {@code key=value}. */
  void addEquations(List<String> equations) {
    for (String equation : equations) {
      int equals = equation.indexOf('=');
      if (equals > 0) {
        with(equation.substring(0, equals).strip(), equation.substring(equals + 1).strip());
      } else {
        problems.add("The tag \"" + equation + "\" is not \"key=value\".");
      }
    }
  }

  /** Returns them as attributes of a span, with the keys as they are written. */
  List<LabelSpec> attributes() {
    List<LabelSpec> attributes = new ArrayList<>();
    for (Map.Entry<String, LabelSpec.Source> entry : sources.entrySet()) {
      attributes.add(new LabelSpec(entry.getKey(), entry.getValue()));
    }
    return attributes;
  }

  /** Returns them as labels, with keys that Prometheus allows. */
  List<LabelSpec> labels() {
    Map<String, LabelSpec> labels = new LinkedHashMap<>();
    for (Map.Entry<String, LabelSpec.Source> entry : sources.entrySet()) {
      String key = ForeignNames.label(entry.getKey());
      if (problems.isFine(LabelName.check(key, Set.of()))) {
        labels.put(key, new LabelSpec(key, entry.getValue()));
      }
    }
    return new ArrayList<>(labels.values());
  }
}
