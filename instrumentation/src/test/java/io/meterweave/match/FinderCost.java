// SPDX-License-Identifier: Apache-2.0
package io.meterweave.match;

import java.io.File;
import java.io.IOException;
import java.io.InputStream;
import java.lang.management.ManagementFactory;
import java.net.URL;
import java.net.URLClassLoader;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.List;
import java.util.Locale;
import java.util.Random;
import java.util.jar.JarEntry;
import java.util.jar.JarFile;
import net.bytebuddy.jar.asm.ClassReader;
import net.bytebuddy.jar.asm.ClassVisitor;
import net.bytebuddy.jar.asm.FieldVisitor;
import net.bytebuddy.jar.asm.MethodVisitor;
import net.bytebuddy.jar.asm.Opcodes;

/**
 * Measures what looking at a class costs that asks for nothing, over the jars in a folder, beside
 * what parsing it with ASM costs, in the same rounds. To be run by hand: {@code java -cp
 * target/test-classes:target/classes:... io.meterweave.match.FinderCost FOLDER [CLASSES]}. Every
 * round has a class loader of its own, so that every type is read anew; the classes come in a
 * random order, and only processor time counts.
 */
final class FinderCost {
  private static final int ROUNDS = 12;

  private FinderCost() {}

  @SuppressWarnings("SystemOut") // It is a program.
  public static void main(String[] arguments) throws IOException {
    List<byte[]> classes = new ArrayList<>();
    List<URL> urls = new ArrayList<>();
    File[] jars = new File(arguments[0]).listFiles((folder, name) -> name.endsWith(".jar"));
    Arrays.sort(jars);
    for (File jar : jars) {
      urls.add(jar.toURI().toURL());
      addClasses(jar, classes);
    }
    Collections.shuffle(classes, new Random(1));
    if (arguments.length > 1) {
      classes = classes.subList(0, Integer.parseInt(arguments[1]));
    }
    long bytes = classes.stream().mapToLong(classFile -> classFile.length).sum();
    System.out.printf(
        Locale.ROOT, "%d classes, %d bytes each%n", classes.size(), bytes / classes.size());
    for (int round = 0; round < ROUNDS; round++) {
      measure(classes, urls.toArray(new URL[0]));
    }
  }

  private static void addClasses(File jar, List<byte[]> classes) throws IOException {
    try (JarFile file = new JarFile(jar)) {
      for (JarEntry entry : file.stream().toList()) {
        String name = entry.getName();
        if (name.endsWith(".class") && !name.startsWith("META-INF/") && !name.contains("-info.")) {
          try (InputStream in = file.getInputStream(entry)) {
            classes.add(in.readAllBytes());
          }
        }
      }
    }
  }

  private static void measure(List<byte[]> classes, URL[] urls) throws IOException {
    MethodFinder finder = MethodFinder.ofAnnotations();
    try (URLClassLoader loader = new URLClassLoader(urls, null)) {
      CountedFiles files = new CountedFiles(new LoaderClassFiles(loader));
      KnownTypes types = finder.typesOf(files);
      int found = 0;
      long start = cpuNanos();
      for (byte[] classFile : classes) {
        found += finder.find(types, classFile).isEmpty() ? 0 : 1;
      }
      long all = cpuNanos() - start;
      start = cpuNanos();
      for (byte[] classFile : classes) {
        found += finder.find(types, classFile).isEmpty() ? 0 : 1;
      }
      long known = cpuNanos() - start;
      long skimmed =
          parse(classes, ClassReader.SKIP_CODE | ClassReader.SKIP_DEBUG | ClassReader.SKIP_FRAMES);
      long parsed = parse(classes, 0);
      System.out.printf(
          Locale.ROOT,
          "us/class: %6.2f with reading, %5.2f when all is known; ASM %5.2f without code, %6.2f"
              + " with it; %d read, %.1f us each; %d found%n",
          all / 1e3 / classes.size(),
          known / 1e3 / classes.size(),
          skimmed / 1e3 / classes.size(),
          parsed / 1e3 / classes.size(),
          files.count,
          files.nanos / 1e3 / Math.max(1, files.count),
          found);
    }
  }

  /** Visits everything of every class, as a matcher does that looks for annotations with ASM. */
  private static long parse(List<byte[]> classes, int flags) {
    long start = cpuNanos();
    for (byte[] classFile : classes) {
      new ClassReader(classFile).accept(new Everything(), flags);
    }
    return cpuNanos() - start;
  }

  private static long cpuNanos() {
    return ManagementFactory.getThreadMXBean().getCurrentThreadCpuTime();
  }

  private static final class CountedFiles implements ClassFiles {
    private final ClassFiles files;
    private int count;
    private long nanos;

    CountedFiles(ClassFiles files) {
      this.files = files;
    }

    @Override
    public byte[] read(String internalName) throws IOException {
      long start = cpuNanos();
      try {
        return files.read(internalName);
      } finally {
        count++;
        nanos += cpuNanos() - start;
      }
    }
  }

  /** Looks at every member and does nothing with it. */
  private static final class Everything extends ClassVisitor {
    Everything() {
      super(Opcodes.ASM9);
    }

    @Override
    public FieldVisitor visitField(
        int access, String name, String descriptor, String signature, Object value) {
      return new FieldVisitor(Opcodes.ASM9) {};
    }

    @Override
    public MethodVisitor visitMethod(
        int access, String name, String descriptor, String signature, String[] exceptions) {
      return new MethodVisitor(Opcodes.ASM9) {};
    }
  }
}
