// SPDX-License-Identifier: Apache-2.0
package io.meterweave.weave;

import java.lang.instrument.Instrumentation;
import java.lang.invoke.MethodHandle;
import java.lang.invoke.MethodHandles;
import java.lang.reflect.Executable;
import java.lang.reflect.Method;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * What the JVM keeps of the annotations of a loaded class: the bytes of its class file's attributes
 * and the constants that they refer to. Only annotations that are retained at run time are kept.
 *
 * <p>Thread-safe. Nothing of the application is loaded or initialized.
 */
/*
 * Problem: a hidden class has no file, and the JVM hands its bytes to nobody. Reflection makes
 * objects of the annotations: it loads their types, and initializes the enums among their values
 * and defaults. That is the application's code, run because somebody has looked at the console.
 *
 * Choice: the very bytes that reflection reads, by the doors inside java.base that it takes itself
 * (JavaLangAccess and Executable.getAnnotationBytes, the same in all Java versions from 17 on). They
 * are opened to the agent alone, and only when somebody asks. Where a JVM has no such doors, nothing
 * is found out.
 */
final class RawAnnotations {
  /** The constants that the values of annotations refer to. */
  enum Tag {
    UTF8,
    INTEGER,
    FLOAT,
    LONG,
    DOUBLE,
    /** Any other. */
    OTHER
  }

  private final MethodHandle ofClass;
  private final MethodHandle ofMember;
  private final MethodHandle pool;
  private final MethodHandle size;
  private final MethodHandle tag;
  private final MethodHandle text;
  private final MethodHandle integer;
  private final MethodHandle floating;
  private final MethodHandle longer;
  private final MethodHandle doubling;

  /**
   * Opens the doors.
   *
   * @throws ReflectiveOperationException if this JVM has others
   */
  RawAnnotations(Instrumentation instrumentation) throws ReflectiveOperationException {
    Set<Module> ours = Set.of(RawAnnotations.class.getModule());
    instrumentation.redefineModule(
        Object.class.getModule(),
        Set.of(),
        Map.of("jdk.internal.access", ours, "jdk.internal.reflect", ours),
        Map.of("java.lang.reflect", ours),
        Set.of(),
        Map.of());
    MethodHandles.Lookup lookup = MethodHandles.lookup();
    Object access =
        Class.forName("jdk.internal.access.SharedSecrets", true, null)
            .getMethod("getJavaLangAccess")
            .invoke(null);
    Class<?> door = Class.forName("jdk.internal.access.JavaLangAccess", false, null);
    ofClass =
        lookup.unreflect(door.getMethod("getRawClassAnnotations", Class.class)).bindTo(access);
    pool = lookup.unreflect(door.getMethod("getConstantPool", Class.class)).bindTo(access);
    Method ofExecutable = Executable.class.getDeclaredMethod("getAnnotationBytes");
    ofExecutable.setAccessible(true);
    ofMember = lookup.unreflect(ofExecutable);
    Class<?> constants = Class.forName("jdk.internal.reflect.ConstantPool", false, null);
    size = lookup.unreflect(constants.getMethod("getSize"));
    tag = lookup.unreflect(constants.getMethod("getTagAt", int.class));
    text = lookup.unreflect(constants.getMethod("getUTF8At", int.class));
    integer = lookup.unreflect(constants.getMethod("getIntAt", int.class));
    floating = lookup.unreflect(constants.getMethod("getFloatAt", int.class));
    longer = lookup.unreflect(constants.getMethod("getLongAt", int.class));
    doubling = lookup.unreflect(constants.getMethod("getDoubleAt", int.class));
  }

  /** Returns the content of {@code RuntimeVisibleAnnotations}; null if the class has none. */
  byte @Nullable [] of(Class<?> type) throws Throwable {
    return (byte[]) ofClass.invoke(type);
  }

  /** Returns the same of a method or constructor. */
  byte @Nullable [] of(Executable member) throws Throwable {
    return (byte[]) ofMember.invoke(member);
  }

  /** Returns the constants of a class. */
  Constants constants(Class<?> type) throws Throwable {
    return new Constants(pool.invoke(type));
  }

  /**
   * A class's constants, by the numbers that they have in its class file. Keeps the class alive.
   */
  final class Constants {
    private final Object constants;

    Constants(Object constants) {
      this.constants = constants;
    }

    /** Returns the first number that no constant has. */
    int size() throws Throwable {
      return (int) size.invoke(constants);
    }

    /** Returns what kind of constant has a number; the numbers begin at one. */
    Tag tag(int number) throws Throwable {
      try {
        return switch (((Enum<?>) tag.invoke(constants, number)).name()) {
          case "UTF8" -> Tag.UTF8;
          case "INTEGER" -> Tag.INTEGER;
          case "FLOAT" -> Tag.FLOAT;
          case "LONG" -> Tag.LONG;
          case "DOUBLE" -> Tag.DOUBLE;
          default -> Tag.OTHER;
        };
      } catch (IllegalArgumentException unknownToReflection) { // such as a dynamic one
        return Tag.OTHER;
      }
    }

    String text(int number) throws Throwable {
      return (String) text.invoke(constants, number);
    }

    int integer(int number) throws Throwable {
      return (int) integer.invoke(constants, number);
    }

    float floating(int number) throws Throwable {
      return (float) floating.invoke(constants, number);
    }

    long longer(int number) throws Throwable {
      return (long) longer.invoke(constants, number);
    }

    double doubling(int number) throws Throwable {
      return (double) doubling.invoke(constants, number);
    }
  }
}
