// SPDX-License-Identifier: Apache-2.0
package io.meterweave.explain;

import io.meterweave.match.ForeignSettings;
import io.meterweave.match.MethodFinder;
import io.meterweave.match.MethodPatterns;
import io.meterweave.match.PatternReport;
import java.io.File;
import java.util.List;
import java.util.Map;

/**
 * Explains archives offline: what would be woven if a program ran from them.
 *
 * <p>Confined to the calling thread.
 */
public final class ArchiveExplainer {
  private final MethodPatterns patterns;
  private final ForeignSettings foreign;
  private final ArchivedClasses classes;

  /**
   * Explains as an agent with this configuration would weave. What is added is held in memory, up
   * to half of it, so it is for a process of its own.
   */
  public ArchiveExplainer(MethodPatterns patterns, ForeignSettings foreign) {
    this(patterns, foreign, Runtime.getRuntime().maxMemory() / 2);
  }

  ArchiveExplainer(MethodPatterns patterns, ForeignSettings foreign, long mostBytes) {
    this.patterns = patterns;
    this.foreign = foreign;
    this.classes = new ArchivedClasses(mostBytes);
  }

  /**
   * Adds a directory, a jar, a war or a Spring Boot jar. What cannot be read of it, or inside,
   * costs the rest nothing; {@link #unreadable} says what it is.
   */
  public void add(File root) {
    classes.add(root);
  }

  /** Returns how many classes there are. */
  public int classCount() {
    return classes.all().size();
  }

  /** Returns what could not be read of what was added. */
  public List<UnreadableArchive> unreadable() {
    return List.copyOf(classes.unreadable());
  }

  /** Returns a line for every method that asks to be measured. */
  public List<ExplainedMethod> explain() {
    MethodFinder finder = MethodFinder.of(foreign, patterns);
    MethodFinder annotations = MethodFinder.ofAnnotations(foreign);
    Explanation explanation =
        patterns.isEmpty()
            ? new Explanation(finder, finder.typesOf(classes), null, null)
            : new Explanation(
                finder, finder.typesOf(classes), annotations, annotations.typesOf(classes));
    for (Map.Entry<String, ArchivedClasses.Archived> entry : classes.all().entrySet()) {
      ArchivedClasses.Archived archived = entry.getValue();
      explanation.explain(archived.archive(), entry.getKey(), archived.bytes());
    }
    return explanation.methods();
  }

  /** Returns what each pattern of the configuration has matched. */
  public List<PatternReport> patterns() {
    return patterns.report();
  }
}
