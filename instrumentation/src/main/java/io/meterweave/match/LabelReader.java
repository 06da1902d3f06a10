// SPDX-License-Identifier: Apache-2.0
package io.meterweave.match;

import io.meterweave.rules.KeyValue;
import io.meterweave.rules.LabelPath;
import io.meterweave.rules.PathRoot;
import io.meterweave.spec.LabelSpec;
import io.meterweave.spec.PathSpec;
import java.util.ArrayList;
import java.util.List;

/**
 * Makes the labels of one mark's metrics, or the attributes of one span, from what the rules found
 * nothing wrong with.
 *
 * <p>Confined to the thread that reads the class.
 */
final class LabelReader {
  private final MarkedMethod method;
  private final List<LabelSpec> labels = new ArrayList<>();

  private final boolean keepsDead;

  private LabelReader(MarkedMethod method, boolean keepsDead) {
    this.method = method;
    this.keepsDead = keepsDead;
  }

  /** Begins with labels: one whose path leads nowhere is {@code none}. */
  LabelReader(MarkedMethod method) {
    this(method, true);
  }

  /** Begins with attributes: one whose path leads nowhere is left out. */
  static LabelReader ofAttributes(MarkedMethod method) {
    return new LabelReader(method, false);
  }

  List<LabelSpec> labels() {
    return labels;
  }

  /** Adds the texts of a mark, {@code key=value} or {@code key={path}}. */
  LabelReader addTexts(List<String> texts, Declaration declaration) {
    for (String text : texts) {
      KeyValue read = KeyValue.of(text);
      if (!read.isPath()) {
        labels.add(new LabelSpec(read.key(), new LabelSpec.Fixed(read.value())));
      } else if (isAlive(read.value(), declaration)) {
        PathSpec path = path(read.value(), method, declaration);
        labels.add(new LabelSpec(read.key(), new LabelSpec.Read(path)));
      } else if (keepsDead) {
        labels.add(new LabelSpec(read.key(), new LabelSpec.Fixed(LabelSpec.NONE)));
      }
    }
    return this;
  }

  private boolean isAlive(String path, Declaration declaration) {
    return PathRoot.check(path, path, new DeclaredSignature(method, declaration.names())) == null;
  }

  /** Adds what stands on parameters and on the method for its result. */
  LabelReader addPlaced(String descriptor) {
    for (Declaration declaration : method.declarations()) {
      for (ParameterMark parameter : declaration.parameterMarks(descriptor)) {
        String name = declaration.names().nameOf(parameter.index());
        addPlaced(parameter.mark(), PathSpec.Root.PARAMETER, parameter.index(), name);
      }
      for (Mark mark : declaration.resultMarks(descriptor)) {
        addPlaced(mark, PathSpec.Root.RESULT, 0, "result");
      }
    }
    return this;
  }

  private void addPlaced(Mark mark, PathSpec.Root root, int parameter, String name) {
    String path = mark.text("path");
    String written = path.isEmpty() ? name : name + "." + path;
    PathSpec spec = new PathSpec(root, parameter, LabelPath.segments(path), written);
    labels.add(new LabelSpec(mark.text("value"), new LabelSpec.Read(spec)));
  }

  /** Makes a path that the rules found nothing wrong with. */
  static PathSpec path(String written, MarkedMethod method, Declaration declaration) {
    PathRoot root = PathRoot.of(written, new DeclaredSignature(method, declaration.names()));
    PathSpec.Root start =
        switch (root.kind()) {
          case PARAMETER -> PathSpec.Root.PARAMETER;
          case THIS -> PathSpec.Root.RECEIVER;
          case RESULT -> PathSpec.Root.RESULT;
          case ERROR -> PathSpec.Root.ERROR;
        };
    return new PathSpec(start, root.parameter(), root.steps(), written);
  }
}
