// SPDX-License-Identifier: Apache-2.0
package io.meterweave.match;

import static org.assertj.core.api.Assertions.assertThat;

import com.acme.family.Classes;
import com.acme.family.Composed;
import com.acme.family.Lines;
import io.meterweave.annotations.CountCalls;
import io.meterweave.annotations.TrackMetrics;
import io.meterweave.spec.MethodSpec;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.lang.ref.WeakReference;
import java.util.ArrayList;
import java.util.List;
import net.bytebuddy.jar.asm.ClassWriter;
import net.bytebuddy.jar.asm.Opcodes;
import org.junit.jupiter.api.Test;

class KnownTypesTest {
  private final MethodFinder finder = MethodFinder.ofAnnotations();
  private final List<String> read = new ArrayList<>();

  @Test
  void eachTypeIsReadOnceAndThoseOfLibrariesNever() throws IOException {
    KnownTypes types = finder.typesOf(KnownTypesTest.this::bytesOf);
    finder.find(types, bytesOf(Lines.CachedOrderRepo.class));
    finder.find(types, bytesOf(Lines.LastOrderRepo.class));
    finder.find(types, bytesOf(Lines.Labelled.class));
    finder.find(types, bytesOf(Lines.Other.class));
    assertThat(read)
        .containsExactly(
            "com/acme/family/Lines$OrderRepo",
            "com/acme/family/Lines$Repo",
            "com/acme/family/Lines$Between");
  }

  @Test
  void whatWasOfferedIsNotReadAgain() throws IOException {
    KnownTypes types = finder.typesOf(KnownTypesTest.this::bytesOf);
    finder.find(types, bytesOf(Lines.Repo.class));
    finder.find(types, bytesOf(Lines.OrderRepo.class));
    finder.find(types, bytesOf(Composed.Nothing.class));
    finder.find(types, bytesOf(Composed.Nothing.class));
    assertThat(read).containsExactly("com/acme/family/Composed$Plain");
  }

  @Test
  void aTypeThatNobodyCouldReadIsKnownOnceItIsOffered() throws IOException {
    KnownTypes types = finder.typesOf(name -> null);
    assertThat(finder.find(types, bytesOf(Lines.Further.class)).isEmpty()).isTrue();
    finder.find(types, bytesOf(Lines.Base.class));
    assertThat(finder.find(types, bytesOf(Lines.Derived.class)).specs())
        .extracting(spec -> spec.methodName())
        .contains("get");
  }

  @Test
  void aLoaderThatFailsCostsWhatOnlyItKnowsAndNothingElse() throws IOException {
    for (ClassFiles broken : new Broken().all()) {
      KnownTypes types = finder.typesOf(broken);
      assertThat(finder.find(types, bytesOf(Lines.CachedOrderRepo.class)).specs()).isEmpty();
      assertThat(finder.find(types, bytesOf(Lines.Base.class)).specs()).isNotEmpty();
      assertThat(finder.find(types, bytesOf(Composed.Service.class)).specs())
          .extracting(spec -> spec.methodName())
          .contains("both");
    }
  }

  @Test
  void aLoaderThatLoadsClassesWhileItReadsIsNotAskedWithin() throws IOException {
    KnownTypes[] types = new KnownTypes[1];
    List<ClassFindings> within = new ArrayList<>();
    types[0] =
        finder.typesOf(
            name -> {
              within.add(finder.find(types[0], bytesOf(Classes.Wire.class)));
              return bytesOf(name);
            });
    assertThat(finder.find(types[0], bytesOf(Lines.CachedOrderRepo.class)).specs()).hasSize(2);
    assertThat(within).hasSize(2).allMatch(ClassFindings::isEmpty);
    // Nothing was concluded from not asking.
    assertThat(finder.find(types[0], bytesOf(Classes.Wire.class)).specs()).hasSize(1);
  }

  @Test
  void whatIsSeenWithinAReadingIsReadAgainForWhoeverInheritsFromIt() throws IOException {
    KnownTypes[] types = new KnownTypes[1];
    List<ClassFindings> within = new ArrayList<>();
    types[0] =
        finder.typesOf(
            name -> {
              if (name.endsWith("$OrderRepo") && within.isEmpty()) {
                within.add(finder.find(types[0], bytesOf(Served.class)));
                within.add(finder.find(types[0], bytesOf(Kept.class)));
              }
              return bytesOf(name);
            });
    finder.find(types[0], bytesOf(Lines.CachedOrderRepo.class));
    assertThat(within).hasSize(2);
    // It was known by what stands in its own file, and its annotation not yet.
    assertThat(within.get(0).specs()).singleElement().satisfies(spec -> hasMetrics(spec, 1));
    assertThat(finder.find(types[0], bytesOf(ServedLater.class)).specs())
        .singleElement()
        .satisfies(spec -> hasMetrics(spec, 2));
    assertThat(finder.find(types[0], bytesOf(KeptLater.class)).specs()).hasSize(1);
  }

  @Test
  void whatIsBelowATypeThatNobodyCouldReadIsNotTakenForPlain() throws IOException {
    KnownTypes types = finder.typesOf(name -> name.endsWith("$OrderRepo") ? null : bytesOf(name));
    assertThat(finder.find(types, bytesOf(Lines.Between.class)).isEmpty()).isTrue();
    finder.find(types, bytesOf(Lines.OrderRepo.class));
    assertThat(finder.find(types, bytesOf(Lines.LastOrderRepo.class)).specs())
        .extracting(spec -> spec.methodName())
        .containsExactly("save");
    assertThat(read.stream().filter(name -> name.endsWith("$OrderRepo"))).isEmpty();
  }

