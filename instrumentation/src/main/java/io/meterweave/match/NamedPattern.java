// SPDX-License-Identifier: Apache-2.0
package io.meterweave.match;

import io.meterweave.incident.Incidents;
import io.meterweave.match.pattern.MethodPattern;
import io.meterweave.match.pattern.PatternSubject;
import java.util.concurrent.atomic.AtomicBoolean;

/**
 * A pattern of the configuration, where it stands, and what it has matched so far.
 *
 * <p>Thread-safe. A method counts once, however many loaders load its class and however often that
 * is transformed.
 */
final class NamedPattern {
  static final int MANY_METHODS = 5000;

  private final MethodPattern pattern;
  private final String place;
  private final NameSet classes = new NameSet();
  private final NameSet methods = new NameSet();
  private final AtomicBoolean isSaid = new AtomicBoolean();

  NamedPattern(MethodPattern pattern, String place) {
    this.pattern = pattern;
    this.place = place;
  }

  /** Returns whether a class of that name can match, whatever its supertypes. */
  boolean mayMatch(String internalName) {
    return pattern.mayMatch(internalName);
  }

  boolean concernsSubtypes(String internalName) {
    return pattern.concernsSubtypes(internalName);
  }

  /** Returns whether methods of a class can match; it is counted if so. */
  boolean matches(PatternSubject subject) {
    if (!pattern.matchesClass(subject)) {
      return false;
    }
    classes.add(NameSet.hash(subject.internalName()));
    return true;
  }

  /** Returns whether a method of a class that matches does. */
  boolean matches(DeclaredMethod method) {
    return pattern.matchesMethod(
        method.access(), method.name(), method.descriptor(), method.annotations);
  }

  /** Counts a method that matches and is not excluded, and says once when there are too many. */
  void count(DeclaredType type, DeclaredMethod method) {
    methods.add(NameSet.hash(type.internalName() + '.' + method.name() + method.descriptor()));
    if (methods.size() > MANY_METHODS && isSaid.compareAndSet(false, true)) {
      Incidents.warn(
          Incidents.Kind.CONFIG,
          place
              + ": the pattern \""
              + pattern
              + "\" matches more than "
              + MANY_METHODS
              + " methods; all of them are woven, which slows the start and gives many series:"
              + " write a narrower pattern, or name what is not meant under \"exclude\"");
    }
  }

  PatternReport report() {
    return new PatternReport(place, pattern.toString(), classes.size(), methods.size());
  }
}
