// SPDX-License-Identifier: Apache-2.0
package io.meterweave.bench.start;

import java.io.IOException;
import java.util.List;
import java.util.jar.JarEntry;
import java.util.jar.JarFile;

/**
 * An application that says READY and then waits until its standard input ends: {@code hello},
 * {@code ten} (calls ten annotated methods first) or {@code load} (loads 8,000 classes of the jars
 * on its class path first, without initializing them).
 */
public final class Application {
  private static final int CLASSES = 8_000;

  private Application() {}

  public static void main(String[] arguments) throws IOException {
    switch (arguments[0]) {
      case "ten" -> new TenMethods().callAll();
      case "load" -> load();
      default -> {}
    }
    System.out.println("READY");
    while (System.in.read() >= 0) {
      continue;
    }
  }

  private static void load() throws IOException {
    int loaded = 0;
    ClassLoader loader = Application.class.getClassLoader();
    for (String path : System.getProperty("java.class.path").split(java.io.File.pathSeparator)) {
      if (!path.endsWith(".jar")) {
        continue;
      }
      try (JarFile jar = new JarFile(path)) {
        List<String> names =
            jar.stream().map(JarEntry::getName).filter(Application::isClass).toList();
        for (String name : names) {
          loaded += isLoaded(loader, name) ? 1 : 0;
          if (loaded == CLASSES) {
            return;
          }
        }
      }
    }
    throw new IllegalStateException("only " + loaded + " classes on the class path");
  }

  private static boolean isClass(String name) {
    return name.endsWith(".class") && !name.startsWith("META-INF/") && !name.contains("-info.");
  }

  private static boolean isLoaded(ClassLoader loader, String file) {
    String name = file.substring(0, file.length() - ".class".length()).replace('/', '.');
    try {
      return Class.forName(name, false, loader) != null;
    } catch (ClassNotFoundException | LinkageError needsOthers) {
      return false;
    }
  }
}
