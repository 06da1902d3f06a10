// SPDX-License-Identifier: Apache-2.0
package io.meterweave.processor;

import io.meterweave.rules.Complaints;
import io.meterweave.rules.KeyValue;
import io.meterweave.rules.LabelPath;
import io.meterweave.rules.PathRoot;
import io.meterweave.rules.Placed;
import io.meterweave.rules.Problem;
import io.meterweave.rules.TypedPath;
import io.meterweave.rules.Written;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** A label's or attribute's path leads somewhere. Immutable. */
final class LabelPathCheck implements MethodCheck {
  @Override
  public void check(Subject subject, Complaints complaints, Reporter reporter) {
    for (Placed placed : subject.marks()) {
      Written mark = placed.mark();
      if (mark.simpleName().equals("Label")) {
        checkPath(subject, placed, complaints);
      } else {
        checkTexts(subject, mark, "labels", complaints);
        checkTexts(subject, mark, "attributes", complaints);
      }
    }
  }

  private static void checkTexts(
      Subject subject, Written mark, String element, Complaints complaints) {
    List<String> texts = mark.texts(element);
    for (int i = 0; i < texts.size(); i++) {
      Problem problem = problemOf(subject, texts.get(i));
      if (problem != null) {
        complaints.add(mark, element, i, problem);
      }
    }
  }

  private static @Nullable Problem problemOf(Subject subject, String text) {
    if (KeyValue.check(text) != null || !KeyValue.of(text).isPath()) {
      return null;
    }
    PathRoot root = subject.root(KeyValue.of(text).value());
    return root == null ? null : TypedPath.follow(root, subject.signature(), text).problem();
  }

  private static void checkPath(Subject subject, Placed placed, Complaints complaints) {
    String path = placed.mark().text("path");
    if (path.isEmpty() || LabelPath.check(path) != null) {
      return;
    }
    boolean isOnMethod = placed.parameter() == Placed.ON_METHOD;
    PathRoot.Kind kind = isOnMethod ? PathRoot.Kind.RESULT : PathRoot.Kind.PARAMETER;
    PathRoot root = new PathRoot(kind, Math.max(0, placed.parameter()), LabelPath.segments(path));
    Problem problem = TypedPath.follow(root, subject.signature(), path).problem();
    if (problem != null) {
      complaints.add(placed.mark(), "path", Complaints.WHOLE, problem);
    }
  }
}
