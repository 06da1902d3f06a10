// SPDX-License-Identifier: Apache-2.0
package io.meterweave.match;

import io.meterweave.spec.MethodSpec;
import io.meterweave.spec.Rejection;
import java.util.List;

/**
 * What was found in one class.
 *
 * <p>Immutable.
 *
 * @param className the class's binary name
 * @param specs what its methods ask for, in the order of the class file
 * @param rejections the marked methods that cannot be woven, and why
 * @param abstractMethods the marked methods without code, which pass their marks on
 * @param implemented the marked methods of this class's supertypes that it implements, whether they
 *     are measured here or rejected
 * @param remarks what is left out of what was asked of methods among the specs
 */
public record ClassFindings(
    String className,
    List<MethodSpec> specs,
    List<Rejection> rejections,
    List<Member> abstractMethods,
    List<Member> implemented,
    List<Remark> remarks) {
  /** A class in which nothing is asked for. */
  public static final ClassFindings NONE =
      new ClassFindings("", List.of(), List.of(), List.of(), List.of(), List.of());

  /** Copies the lists. */
  public ClassFindings {
    specs = List.copyOf(specs);
    rejections = List.copyOf(rejections);
    abstractMethods = List.copyOf(abstractMethods);
    implemented = List.copyOf(implemented);
    remarks = List.copyOf(remarks);
  }

  /** Returns whether nothing is asked for. */
  public boolean isEmpty() {
    return specs.isEmpty()
        && rejections.isEmpty()
        && abstractMethods.isEmpty()
        && implemented.isEmpty();
  }

  /**
   * A method by its name.
   *
   * @param className the declaring type's binary name
   */
  public record Member(String className, String methodName, String descriptor) {
    static Member of(DeclaredType type, DeclaredMethod method) {
      return new Member(type.binaryName(), method.name(), method.descriptor());
    }
  }

  /**
   * What is left out of what was asked of a method that is measured otherwise.
   *
   * @param method the method
   * @param text what and why, a sentence
   */
  public record Remark(Member method, String text) {}
}
