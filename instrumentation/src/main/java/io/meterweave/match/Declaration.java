// SPDX-License-Identifier: Apache-2.0
package io.meterweave.match;

import java.util.ArrayList;
import java.util.List;

/**
 * One declaration of a method whose marks count for it: its own, or one that it implements or
 * overrides. What a mark names (parameters) is to be understood as it is declared here.
 *
 * <p>Immutable.
 *
 * @param marks the marks that ask for measurements; of each kind only from one declaration
 * @param resultMarks the marks that add the method's result
 * @param parameterMarks the marks that add a parameter, first parameter to last
 * @param names the names of its parameters
 */
record Declaration(
    List<Mark> marks,
    List<Mark> resultMarks,
    List<ParameterMark> parameterMarks,
    ParameterNames names) {

  /** Returns the marks of one type. */
  List<Mark> marks(String descriptor) {
    return of(marks, descriptor);
  }

  /** Returns the marks of one type that add the result. */
  List<Mark> resultMarks(String descriptor) {
    return of(resultMarks, descriptor);
  }

  /** Returns the marks of one type that add a parameter. */
  List<ParameterMark> parameterMarks(String descriptor) {
    List<ParameterMark> found = new ArrayList<>();
    for (ParameterMark mark : parameterMarks) {
      if (mark.mark().descriptor().equals(descriptor)) {
        found.add(mark);
      }
    }
    return found;
  }

  /** Returns whether something is added under the same name by a mark of the same type. */
  boolean places(Mark other) {
    for (ParameterMark parameter : parameterMarks) {
      if (isSame(parameter.mark(), other)) {
        return true;
      }
    }
    for (Mark mark : resultMarks) {
      if (isSame(mark, other)) {
        return true;
      }
    }
    return false;
  }

  private static boolean isSame(Mark mark, Mark other) {
    return mark.descriptor().equals(other.descriptor())
        && mark.text("value").equals(other.text("value"));
  }

  static List<Mark> of(List<Mark> marks, String descriptor) {
    List<Mark> found = new ArrayList<>();
    for (Mark mark : marks) {
      if (mark.descriptor().equals(descriptor)) {
        found.add(mark);
      }
    }
    return found;
  }
}
