// SPDX-License-Identifier: Apache-2.0
package io.meterweave.match;

import io.meterweave.rules.AttributeName;
import io.meterweave.rules.KeyValue;
import io.meterweave.rules.LabelName;
import io.meterweave.rules.LabelPath;
import io.meterweave.spec.LabelSpec;
import io.meterweave.spec.PathSpec;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Reads one method's labels, or its span's attributes, from {@code key=value} texts and from
 * annotated parameters.
 *
 * <p>Confined to the thread that reads the class. What is wrong goes to the problems.
 */
final class LabelReader {
  private static final Set<String> NOT_PARAMETERS = Set.of("this", "result", "error");

  private final ParameterNames parameters;
  private final Problems problems;
  private final boolean areAttributes;
  private final List<LabelSpec> labels = new ArrayList<>();
  private final Set<String> keys = new HashSet<>();

  LabelReader(ParameterNames parameters, Problems problems, boolean areAttributes) {
    this.parameters = parameters;
    this.problems = problems;
    this.areAttributes = areAttributes;
  }

  List<LabelSpec> labels() {
    return labels;
  }

  void readTexts(List<String> texts) {
    for (String text : texts) {
      if (problems.isFine(KeyValue.check(text))) {
        KeyValue read = KeyValue.of(text);
        add(read.key(), read.isPath() ? parameterOf(read) : new LabelSpec.Fixed(read.value()));
      }
    }
  }

  void readParameter(int index, String key, String path) {
    if (path.isEmpty() || problems.isFine(LabelPath.check(path))) {
      String written = "arg" + index + (path.isEmpty() ? "" : "." + path);
      add(key, read(index, LabelPath.segments(path), written));
    }
  }

  private void add(String key, LabelSpec.@Nullable Source source) {
    boolean isValid =
        problems.isFine(areAttributes ? AttributeName.check(key) : LabelName.check(key, Set.of()));
    if (isValid && !keys.add(key)) {
      problems.isFine(areAttributes ? AttributeName.duplicate(key) : LabelName.duplicate(key));
    } else if (isValid && source != null) {
      labels.add(new LabelSpec(key, source));
    }
  }

  private static LabelSpec.Read read(int parameter, List<String> steps, String written) {
    return new LabelSpec.Read(new PathSpec(PathSpec.Root.PARAMETER, parameter, steps, written));
  }

  private LabelSpec.@Nullable Source parameterOf(KeyValue read) {
    List<String> segments = LabelPath.segments(read.value());
    String first = segments.get(0);
    int index = parameters.indexOf(first);
    if (index >= 0) {
      return read(index, segments.subList(1, segments.size()), read.value());
    }
    String written = "\"" + read.key() + "={" + read.value() + "}\": ";
    problems.add(
        written
            + (NOT_PARAMETERS.contains(first)
                ? "values of \"" + first + "\" are not supported yet; take a parameter."
                : "there is no parameter \""
                    + first
                    + "\"; known are "
                    + parameters.known()
                    + " (compile with -parameters or -g to have all names)."));
    return null;
  }
}
