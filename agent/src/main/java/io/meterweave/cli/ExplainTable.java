// SPDX-License-Identifier: Apache-2.0
package io.meterweave.cli;

import io.meterweave.explain.ArchiveExplainer;
import io.meterweave.explain.ExplainedMethod;
import io.meterweave.explain.UnreadableArchive;
import io.meterweave.match.PatternReport;
import io.meterweave.weave.ReportedMethod;
import io.meterweave.weave.ReportedMethod.State;
import java.io.PrintWriter;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;

/**
 * Writes an explanation for people, in lines of at most 100 columns where words allow.
 *
 * <p>Confined to the main thread.
 */
final class ExplainTable {
  private static final int COLUMNS = 100;
  private static final String INDENT = " ".repeat(16);

  private final PrintWriter out;

  ExplainTable(PrintWriter out) {
    this.out = out;
  }

  /** Writes some of the methods, and counts all. */
  void write(
      List<ExplainedMethod> shown, List<ExplainedMethod> methods, ArchiveExplainer explainer) {
    String before = "";
    for (ExplainedMethod explained : shown) {
      String heading = explained.method().className() + "  (" + explained.archive() + ")";
      if (!heading.equals(before)) {
        out.println(before.isEmpty() ? heading : System.lineSeparator() + heading);
        before = heading;
      }
      write(explained);
    }
    if (!shown.isEmpty()) {
      out.println();
    }
    for (UnreadableArchive archive : explainer.unreadable()) {
      paragraph("", archive.sentence());
    }
    for (PatternReport pattern : explainer.patterns()) {
      if (pattern.methods() == 0) {
        paragraph("", pattern.nothingMatched("") + ".");
      }
    }
    out.println(summary(methods, explainer.classCount()));
  }

  private void write(ExplainedMethod explained) {
    ReportedMethod method = explained.method();
    out.println(
        String.format(Locale.ROOT, "  %-13s %s", word(method.state()), name(method))
            .stripTrailing());
    paragraph(INDENT, method.asks());
    paragraph(INDENT, method.reason());
    paragraph(INDENT, origin(explained));
  }

  private static String origin(ExplainedMethod explained) {
    StringBuilder origin = new StringBuilder();
    if (!explained.inheritedFrom().isEmpty()) {
      origin.append("inherited from ").append(String.join(", ", explained.inheritedFrom()));
    }
    if (!explained.foreign().isEmpty()) {
      origin.append(origin.isEmpty() ? "" : "; ");
      origin.append("by @").append(String.join(", @", explained.foreign()));
    }
    if (explained.isNamed()) {
      origin.append(origin.isEmpty() ? "" : "; ").append("by the configuration");
    }
    return origin.toString();
  }

  /** The class stands in the heading, the parameters' packages in the JSON. */
  private static String name(ReportedMethod method) {
    String signature = method.signature();
    int open = signature.indexOf('(');
    if (open < 0) {
      return "";
    }
    StringBuilder name = new StringBuilder(method.methodName()).append('(');
    String separator = "";
    for (String type : signature.substring(open + 1, signature.length() - 1).split(", ", -1)) {
      name.append(separator).append(type.substring(type.lastIndexOf('.') + 1));
      separator = ", ";
    }
    return name.append(')').toString();
  }

  private void paragraph(String indent, String text) {
    StringBuilder line = new StringBuilder(indent);
    for (String word : text.split(" ", -1)) {
      if (line.length() > indent.length() && line.length() + word.length() > COLUMNS) {
        out.println(line.toString().stripTrailing());
        line.setLength(indent.length());
      }
      line.append(word).append(' ');
    }
    if (!text.isEmpty()) {
      out.println(line.toString().stripTrailing());
    }
  }

  private static String summary(List<ExplainedMethod> methods, int classes) {
    Map<State, Integer> counts = new TreeMap<>();
    for (ExplainedMethod explained : methods) {
      counts.merge(explained.method().state(), 1, Integer::sum);
    }
    StringBuilder summary = new StringBuilder();
    for (Map.Entry<State, Integer> count : counts.entrySet()) {
      summary.append(summary.isEmpty() ? "" : ", ");
      summary.append(count.getValue()).append(' ').append(word(count.getKey()));
    }
    return "Methods: "
        + (summary.isEmpty() ? "none asks to be measured" : summary)
        + ". Classes looked at: "
        + classes
        + ".";
  }

  static String word(State state) {
    return state.name().toLowerCase(Locale.ROOT).replace('_', ' ');
  }
}
