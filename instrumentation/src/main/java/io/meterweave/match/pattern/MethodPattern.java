// SPDX-License-Identifier: Apache-2.0
package io.meterweave.match.pattern;

import java.util.Collection;
import java.util.List;
import net.bytebuddy.jar.asm.Opcodes;
import org.jspecify.annotations.Nullable;

/**
 * Which methods of which classes, read from a text such as {@code com.acme..*Service#*(..)}.
 *
 * <p>Immutable. Only methods with code that somebody wrote are matched: none that is abstract,
 * native, synthetic or a bridge, no class initializer, and constructors only where they are named.
 */
/*
 *   pattern    = { visibility } { annotation } types "#" { annotation } method [ "(" parameters ")" ]
 *   visibility = "public" | "protected" | "package" | "private"        of the method; several: any of them
 *   annotation = "@" name                                              on the class; behind the "#" on the method
 *   types      = name [ "+" ] { "&" name [ "+" ] }                     "+": subtypes at any depth as well
 *   name       = segment { ( "." | ".." ) segment }                    ".." any packages, "*" within a name
 *   method     = segment | "<init>"
 *   parameters = "" | parameter { "," parameter }
 *   parameter  = ".." | name { "[]" } [ "..." ]
 *
 * It is AspectJ's language without what nobody can answer from a class file in time (return types by
 * hierarchy, throws, boolean formulas), with "#" as in Javadoc, so that nothing has to be guessed
 * about where the class ends. Without parentheses any parameters match.
 */
public final class MethodPattern {
  static final String CONSTRUCTOR = "<init>";

  private static final int NEVER = Opcodes.ACC_SYNTHETIC | Opcodes.ACC_BRIDGE;
  private static final int WITHOUT_CODE = Opcodes.ACC_ABSTRACT | Opcodes.ACC_NATIVE;

  /** What a pattern consists of; see the grammar. */
  record Parts(
      int visibilities,
      List<NamePattern> classAnnotations,
      TypePattern types,
      List<NamePattern> methodAnnotations,
      String method,
      @Nullable ParameterPattern parameters) {}

  private final String written;
  private final Parts parts;

  MethodPattern(String written, Parts parts) {
    this.written = written;
    this.parts = parts;
  }

  /** Reads a pattern. */
  public static MethodPattern of(String written) throws PatternProblem {
    return new PatternParser(written).parse();
  }

  /** Returns whether a class of that name can match, before anything of it is read. */
  public boolean mayMatch(String internalName) {
    return parts.types().matchesName(internalName);
  }

  /** Returns whether a class can match because it has a supertype of that name. */
  public boolean concernsSubtypes(String internalName) {
    return parts.types().concernsSubtypes(internalName);
  }

  /** Returns whether the class matches. */
  public boolean matchesClass(PatternSubject subject) {
    return parts.types().matches(subject)
        && (parts.classAnnotations().isEmpty()
            || haveAll(parts.classAnnotations(), subject.annotations()));
  }

  /**
   * Returns whether a method of a class that matches does.
   *
   * @param annotations the descriptors of the annotations that stand on the method
   */
  public boolean matchesMethod(
      int access, String name, String descriptor, Collection<String> annotations) {
    if ((access & (NEVER | WITHOUT_CODE)) != 0 || !matchesName(name)) {
      return false;
    }
    ParameterPattern parameters = parts.parameters();
    return (parts.visibilities() == 0 || (parts.visibilities() & Visibility.of(access)) != 0)
        && haveAll(parts.methodAnnotations(), annotations)
        && (parameters == null || parameters.matches(descriptor));
  }

  private boolean matchesName(String name) {
    return name.charAt(0) == '<'
        ? name.equals(CONSTRUCTOR) && parts.method().equals(CONSTRUCTOR)
        : Glob.matches(parts.method(), name);
  }

  private static boolean haveAll(List<NamePattern> wanted, Collection<String> descriptors) {
    for (NamePattern name : wanted) {
      if (!hasOne(name, descriptors)) {
        return false;
      }
    }
    return true;
  }

  private static boolean hasOne(NamePattern name, Collection<String> descriptors) {
    for (String descriptor : descriptors) {
      if (name.matches(descriptor, 1, descriptor.length() - 1)) {
        return true;
      }
    }
    return false;
  }

  /** Returns the text it was read from. */
  @Override
  public String toString() {
    return written;
  }
}
