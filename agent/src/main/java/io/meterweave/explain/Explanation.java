// SPDX-License-Identifier: Apache-2.0
package io.meterweave.explain;

import io.meterweave.match.ClassFindings;
import io.meterweave.match.IgnoredTypes;
import io.meterweave.match.KnownTypes;
import io.meterweave.match.MethodFinder;
import io.meterweave.spec.MethodSpec;
import io.meterweave.spec.Rejection;
import io.meterweave.weave.DryRun;
import io.meterweave.weave.ReportedMethod;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * What would become of every method that asks to be measured, by the very code that would weave it.
 *
 * <p>Confined to the calling thread. A class that cannot be read is one rejected line.
 */
final class Explanation {
  private static final String NOT_IMPLEMENTED =
      "The method has no code, and no class here implements it.";

  private final MethodFinder finder;
  private final KnownTypes types;
  private final @Nullable MethodFinder withoutPatterns;
  private final @Nullable KnownTypes typesWithoutPatterns;
  private final List<ExplainedMethod> methods = new ArrayList<>();
  private final Map<ClassFindings.Member, String> withoutCode = new HashMap<>();
  private final Set<ClassFindings.Member> implemented = new HashSet<>();

  /**
   * Begins.
   *
   * @param withoutPatterns finds annotations alone, to tell the two apart; null if there are no
   *     patterns
   */
  Explanation(
      MethodFinder finder,
      KnownTypes types,
      @Nullable MethodFinder withoutPatterns,
      @Nullable KnownTypes typesWithoutPatterns) {
    this.finder = finder;
    this.types = types;
    this.withoutPatterns = withoutPatterns;
    this.typesWithoutPatterns = typesWithoutPatterns;
  }

  /** Looks at one class. */
  void explain(String archive, String internalName, byte[] classFile) {
    if (IgnoredTypes.isIgnored(internalName)) {
      return;
    }
    try {
      ClassFindings findings = finder.find(types, classFile);
      if (!findings.isEmpty()) {
        add(archive, findings, classFile);
      }
    } catch (RuntimeException malformed) {
      methods.add(
          ExplainedMethod.of(ReportedMethod.of(unreadable(internalName, malformed)), archive));
    }
  }

  /** Returns how many methods with code ask to be measured. */
  int size() {
    return methods.size();
  }

  /** Returns a line for each, in the order they came; those without code last. */
  List<ExplainedMethod> methods() {
    List<ExplainedMethod> all = new ArrayList<>(methods);
    for (Map.Entry<ClassFindings.Member, String> entry : withoutCode.entrySet()) {
      ClassFindings.Member member = entry.getKey();
      if (!implemented.contains(member)) {
        all.add(
            ExplainedMethod.of(
                new ReportedMethod(
                    member.className(),
                    member.methodName(),
                    member.descriptor(),
                    ReportedMethod.State.ABSTRACT,
                    NOT_IMPLEMENTED,
                    ""),
                entry.getValue()));
      }
    }
    return all;
  }

  private void add(String archive, ClassFindings findings, byte[] classFile) {
    Set<String> annotated = annotated(findings, classFile);
    for (Rejection rejection : findings.rejections()) {
      methods.add(ExplainedMethod.of(ReportedMethod.of(rejection), archive));
    }
    Map<String, Rejection> refused = new HashMap<>();
    for (Rejection rejection : DryRun.rejections(classFile, findings.specs())) {
      refused.put(rejection.methodName() + rejection.descriptor(), rejection);
    }
    Map<String, String> remarks = new HashMap<>();
    for (ClassFindings.Remark remark : findings.remarks()) {
      remarks.put(remark.method().methodName() + remark.method().descriptor(), remark.text());
    }
    for (MethodSpec spec : findings.specs()) {
      String key = spec.methodName() + spec.descriptor();
      Rejection rejection = refused.get(key);
      ReportedMethod line =
          rejection == null
              ? ReportedMethod.of(spec, ReportedMethod.State.WOVEN, remarks.getOrDefault(key, ""))
              : ReportedMethod.of(rejection);
      methods.add(ExplainedMethod.of(spec, line, archive, !annotated.contains(key)));
    }
    for (ClassFindings.Member member : findings.abstractMethods()) {
      withoutCode.put(member, archive);
    }
    implemented.addAll(findings.implemented());
  }

  private Set<String> annotated(ClassFindings findings, byte[] classFile) {
    Set<String> annotated = new HashSet<>();
    ClassFindings ofAnnotations =
        withoutPatterns == null || typesWithoutPatterns == null
            ? findings
            : withoutPatterns.find(typesWithoutPatterns, classFile);
    for (MethodSpec spec : ofAnnotations.specs()) {
      annotated.add(spec.methodName() + spec.descriptor());
    }
    return annotated;
  }

  private static Rejection unreadable(String internalName, RuntimeException malformed) {
    return new Rejection(
        internalName.replace('/', '.'),
        "",
        "",
        Rejection.Cause.CLASS_FILE,
        "The class file cannot be read (" + malformed + ").");
  }
}
