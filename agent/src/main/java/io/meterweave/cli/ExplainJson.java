// SPDX-License-Identifier: Apache-2.0
package io.meterweave.cli;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonGenerator;
import io.meterweave.explain.ArchiveExplainer;
import io.meterweave.explain.ExplainedMethod;
import io.meterweave.explain.UnreadableArchive;
import io.meterweave.match.PatternReport;
import io.meterweave.weave.ReportedMethod;
import java.io.IOException;
import java.io.PrintWriter;
import java.util.List;

/** Writes an explanation for programs. Thread-safe: no state. */
final class ExplainJson {
  private ExplainJson() {}

  static void write(List<ExplainedMethod> methods, ArchiveExplainer explainer, PrintWriter out)
      throws IOException {
    JsonGenerator json = new JsonFactory().createGenerator(out);
    json.disable(JsonGenerator.Feature.AUTO_CLOSE_TARGET);
    json.useDefaultPrettyPrinter();
    json.writeStartObject();
    json.writeNumberField("classes", explainer.classCount());
    json.writeArrayFieldStart("methods");
    for (ExplainedMethod method : methods) {
      write(method, json);
    }
    json.writeEndArray();
    writePatterns(explainer.patterns(), json);
    writeUnreadable(explainer.unreadable(), json);
    json.writeEndObject();
    json.close();
    out.println();
  }

  private static void writePatterns(List<PatternReport> patterns, JsonGenerator json)
      throws IOException {
    json.writeArrayFieldStart("patterns");
    for (PatternReport pattern : patterns) {
      json.writeStartObject();
      json.writeStringField("place", pattern.place());
      json.writeStringField("pattern", pattern.pattern());
      json.writeNumberField("classes", pattern.classes());
      json.writeNumberField("methods", pattern.methods());
      json.writeEndObject();
    }
    json.writeEndArray();
  }

  private static void writeUnreadable(List<UnreadableArchive> archives, JsonGenerator json)
      throws IOException {
    json.writeArrayFieldStart("unreadable");
    for (UnreadableArchive archive : archives) {
      json.writeStartObject();
      json.writeStringField("place", archive.place());
      json.writeStringField("reason", archive.reason());
      json.writeEndObject();
    }
    json.writeEndArray();
  }

  private static void write(ExplainedMethod explained, JsonGenerator json) throws IOException {
    ReportedMethod method = explained.method();
    json.writeStartObject();
    json.writeStringField("class", method.className());
    json.writeStringField("method", method.methodName());
    json.writeStringField("descriptor", method.descriptor());
    json.writeStringField("state", ExplainTable.word(method.state()));
    json.writeStringField("reason", method.reason());
    json.writeStringField("asks", method.asks());
    json.writeStringField("archive", explained.archive());
    write("inheritedFrom", explained.inheritedFrom(), json);
    write("foreign", explained.foreign(), json);
    json.writeBooleanField("named", explained.isNamed());
    json.writeEndObject();
  }

  private static void write(String field, List<String> texts, JsonGenerator json)
      throws IOException {
    json.writeArrayFieldStart(field);
    for (String text : texts) {
      json.writeString(text);
    }
    json.writeEndArray();
  }
}
