// SPDX-License-Identifier: Apache-2.0
package io.meterweave.plan;

import io.meterweave.incident.Incidents;
import io.meterweave.record.ArgumentReader;
import io.meterweave.spec.LabelSpec;
import io.meterweave.spec.MethodSpec;
import io.meterweave.spec.PathSpec;
import java.lang.constant.ClassDesc;
import java.lang.constant.MethodTypeDesc;
import java.lang.invoke.MethodHandles;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Resolves the paths of labels and attributes against the declared types of a method's parameters,
 * when the method is linked.
 *
 * <p>Confined to the calling thread. A path that cannot exist is reported once and reads null.
 */
final class LabelPathCompiler {
  private static final ArgumentReader NOTHING = (first, second, third, others) -> null;

  private final MethodSpec method;
  private final MethodHandles.Lookup caller;
  private final MethodTypeDesc descriptor;
  private final List<Integer> captured;

  LabelPathCompiler(MethodSpec method, MethodHandles.Lookup caller) {
    this.method = method;
    this.caller = caller;
    this.descriptor = MethodTypeDesc.ofDescriptor(method.descriptor());
    this.captured = method.captured();
  }

  /** Returns the readers of those labels that come from parameters, in their order. */
  ArgumentReader[] readers(List<LabelSpec> labels) {
    List<ArgumentReader> readers = new ArrayList<>();
    for (LabelSpec label : labels) {
      if (label.source() instanceof LabelSpec.Read read && read.path().isKnownAtEntry()) {
        readers.add(reader(read.path(), label.key()));
      }
    }
    return readers.toArray(new ArgumentReader[0]);
  }

  private ArgumentReader reader(PathSpec path, String key) {
    String where = method.functionName() + ", " + key + "={" + path.written() + "}";
    try {
      List<ValuePath.Step> steps = steps(path, where);
      if (steps != null) {
        int position =
            captured.indexOf(
                path.root() == PathSpec.Root.RECEIVER ? MethodSpec.RECEIVER : path.parameter());
        return new ValuePath(position, steps.toArray(new ValuePath.Step[0]), where);
      }
    } catch (RuntimeException | LinkageError failure) {
      Incidents.swallow(Incidents.Kind.LINK, where, failure);
    }
    return NOTHING;
  }

  /** Returns the steps, or null if the path cannot exist. */
  private @Nullable List<ValuePath.Step> steps(PathSpec path, String where) {
    List<ValuePath.Step> steps = new ArrayList<>();
    if (path.steps().isEmpty()) {
      return steps;
    }
    Class<?> type =
        path.root() == PathSpec.Root.RECEIVER ? caller.lookupClass() : declared(path.parameter());
    for (String name : path.steps()) {
      if (Map.class.isAssignableFrom(type)) {
        steps.add(new RuntimeStep.MapStep(name));
        type = Object.class;
        continue;
      }
      MemberStep member = MemberStep.find(type, name, caller);
      if (member != null) {
        steps.add(member);
        type = member.type();
      } else if (type == Object.class || type.isInterface()) {
        steps.add(new RuntimeStep(name, caller, where));
        type = Object.class;
      } else {
        Incidents.warn(
            Incidents.Kind.CONFIG,
            where
                + ": "
                + type.getName()
                + " has no "
                + name
                + " within reach (getter, record component, public field or method without"
                + " arguments); the value is none.");
        return null;
      }
    }
    return steps;
  }

  private Class<?> declared(int index) {
    ClassDesc type = descriptor.parameterType(index);
    try {
      return (Class<?>) type.resolveConstantDesc(caller);
    } catch (ReflectiveOperationException | LinkageError notThere) {
      return Object.class;
    }
  }
}
