// SPDX-License-Identifier: Apache-2.0
package io.meterweave.weave;

import static org.assertj.core.api.Assertions.assertThat;

import io.meterweave.spec.LabelSpec;
import io.meterweave.spec.LlmSpec;
import io.meterweave.spec.MethodSpec;
import io.meterweave.spec.MetricSpec;
import io.meterweave.spec.Rejection;
import io.meterweave.spec.SpanSpec;
import io.meterweave.spec.Specs;
import java.io.File;
import java.io.IOException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.jar.JarEntry;
import java.util.jar.JarFile;
import java.util.stream.Stream;
import net.bytebuddy.jar.asm.ClassReader;
import net.bytebuddy.jar.asm.ClassVisitor;
import net.bytebuddy.jar.asm.ClassWriter;
import net.bytebuddy.jar.asm.MethodVisitor;
import net.bytebuddy.jar.asm.Opcodes;
import net.bytebuddy.jar.asm.Type;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * Weaves every method of real libraries, as javac, the compilers of Kotlin, Scala, Groovy, Clojure
 * and Eclipse, and the compilers of twenty years ago have written them; the JVM verifies each
 * class. The build lays the libraries into {@code target/corpus}.
 */
class CorpusTest {
  private static final File CORPUS = new File("target/corpus");

  static Stream<File> everyWovenMethodOfALibraryVerifies() {
    File[] jars = CORPUS.listFiles((folder, name) -> name.endsWith(".jar"));
    return Arrays.stream(jars == null ? new File[0] : jars).sorted();
  }

  @ParameterizedTest
  @MethodSource
  void everyWovenMethodOfALibraryVerifies(File jar) throws IOException {
    Corpus corpus = new Corpus(jar);
    for (String name : corpus.classNames()) {
      corpus.check(name);
    }
    assertThat(corpus.failures).isEmpty();
    assertThat(corpus.rejections)
        .filteredOn(rejection -> !leavesThisOnTheStack(rejection))
        .allSatisfy(rejection -> assertThat(rejection.reason()).endsWith("split it."));
    assertThat(corpus.woven).as("%s", jar).isGreaterThan(1000);
  }

  /** Clojure's proxies return from their constructors without clearing the stack before. */
  private static boolean leavesThisOnTheStack(Rejection rejection) {
    return rejection.className().contains(".proxy$")
        && rejection.reason().startsWith("It cannot be told where the constructor has called");
  }

  @Test
  void aBrokenClassWouldBeFound() {
    ClassWriter broken = new ClassWriter(0);
    broken.visit(
        Opcodes.V17, Opcodes.ACC_PUBLIC, "com/acme/Broken", null, "java/lang/Object", null);
    MethodVisitor code = broken.visitMethod(Opcodes.ACC_STATIC, "bad", "()I", null, null);
    code.visitCode();
    code.visitLdcInsn("not a number");
    code.visitInsn(Opcodes.IRETURN);
    code.visitMaxs(1, 0);
    code.visitEnd();
    Corpus corpus = new Corpus(new File("none.jar"));
    corpus.link("com.acme.Broken", broken.toByteArray());
    assertThat(corpus.failures).singleElement().asString().contains("VerifyError");
  }

  private static final class Corpus {
    final List<String> failures = new ArrayList<>();
    final List<Rejection> rejections = new ArrayList<>();
    int woven;

    private final File jar;
    private final Weaver weaver = new Weaver(TestDispatcher.NAME);

    Corpus(File jar) {
      this.jar = jar;
    }

    List<String> classNames() throws IOException {
      try (JarFile file = new JarFile(jar)) {
        return file.stream()
            .map(JarEntry::getName)
            .filter(name -> name.endsWith(".class") && !name.startsWith("META-INF/"))
            .filter(name -> !name.endsWith("-info.class"))
            .map(name -> name.substring(0, name.length() - ".class".length()).replace('/', '.'))
            .toList();
      }
    }

    private final JarLoader wovenLoader = new JarLoader(true);
    private final JarLoader plainLoader = new JarLoader(false);

