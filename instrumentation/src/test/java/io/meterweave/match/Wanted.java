// SPDX-License-Identifier: Apache-2.0
package io.meterweave.match;

import io.meterweave.spec.InstrumentSpec;
import io.meterweave.spec.LabelSpec;
import io.meterweave.spec.MethodSpec;
import io.meterweave.spec.MetricSpec;
import io.meterweave.spec.Requests;
import io.meterweave.spec.SpanSpec;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.ArrayList;
import java.util.List;
import java.util.StringJoiner;

/** What the methods of a class ask for, as text that a test can show. */
final class Wanted {
  private Wanted() {}

  /** Returns the findings in a class whose supertypes are at hand. */
  static ClassFindings in(Class<?> type, ForeignSettings settings) {
    return MethodFinder.ofAnnotations(settings).find(type.getClassLoader(), bytesOf(type));
  }

  /** Returns what a method asks for, one line for each instrument and for the span. */
  static List<String> by(Class<?> type, String method) {
    for (MethodSpec spec : in(type, ForeignSettings.DEFAULT).specs()) {
      if (spec.methodName().equals(method)) {
        return lines(spec.requests());
      }
    }
    return List.of();
  }

  private static List<String> lines(Requests requests) {
    List<String> lines = new ArrayList<>();
    for (MetricSpec metric : requests.metrics()) {
      for (InstrumentSpec instrument : metric.instruments()) {
        lines.add(
            instrument.kind()
                + " "
                + instrument.name()
                + labels(metric.labels())
                + (instrument.buckets().isEmpty()
                    ? ""
                    : " " + instrument.buckets().size() + " buckets")
                + (instrument.errorTypes().isEmpty() ? "" : " of " + instrument.errorTypes()));
      }
    }
    SpanSpec span = requests.span();
    if (span != null) {
      lines.add(
          span.form() + " " + span.kind() + " span " + span.name() + labels(span.attributes()));
    }
    return lines;
  }

  private static String labels(List<LabelSpec> labels) {
    StringJoiner joined = new StringJoiner(", ", "{", "}");
    for (LabelSpec label : labels) {
      joined.add(label.key() + "=" + value(label.source()));
    }
    return joined.toString();
  }

  private static String value(LabelSpec.Source source) {
    if (source instanceof LabelSpec.Fixed fixed) {
      return fixed.value();
    }
    if (source instanceof LabelSpec.Outcome outcome) {
      return outcome.returned() + "|" + outcome.threw();
    }
    LabelSpec.Read read = (LabelSpec.Read) source;
    return "<" + read.path().written() + " or '" + read.absent() + "'>";
  }

  private static byte[] bytesOf(Class<?> type) {
    String file = type.getName().replace('.', '/') + ".class";
    try (var in = type.getClassLoader().getResourceAsStream(file)) {
      return in.readAllBytes();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
