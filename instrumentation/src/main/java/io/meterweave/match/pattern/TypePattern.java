// SPDX-License-Identifier: Apache-2.0
package io.meterweave.match.pattern;

import java.util.List;

/**
 * Which classes: one or several names that must all match, each the class's own or, with a {@code
 * +}, also that of a supertype.
 *
 * <p>Immutable.
 */
final class TypePattern {
  /** A name and whether subtypes match too. */
  record Term(NamePattern name, boolean withSubtypes) {}

  private final Term[] terms;

  TypePattern(List<Term> terms) {
    this.terms = terms.toArray(new Term[0]);
  }

  /** Returns whether a class of that name matches, whatever its supertypes. */
  boolean matchesName(String internalName) {
    for (Term term : terms) {
      if (!term.name().matches(internalName)) {
        return false;
      }
    }
    return true;
  }

  /** Returns whether a class may match because it has a supertype of that name. */
  boolean concernsSubtypes(String internalName) {
    for (Term term : terms) {
      if (term.withSubtypes() && term.name().matches(internalName)) {
        return true;
      }
    }
    return false;
  }

  boolean matches(PatternSubject subject) {
    for (Term term : terms) {
      if (!term.name().matches(subject.internalName())
          && !(term.withSubtypes() && matchesSupertype(term.name(), subject))) {
        return false;
      }
    }
    return true;
  }

  private static boolean matchesSupertype(NamePattern name, PatternSubject subject) {
    for (String supertype : subject.supertypes()) {
      if (name.matches(supertype)) {
        return true;
      }
    }
    return false;
  }
}
