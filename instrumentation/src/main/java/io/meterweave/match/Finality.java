// SPDX-License-Identifier: Apache-2.0
package io.meterweave.match;

import java.lang.reflect.Method;
import java.lang.reflect.Modifier;
import net.bytebuddy.jar.asm.Opcodes;
import net.bytebuddy.jar.asm.Type;

/** Whether a subclass may override a method. Thread-safe. */
enum Finality {
  FINAL,
  OPEN,
  /** It is a library's, of which no more is known than the name. */
  UNKNOWN;

  /** Tells it of a method that was read. */
  static Finality of(DeclaredMethod method) {
    return method.is(Opcodes.ACC_FINAL) ? FINAL : OPEN;
  }

  /**
   * Tells it of a public method that a library's class has or inherits. A class of the JDK is
   * loaded for that, but not initialized; the JVM is about to load it as somebody's superclass.
   */
  static Finality ofLibrary(String className, DeclaredMethod method) {
    if (!className.startsWith("java.")) {
      return UNKNOWN;
    }
    try {
      Class<?> type = Class.forName(className, false, ClassLoader.getPlatformClassLoader());
      for (Method candidate : type.getMethods()) {
        if (isSame(candidate, method)) {
          return Modifier.isFinal(candidate.getModifiers()) ? FINAL : OPEN;
        }
      }
    } catch (ClassNotFoundException | LinkageError unknown) {
      // of another JDK than this one
    }
    return UNKNOWN;
  }

  private static boolean isSame(Method candidate, DeclaredMethod method) {
    String descriptor = method.descriptor();
    String parameters = descriptor.substring(0, descriptor.indexOf(')') + 1);
    return candidate.getName().equals(method.name())
        && Type.getMethodDescriptor(candidate).startsWith(parameters);
  }
}
