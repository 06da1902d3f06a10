// SPDX-License-Identifier: Apache-2.0
package io.meterweave.runtime;

import java.lang.instrument.ClassFileTransformer;
import java.lang.instrument.Instrumentation;
import java.lang.reflect.InvocationHandler;
import java.lang.reflect.Method;
import java.lang.reflect.Proxy;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CopyOnWriteArrayList;
import org.jspecify.annotations.Nullable;

/**
 * The instrumentation of a JVM that has only the classes it is told of. What is asked of it is
 * kept, and chosen calls fail.
 */
final class FakeInstrumentation implements InvocationHandler {
  final List<ClassFileTransformer> transformers = new CopyOnWriteArrayList<>();

  /** The names of the methods that were called. */
  final List<String> asked = new CopyOnWriteArrayList<>();

  /** The classes that the JVM has loaded. */
  final List<Class<?>> loaded = new CopyOnWriteArrayList<>();

  private final Map<String, Integer> allowed = new ConcurrentHashMap<>();

  /** Returns it as the JVM would hand it over. */
  Instrumentation instrumentation() {
    return (Instrumentation)
        Proxy.newProxyInstance(
            FakeInstrumentation.class.getClassLoader(),
            new Class<?>[] {Instrumentation.class},
            this);
  }

  /** Has a method fail, after it was called so often. */
  void failAfter(String method, int calls) {
    allowed.put(method, calls);
  }

  /** Has everything succeed again. */
  void recover() {
    allowed.clear();
  }

  @Override
  public @Nullable Object invoke(Object proxy, Method method, Object @Nullable [] arguments) {
    asked.add(method.getName());
    Integer left = allowed.computeIfPresent(method.getName(), (name, calls) -> calls - 1);
    if (left != null && left < 0) {
      throw new IllegalStateException("no " + method.getName());
    }
    return switch (method.getName()) {
      case "addTransformer" -> {
        transformers.add((ClassFileTransformer) arguments[0]);
        yield null;
      }
      case "removeTransformer" -> transformers.remove((ClassFileTransformer) arguments[0]);
      case "getAllLoadedClasses", "getInitiatedClasses" -> loaded.toArray(new Class<?>[0]);
      default -> method.getReturnType() == boolean.class ? false : null;
    };
  }
}