    void check(String name) {
      Throwable failure = wovenLoader.failureOf(name);
      if (failure != null) {
        Throwable before = plainLoader.failureOf(name);
        if (before == null || before.getClass() != failure.getClass()) {
          failures.add(name + ": " + failure);
        }
      }
    }

    void link(String name, byte[] classFile) {
      Throwable failure = wovenLoader.failureOf(name, classFile);
      if (failure != null) {
        failures.add(name + ": " + failure);
      }
    }

    private byte[] weave(byte[] classFile) {
      WovenClass result = weaver.weave(classFile, specsOf(classFile));
      woven += result.methods().size();
      rejections.addAll(result.rejections());
      return result.classFile() == null ? classFile : result.classFile();
    }

    private final class JarLoader extends ClassLoader {
      private final boolean weaves;

      JarLoader(boolean weaves) {
        super(CorpusTest.class.getClassLoader());
        this.weaves = weaves;
      }

      Throwable failureOf(String name) {
        try {
          // Links the class, and so verifies it, but does not initialize it.
          loadClass(name).getDeclaredConstructors();
          return null;
        } catch (LinkageError | ClassNotFoundException failure) {
          return failure;
        }
      }

      Throwable failureOf(String name, byte[] classFile) {
        try {
          defineClass(name, classFile, 0, classFile.length).getDeclaredConstructors();
          return null;
        } catch (LinkageError failure) {
          return failure;
        }
      }

      @Override
      protected Class<?> loadClass(String name, boolean resolve) throws ClassNotFoundException {
        synchronized (getClassLoadingLock(name)) {
          Class<?> known = findLoadedClass(name);
          if (known != null) {
            return known;
          }
          byte[] classFile = name.startsWith("java.") ? null : bytesOf(name);
          if (classFile == null) {
            return super.loadClass(name, resolve);
          }
          byte[] defined = weaves ? weave(classFile) : classFile;
          return defineClass(name, defined, 0, defined.length);
        }
      }

      private byte[] bytesOf(String name) {
        if (!jar.exists()) {
          return null;
        }
        try {
          if (file == null) {
            file = new JarFile(jar);
          }
          JarEntry entry = file.getJarEntry(name.replace('.', '/') + ".class");
          return entry == null ? null : file.getInputStream(entry).readAllBytes();
        } catch (IOException unreadable) {
          throw new AssertionError(unreadable);
        }
      }

      private JarFile file;
    }
  }

  private static List<WovenMethod> specsOf(byte[] classFile) {
    List<WovenMethod> methods = new ArrayList<>();
    ClassReader reader = new ClassReader(classFile);
    reader.accept(
        new ClassVisitor(Opcodes.ASM9) {
          @Override
          public MethodVisitor visitMethod(
              int access, String name, String descriptor, String signature, String[] exceptions) {
            if (!name.equals("<clinit>")) {
              boolean isStatic = (access & Opcodes.ACC_STATIC) != 0;
              int number = methods.size();
              methods.add(
                  new WovenMethod(
                      number, specOf(number, reader.getClassName(), name, descriptor, isStatic)));
            }
            return null;
          }
        },
        ClassReader.SKIP_CODE);
    return methods;
  }

  /** Takes turns: nothing but a start; a state; a span with all parameters; the result as well. */
  private static MethodSpec specOf(
      int number, String owner, String name, String descriptor, boolean isStatic) {
    List<LabelSpec> labels = new ArrayList<>();
    for (int i = 0; i < Type.getArgumentCount(descriptor); i++) {
      labels.add(Specs.parameter("p" + i, i));
    }
    int kind = number % 4;
    boolean isActive = kind == 1;
    MetricSpec metrics = Specs.tracked("", isActive);
    SpanSpec span = kind < 2 ? null : Specs.span(name, SpanSpec.Kind.INTERNAL, labels);
    LlmSpec llm = kind < 3 ? null : Specs.llm("p", "m", Double.NaN, Double.NaN);
    return Specs.method(owner.replace('/', '.'), name, descriptor, isStatic, metrics, span, llm);
  }
}
