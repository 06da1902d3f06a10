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
 * Resolves paths against the declared types of a method, when the method is linked.
 *
 * <p>Confined to the calling thread. A path that cannot exist is reported once and reads null.
 */
/*
 * A path is read when a call begins, from what was captured, or when it ends: then the first value is
 * the result, the second what was thrown, and what was kept of the start comes behind the third.
 */
final class LabelPathCompiler {
  private static final ArgumentReader NOTHING = (first, second, third, others) -> null;
  private static final int RESULT = 0;
  private static final int THROWN = 1;
  private static final int KEPT = 3;

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

  /** Returns the readers of what is known when a call begins. */
  ArgumentReader[] atEntry(List<LabelSpec.Source> sources) {
    ArgumentReader[] readers = new ArgumentReader[sources.size()];
    for (int i = 0; i < readers.length; i++) {
      readers[i] =
          sources.get(i) instanceof LabelSpec.Read read
              ? present(atEntry(read.path()), read.absent())
              : NOTHING;
    }
    return readers;
  }

  /** Returns the readers of what is known when a call ends. */
  ArgumentReader[] atExit(List<LabelSpec.Source> sources) {
    ArgumentReader[] readers = new ArgumentReader[sources.size()];
    for (int i = 0; i < readers.length; i++) {
      readers[i] =
          sources.get(i) instanceof LabelSpec.Outcome outcome
              ? new OutcomeReader(outcome.returned(), outcome.threw())
              : sources.get(i) instanceof LabelSpec.Read read
                  ? present(atExit(read.path()), read.absent())
                  : NOTHING;
    }
    return readers;
  }

  private static ArgumentReader present(ArgumentReader reader, String absent) {
    return absent.equals(LabelSpec.NONE) ? reader : new PresentReader(reader, absent);
  }

  /** Returns the reader of a path to what is known when a call begins. */
  ArgumentReader atEntry(PathSpec path) {
    return path.root() == PathSpec.Root.RECEIVER
        ? reader(path, receiver())
        : reader(path, captured.indexOf(path.parameter()));
  }

  /** Returns the reader of a path from the result or what was thrown. */
  ArgumentReader atExit(PathSpec path) {
    return reader(path, path.root() == PathSpec.Root.RESULT ? RESULT : THROWN);
  }

  /**
   * Returns the reader, at the end of a call, of a path from something that was kept.
   *
   * @param index where it was kept
   */
  ArgumentReader ofKept(PathSpec path, int index) {
    return reader(path, KEPT + index);
  }

  /** Returns the reader, at the end of a call, of what was kept. */
  static ArgumentReader kept(int index) {
    return new ValuePath(KEPT + index, new ValuePath.Step[0], "");
  }

  /** Returns the reader of the object whose method is called. */
  ArgumentReader receiverItself() {
    return new ValuePath(receiver(), new ValuePath.Step[0], method.functionName());
  }

  /** Returns the readers of all parameters. */
  ArgumentReader[] parameters() {
    ArgumentReader[] readers = new ArgumentReader[descriptor.parameterCount()];
    for (int i = 0; i < readers.length; i++) {
      readers[i] = new ValuePath(captured.indexOf(i), new ValuePath.Step[0], method.functionName());
    }
    return readers;
  }

  private int receiver() {
    return captured.indexOf(MethodSpec.RECEIVER);
  }

  private ArgumentReader reader(PathSpec path, int position) {
    String where = method.functionName() + ", {" + path.written() + "}";
    if (position < 0) {
      return NOTHING;
    }
    try {
      List<ValuePath.Step> steps = steps(path, where);
      if (steps != null) {
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
    Class<?> type = start(path);
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
      } else if (isOpen(type)) {
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
                + " within reach (getter, record component, field or method without arguments,"
                + " none of them private); the value is none.");
        return null;
      }
    }
    return steps;
  }

  /** Returns whether the class that is met may have what the declared type has not. */
  private static boolean isOpen(Class<?> type) {
    return type == Object.class || type.isInterface() || type == Throwable.class;
  }

  private Class<?> start(PathSpec path) {
    return switch (path.root()) {
      case PARAMETER -> resolve(descriptor.parameterType(path.parameter()));
      case RECEIVER -> caller.lookupClass();
      case RESULT -> resolve(descriptor.returnType());
      case ERROR -> Throwable.class;
    };
  }

  private Class<?> resolve(ClassDesc type) {
    try {
      return (Class<?>) type.resolveConstantDesc(caller);
    } catch (ReflectiveOperationException | LinkageError notThere) {
      return Object.class;
    }
  }
}
