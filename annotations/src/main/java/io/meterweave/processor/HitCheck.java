// SPDX-License-Identifier: Apache-2.0
package io.meterweave.processor;

import io.meterweave.rules.Complaints;
import io.meterweave.rules.PathRoot;
import io.meterweave.rules.Placed;
import io.meterweave.rules.Problem;
import io.meterweave.rules.ValueType;
import javax.lang.model.type.TypeMirror;
import org.jspecify.annotations.Nullable;

/** What {@code hit} leads to is a boolean. Confined to the compiler's thread. */
final class HitCheck implements MethodCheck {
  private final Members members;

  HitCheck(Members members) {
    this.members = members;
  }

  @Override
  public void check(Subject subject, Complaints complaints, Reporter reporter) {
    for (Placed placed : subject.marks()) {
      String path = placed.mark().text("hit");
      if (placed.mark().simpleName().equals("CacheMetrics") && !path.isEmpty()) {
        Problem problem = problemOf(subject, path);
        if (problem != null) {
          complaints.add(placed.mark(), "hit", Complaints.WHOLE, problem);
        }
      }
    }
  }

  private @Nullable Problem problemOf(Subject subject, String path) {
    PathRoot root = subject.root(path);
    if (root == null) {
      return null;
    }
    Members.Way way = members.follow(root, subject, path);
    TypeMirror end = way.end();
    if (way.problem() != null || end == null || members.mayBeBoolean(end)) {
      return way.problem();
    }
    return ValueType.noBoolean(path, members.nameOf(end));
  }
}
