// SPDX-License-Identifier: Apache-2.0
package io.meterweave.runtime;

import java.io.IOException;
import java.io.InputStream;
import java.lang.instrument.Instrumentation;
import java.lang.invoke.MethodHandle;
import java.lang.invoke.MethodHandles;
import java.lang.invoke.MethodType;
import java.util.Map;
import java.util.Set;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/**
 * Defines the bridge class in {@code java.lang}, or finds the one that is there.
 *
 * <p>Confined to the starting thread.
 */
final class DispatcherDefiner {
  static final String NAME = "java.lang.MeterweaveDispatcher";

  private DispatcherDefiner() {}

  /** Returns the bridge class, or null where there is none. */
  static @Nullable Class<?> find() {
    try {
      return Class.forName(NAME, false, null);
    } catch (ClassNotFoundException notYet) {
      return null;
    }
  }

  /** Returns whether an agent is plugged in. */
  static boolean isInstalled(Class<?> dispatcher) throws Throwable {
    return (boolean) call(dispatcher, "isInstalled", boolean.class).invoke();
  }

  /** Returns the functions of the agent that is plugged in, or null. */
  @SuppressWarnings("unchecked") // the dispatcher declares just this type
  static @Nullable Function<String, @Nullable Object> functions(Class<?> dispatcher)
      throws Throwable {
    return (Function<String, @Nullable Object>)
        call(dispatcher, "functions", Function.class).invoke();
  }

  /** Returns the first number that no woven method of an earlier agent has had. */
  static int numbersUsed(Class<?> dispatcher) throws Throwable {
    return (int) call(dispatcher, "numbersUsed", int.class).invoke();
  }

  /**
   * Unplugs the agent that has a linker; returns false if it is not plugged in.
   *
   * @param numbersUsed the first number that no woven method has had
   */
  static boolean uninstall(Class<?> dispatcher, MethodHandle linker, int numbersUsed)
      throws Throwable {
    return (boolean)
        MethodHandles.publicLookup()
            .findStatic(
                dispatcher,
                "uninstall",
                MethodType.methodType(boolean.class, MethodHandle.class, int.class))
            .invoke(linker, numbersUsed);
  }

  private static MethodHandle call(Class<?> dispatcher, String method, Class<?> result)
      throws ReflectiveOperationException {
    return MethodHandles.publicLookup()
        .findStatic(dispatcher, method, MethodType.methodType(result));
  }

  /** Opens {@code java.lang} to this agent: to define the bridge class, and for threads' ids. */
  static void openJavaLang(Instrumentation instrumentation) {
    instrumentation.redefineModule(
        Object.class.getModule(),
        Set.of(),
        Map.of(),
        Map.of("java.lang", Set.of(DispatcherDefiner.class.getModule())),
        Set.of(),
        Map.of());
  }

  /**
   * Defines the bridge class, which stays for the life of the JVM. If another agent has defined it
   * just now, as an attach may beside the start, it is that agent's. The package has to be open.
   */
  static Class<?> define() throws IOException, IllegalAccessException {
    try {
      return MethodHandles.privateLookupIn(Object.class, MethodHandles.lookup())
          .defineClass(bytes());
    } catch (LinkageError duplicate) {
      Class<?> other = find();
      if (other == null) {
        throw duplicate;
      }
      return other;
    }
  }

  private static byte[] bytes() throws IOException {
    String resource = NAME.replace('.', '/') + ".classdata";
    try (InputStream in = DispatcherDefiner.class.getClassLoader().getResourceAsStream(resource)) {
      if (in == null) {
        throw new IOException("the agent jar is not complete: " + resource + " is missing");
      }
      return in.readAllBytes();
    }
  }

  /** Plugs the agent in; returns false if another one is. */
  static boolean install(
      Class<?> dispatcher,
      MethodHandle linker,
      MethodHandle[] legacy,
      Function<String, @Nullable Object> functions)
      throws Throwable {
    MethodType type =
        MethodType.methodType(
            boolean.class, MethodHandle.class, MethodHandle[].class, Function.class);
    return (boolean)
        MethodHandles.publicLookup()
            .findStatic(dispatcher, "install", type)
            .invoke(linker, legacy, functions);
  }
}
