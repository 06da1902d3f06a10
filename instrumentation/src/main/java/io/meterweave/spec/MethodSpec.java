// SPDX-License-Identifier: Apache-2.0
package io.meterweave.spec;

import java.lang.reflect.Modifier;
import java.util.List;
import java.util.Objects;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;

/**
 * Everything that one method was asked to record, whoever asked (an annotation, a foreign
 * annotation, a line of the configuration): the same wish gives an equal value.
 *
 * <p>Immutable.
 *
 * @param className the declaring class's binary name, as {@link Class#getName()} gives it
 * @param methodName the method's name; {@code <init>} for a constructor
 * @param descriptor the method's descriptor, JVMS 4.3.3
 * @param access the method's access flags, JVMS 4.6
 * @param lineage how it stands to the methods it overrides
 * @param requests what is recorded of its calls
 */
public record MethodSpec(
    String className,
    String methodName,
    String descriptor,
    int access,
    Lineage lineage,
    Requests requests) {

  /** In {@link #captured()}: the object whose method it is. */
  public static final int RECEIVER = -1;

  /** Returns the same method with other requests. */
  public MethodSpec with(Requests others) {
    return new MethodSpec(className, methodName, descriptor, access, lineage, others);
  }

  /**
   * Returns OpenTelemetry's {@code code.function.name}: class, dot, method. A generated class has a
   * name that says nothing; there it is the type that asks for the measurement.
   */
  public String functionName() {
    return (lineage.isGenerated() ? lineage.roots().get(0) : className) + "." + methodName;
  }

  /**
   * Returns what people and the console know the method by: its function's name and its descriptor;
   * the same in every class loader, and for a generated subclass what it is for the real class.
   */
  public String id() {
    return functionName() + descriptor;
  }

  /** Returns whether the method is static. */
  public boolean isStatic() {
    return Modifier.isStatic(access);
  }

  /** Returns whether it is a constructor. */
  public boolean isConstructor() {
    return methodName.equals("<init>");
  }

  /**
   * Returns whether the start of a call takes the receiver: then a call by {@code super.m()} can be
   * told from one of its own.
   */
  public boolean startsWithReceiver() {
    return lineage.isOverridable();
  }

  /** Returns whether a call carries a state from its start to its end, beside the start time. */
  public boolean needsState() {
    return lineage.needsFrame() || requests.needState();
  }

  /** Returns whether the end of a call wants to see the result. */
  public boolean needsResult() {
    return !descriptor.endsWith(")V") && requests.needResult();
  }

  /**
   * Returns what the start of a call wants to see: {@link #RECEIVER}, and indices of parameters
   * without {@code this}; ascending.
   */
  public List<Integer> captured() {
    TreeSet<Integer> captured = new TreeSet<>();
    requests.capture(captured, descriptor);
    if (lineage.needsFrame()) {
      captured.add(RECEIVER);
    }
    if (isStatic()) {
      captured.remove(RECEIVER);
    }
    return List.copyOf(captured);
  }

  // What a record has by itself would be linked when it is first called: 15 ms, in the middle of
  // the application's first woven call.

  @Override
  public int hashCode() {
    return 31 * (31 * className.hashCode() + methodName.hashCode()) + descriptor.hashCode();
  }

  @Override
  public boolean equals(@Nullable Object other) {
    return this == other
        || (other instanceof MethodSpec that
            && className.equals(that.className)
            && methodName.equals(that.methodName)
            && descriptor.equals(that.descriptor)
            && access == that.access
            && Objects.equals(lineage, that.lineage)
            && Objects.equals(requests, that.requests));
  }
}
