// SPDX-License-Identifier: Apache-2.0
package io.meterweave.bench.classes;

import static net.bytebuddy.matcher.ElementMatchers.declaresMethod;
import static net.bytebuddy.matcher.ElementMatchers.isAnnotatedWith;
import static net.bytebuddy.matcher.ElementMatchers.named;

import io.meterweave.match.MethodFinder;
import java.io.IOException;
import java.io.InputStream;
import java.net.URL;
import java.net.URLClassLoader;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Random;
import java.util.concurrent.TimeUnit;
import java.util.jar.JarEntry;
import java.util.jar.JarFile;
import net.bytebuddy.description.type.TypeDescription;
import net.bytebuddy.dynamic.ClassFileLocator;
import net.bytebuddy.jar.asm.ClassReader;
import net.bytebuddy.matcher.ElementMatcher;
import net.bytebuddy.pool.TypePool;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Level;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OperationsPerInvocation;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.State;
import org.openjdk.jmh.annotations.TearDown;

/**
 * What looking at a class costs that asks for nothing: 8,000 classes in random order, of the jars
 * in the archive that the property {@code bench.jars} names.
 */
@State(Scope.Benchmark)
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.NANOSECONDS)
public class ClassLooks {
  private static final int CLASSES = 8_000;
  private static final String MARK = "io.meterweave.annotations.TrackMetrics";

  private final List<Path> jars = new ArrayList<>();
  private final ElementMatcher<TypeDescription> marked =
      declaresMethod(isAnnotatedWith(named(MARK)));
  private List<byte[]> classFiles = new ArrayList<>();
  private List<String> names = new ArrayList<>();
  private MethodFinder finder = MethodFinder.ofAnnotations();
  private URLClassLoader loader;

  /** Takes the archive apart. */
  @Setup
  public void read() throws IOException {
    try (JarFile archive = new JarFile(System.getProperty("bench.jars"))) {
      for (JarEntry entry : archive.stream().filter(e -> e.getName().endsWith(".jar")).toList()) {
        Path jar = Files.createTempFile("looked-at", ".jar");
        try (InputStream in = archive.getInputStream(entry)) {
          Files.write(jar, in.readAllBytes());
        }
        jars.add(jar);
        addClasses(jar);
      }
    }
    Collections.shuffle(classFiles, new Random(1));
    Collections.shuffle(names, new Random(1));
    if (classFiles.size() < CLASSES) {
      throw new IllegalStateException("only " + classFiles.size() + " classes");
    }
    classFiles = classFiles.subList(0, CLASSES);
    names = names.subList(0, CLASSES);
    loader = newLoader();
  }

  private void addClasses(Path jar) throws IOException {
    try (JarFile file = new JarFile(jar.toFile())) {
      for (JarEntry entry : file.stream().toList()) {
        String name = entry.getName();
        if (name.endsWith(".class") && !name.startsWith("META-INF/") && !name.contains("-info.")) {
          try (InputStream in = file.getInputStream(entry)) {
            classFiles.add(in.readAllBytes());
          }
          names.add(name.substring(0, name.length() - ".class".length()).replace('/', '.'));
        }
      }
    }
  }

  private URLClassLoader newLoader() throws IOException {
    List<URL> urls = new ArrayList<>();
    for (Path jar : jars) {
      urls.add(jar.toUri().toURL());
    }
    return new URLClassLoader(urls.toArray(new URL[0]), null);
  }

  /** Everything that the classes inherit from was looked at before. */
  @Benchmark
  @OperationsPerInvocation(CLASSES)
  public int known() {
    return look(finder, loader);
  }

  /** A class loader that starts: what classes inherit from is read when the first of them comes. */
  @Benchmark
  @OperationsPerInvocation(CLASSES)
  public int first(FreshLoader fresh) {
    return look(fresh.finder, fresh.loader);
  }

  private int look(MethodFinder by, ClassLoader through) {
    int found = 0;
    for (byte[] classFile : classFiles) {
      found += by.find(through, classFile).isEmpty() ? 0 : 1;
    }
    return found;
  }

  /** Looks at every member and its annotations with ASM, without code. */
  @Benchmark
  @OperationsPerInvocation(CLASSES)
  public int asm() {
    return parse(ClassReader.SKIP_CODE | ClassReader.SKIP_DEBUG | ClassReader.SKIP_FRAMES);
  }

  /** As a weaver reads that has to see the code. */
  @Benchmark
  @OperationsPerInvocation(CLASSES)
  public int asmWithCode() {
    return parse(0);
  }

  private int parse(int flags) {
    int members = 0;
    for (byte[] classFile : classFiles) {
      MemberCount count = new MemberCount();
      new ClassReader(classFile).accept(count, flags);
      members += count.members();
    }
    return members;
  }

  /** Byte Buddy's usual question, whether a method has the annotation, without supertypes. */
  @Benchmark
  @OperationsPerInvocation(CLASSES)
  public int byteBuddy() throws IOException {
    int found = 0;
    TypePool pool =
        TypePool.Default.WithLazyResolution.of(ClassFileLocator.ForClassLoader.of(loader));
    for (String name : names) {
      found += marked.matches(pool.describe(name).resolve()) ? 1 : 0;
    }
    return found;
  }

  /** Deletes the jars. */
  @TearDown
  public void delete() throws IOException {
    loader.close();
    for (Path jar : jars) {
      Files.delete(jar);
    }
  }

  /** A class loader that nothing is known of yet. */
  @State(Scope.Benchmark)
  public static class FreshLoader {
    private MethodFinder finder;
    private URLClassLoader loader;

    /** Makes it. */
    @Setup(Level.Invocation)
    public void make(ClassLooks of) throws IOException {
      finder = MethodFinder.ofAnnotations();
      loader = of.newLoader();
    }

    /** Closes it. */
    @TearDown(Level.Invocation)
    public void close() throws IOException {
      loader.close();
    }
  }
}