  @Test
  void aTypeThatCouldNotBeReadIsNotAskedForAgain() throws IOException {
    KnownTypes types =
        finder.typesOf(
            name -> {
              read.add(name);
              throw new IOException("closed");
            });
    for (int i = 0; i < 3; i++) {
      finder.find(types, bytesOf(Lines.CachedOrderRepo.class));
      finder.find(types, bytesOf(Composed.Nothing.class));
    }
    assertThat(read)
        .containsExactly("com/acme/family/Lines$OrderRepo", "com/acme/family/Composed$Plain");
  }

  @Test
  void aHierarchyThatBranchesInCirclesEnds() {
    String[] names = new String[30];
    for (int i = 0; i < names.length; i++) {
      names[i] = "a/Of" + i;
    }
    KnownTypes types =
        finder.typesOf(
            name -> {
              read.add(name);
              if (read.size() > 10_000) {
                throw new IOException("That is enough.");
              }
              return forged(name, "java/lang/Object", names);
            });
    byte[] first = forged("a/First", "java/lang/Object", names);
    assertThat(finder.find(types, first).isEmpty()).isTrue();
    assertThat(read).hasSizeLessThan(3000);
  }

  @Test
  void aHierarchyInACircleEnds() {
    byte[] egg = forged("a/Egg", "a/Hen");
    byte[] hen = forged("a/Hen", "a/Egg");
    KnownTypes types = finder.typesOf(name -> name.equals("a/Hen") ? hen : egg);
    assertThat(finder.find(types, egg).isEmpty()).isTrue();
    assertThat(finder.find(types, forged("a/Self", "a/Self")).isEmpty()).isTrue();
  }

  @Test
  void anEndlessHierarchyEnds() {
    KnownTypes types =
        finder.typesOf(
            name -> {
              read.add(name);
              return forged(name, name + "x");
            });
    assertThat(finder.find(types, forged("a/C", "a/Cx")).isEmpty()).isTrue();
    assertThat(read).hasSizeLessThan(300);
  }

  @Test
  void aLoaderIsNotKept() throws Exception {
    WeakReference<ClassLoader> loader = new WeakReference<>(new Forgotten());
    assertThat(finder.find(loader.get(), bytesOf(Lines.CachedOrderRepo.class)).specs()).hasSize(2);
    long deadline = System.nanoTime() + 10_000_000_000L;
    while (loader.get() != null && System.nanoTime() - deadline < 0) {
      System.gc();
    }
    assertThat(loader.get()).isNull();
  }

  @Test
  void aClassFileOfAnySizeIsReadOnceThroughItsLoader() throws IOException {
    byte[] subject = bytesOf(Lines.CachedOrderRepo.class);
    Endless endless = new Endless();
    assertThat(finder.find(endless, subject).specs()).isEmpty();
    assertThat(endless.given).isLessThan(20 << 20);
  }

  private byte[] bytesOf(String internalName) throws IOException {
    read.add(internalName);
    return file(internalName);
  }

  private static byte[] bytesOf(Class<?> type) throws IOException {
    return file(type.getName().replace('.', '/'));
  }

  private static byte[] file(String internalName) throws IOException {
    String file = internalName + ".class";
    try (InputStream in = KnownTypesTest.class.getClassLoader().getResourceAsStream(file)) {
      return in == null ? null : in.readAllBytes();
    }
  }

  private static byte[] forged(String name, String superName, String... interfaces) {
    ClassWriter writer = new ClassWriter(0);
    writer.visit(Opcodes.V17, Opcodes.ACC_PUBLIC, name, null, superName, interfaces);
    return writer.toByteArray();
  }

  private static void hasMetrics(MethodSpec spec, int count) {
    assertThat(spec.requests().metrics()).hasSize(count);
  }

  /** Has an annotation that has to be read. */
  static class Served {
    @Composed.ServiceOperation
    @CountCalls
    void serve() {}
  }

  /** Inherits what the annotation stands for. */
  static class ServedLater extends Served {
    @Override
    void serve() {}
  }

  /** Is marked where nobody inherits it, and has a supertype that has to be read. */
  static class Kept extends Lines.OrderRepo {
    @TrackMetrics
    private void own() {}
  }

  /** Inherits from above. */
  static class KeptLater extends Kept {
    @Override
    public void save(Lines.Order value) {}
  }

  /** Ways to answer badly. */
  private static final class Broken {
    List<ClassFiles> all() {
      return List.of(
          name -> null,
          name -> {
            throw new IOException("closed");
          },
          name -> {
            throw new IllegalStateException("closed");
          },
          name -> {
            throw new NoClassDefFoundError("its own");
          },
          name -> {
            throw new StackOverflowError();
          },
          name -> new byte[0],
          name -> new byte[1000],
          name -> bytesOf(Classes.Shop.class),
          name -> forged(name, name));
    }
  }

  private static final class Forgotten extends ClassLoader {
    Forgotten() {
      super(KnownTypesTest.class.getClassLoader());
    }
  }

  /** A resource that does not end. */
  private static final class Endless extends ClassLoader {
    private long given;

    @Override
    public InputStream getResourceAsStream(String name) {
      return new ByteArrayInputStream(new byte[0]) {
        @Override
        public synchronized int read(byte[] into, int from, int count) {
          given += count;
          return count;
        }
      };
    }
  }
}
