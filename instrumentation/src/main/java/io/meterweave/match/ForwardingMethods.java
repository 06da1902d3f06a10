// SPDX-License-Identifier: Apache-2.0
package io.meterweave.match;

import net.bytebuddy.jar.asm.Opcodes;

/**
 * Tells methods that the compilers of Kotlin and Groovy put beside the one that somebody wrote, and
 * that do nothing but hand the call on to it.
 *
 * <p>Thread-safe.
 */
/*
 * Problem: an overload for default arguments, the static door to a companion's method, the boxed
 * form of a value class's method, the code of a trait: the compiler writes each of them as a method
 * of its own and copies the annotations there. If both were measured, one call would count twice.
 *
 * Choice: what the compilers leave in the class file, and always two signs, since a method that is
 * taken for another's door by mistake is not measured at all. Only marks of the method itself (or
 * of a class that holds both) are copied; what is inherited stands on one of the two alone, and is
 * measured there. Rejected: comparing bodies, for which the code of each class would have to be read,
 * and which people write just so; an overload that somebody has marked by hand counts.
 */
final class ForwardingMethods {
  private static final String COMPANION_DOOR = "Lkotlin/jvm/JvmStatic;";
  private static final String OVERLOADS = "Lkotlin/jvm/JvmOverloads;";
  private static final String VALUE_CLASS = "Lkotlin/jvm/JvmInline;";
  private static final String GROOVY_MADE = "Lgroovy/transform/Generated;";
  private static final String TRAIT_CODE = "$Trait$Helper";
  private static final String MEMOIZED_CODE = "memoizedMethodPriv$";
  private static final int DEFAULTS_PER_INT = 32;

  private ForwardingMethods() {}

  /** Returns whether a marked method of a class is only another door to a marked one. */
  static boolean isForwarding(DeclaredType type, DeclaredMethod method) {
    return isDoorToCompanion(type, method)
        || isKotlinOverload(type, method)
        || isBoxed(type, method)
        || isGroovyOverload(type, method)
        || isCodeOfTrait(type, method)
        || isMemoizedCode(type, method);
  }

  /** {@code Outer.method} beside {@code Outer.Companion.method}; in an object it is the method. */
  private static boolean isDoorToCompanion(DeclaredType type, DeclaredMethod method) {
    return method.is(Opcodes.ACC_STATIC)
        && !type.isSingleton
        && !method.marks.isEmpty()
        && method.annotations.contains(COMPANION_DOOR);
  }

  /** All overloads carry the annotation; only the one that was written has a twin with defaults. */
  private static boolean isKotlinOverload(DeclaredType type, DeclaredMethod method) {
    if (!method.annotations.contains(OVERLOADS)) {
      return false;
    }
    String twin = twinWithDefaults(type, method);
    boolean hasTwins = false;
    for (DeclaredMethod other : type.methods) {
      if (other.is(Opcodes.ACC_SYNTHETIC)) {
        if ((other.name() + other.descriptor()).startsWith(twin)) {
          return false;
        }
        hasTwins |= other.name().equals(twin.substring(0, twin.indexOf('(')));
      }
    }
    return hasTwins;
  }

  /** Returns how the twin's name and descriptor begin: it takes a bit for each parameter, too. */
  private static String twinWithDefaults(DeclaredType type, DeclaredMethod method) {
    String descriptor = method.descriptor();
    boolean isConstructor = method.name().equals("<init>");
    StringBuilder twin = new StringBuilder(method.name());
    twin.append(isConstructor ? "(" : "$default(");
    if (!isConstructor && !method.is(Opcodes.ACC_STATIC)) {
      twin.append('L').append(type.internalName()).append(';');
    }
    twin.append(descriptor, 1, descriptor.indexOf(')'));
    for (int covered = 0; covered < method.parameterCount(); covered += DEFAULTS_PER_INT) {
      twin.append('I');
    }
    twin.append(
        isConstructor ? "Lkotlin/jvm/internal/DefaultConstructorMarker;)" : "Ljava/lang/Object;)");
    return twin.toString();
  }

  /** What is written in a value class becomes static, the value its first parameter. */
  private static boolean isBoxed(DeclaredType type, DeclaredMethod method) {
    if (method.is(Opcodes.ACC_STATIC) || !type.annotations.contains(VALUE_CLASS)) {
      return false;
    }
    for (DeclaredMethod other : type.methods) {
      if (other.is(Opcodes.ACC_STATIC)
          && other.parameterCount() == method.parameterCount() + 1
          && (other.name().equals(method.name()) || other.name().equals(method.name() + "-impl"))) {
        return true;
      }
    }
    return false;
  }

  private static boolean isGroovyOverload(DeclaredType type, DeclaredMethod method) {
    if (!method.annotations.contains(GROOVY_MADE)) {
      return false;
    }
    for (DeclaredMethod other : type.methods) {
      if (other.name().equals(method.name())
          && other.parameterCount() > method.parameterCount()
          && !other.annotations.contains(GROOVY_MADE)) {
        return true;
      }
    }
    return false;
  }

  /** Is named after the method that looks for a kept result first, and its parameters' types. */
  private static boolean isMemoizedCode(DeclaredType type, DeclaredMethod method) {
    if (!method.name().startsWith(MEMOIZED_CODE)) {
      return false;
    }
    for (DeclaredMethod other : type.methods) {
      if (other.descriptor().equals(method.descriptor())
          && method.name().startsWith(other.name(), MEMOIZED_CODE.length())) {
        return true;
      }
    }
    return false;
  }

  /** Each class with the trait has methods that call it. */
  private static boolean isCodeOfTrait(DeclaredType type, DeclaredMethod method) {
    String name = type.internalName();
    return name.endsWith(TRAIT_CODE)
        && method.is(Opcodes.ACC_STATIC)
        && !method.is(Opcodes.ACC_PRIVATE)
        && method
            .descriptor()
            .startsWith("(L" + name.substring(0, name.length() - TRAIT_CODE.length()) + ";");
  }
}
