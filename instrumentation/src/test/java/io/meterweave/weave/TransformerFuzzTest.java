// SPDX-License-Identifier: Apache-2.0
package io.meterweave.weave;

import static org.assertj.core.api.Assertions.assertThat;

import com.sun.management.ThreadMXBean;
import io.meterweave.incident.Incidents;
import io.meterweave.match.ForeignSettings;
import io.meterweave.match.MethodFinder;
import io.meterweave.match.MethodPatterns;
import io.meterweave.spec.ConfigValue;
import java.io.ByteArrayInputStream;
import java.io.File;
import java.io.IOException;
import java.io.InputStream;
import java.lang.management.ManagementFactory;
import java.net.URL;
import java.net.URLClassLoader;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.TreeMap;
import java.util.jar.JarEntry;
import java.util.jar.JarFile;
import java.util.stream.Collectors;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/**
 * Hands damaged class files to the transformer: it never throws, never takes long or much memory,
 * and what it changes still verifies if it did before. {@code -Dmeterweave.fuzz.seconds=600} runs
 * for longer, {@code -Dmeterweave.fuzz.seed=7} elsewhere.
 */
class TransformerFuzzTest {
  private static final int ROUNDS = 6000;
  private static final long SECONDS = Long.getLong("meterweave.fuzz.seconds", 0);
  private static final long SEED = Long.getLong("meterweave.fuzz.seed", 1);
  private static final long SLOW_NANOS = 5_000_000_000L;
  private static final long MUCH_BYTES = 64 << 20;
  private static final int LIBRARY_ROUNDS = 150;
  private static final int LIBRARY_SEEDS = 40;
  private static final int SEED_BYTES = 20_000;
  private static final ThreadMXBean THREADS = (ThreadMXBean) ManagementFactory.getThreadMXBean();

  private static final List<String> SUBJECTS =
      List.of(
          "com/acme/woven/Flow",
          "com/acme/woven/Shapes",
          "com/acme/woven/Returns",
          "com/acme/woven/Handlers",
          "com/acme/marked/Shop",
          "com/acme/marked/Mistakes",
          "com/acme/family/Lines$Repo",
          "com/acme/family/Lines$OrderRepo",
          "com/acme/family/Lines$CachedOrderRepo",
          "com/acme/family/Lines$Derived",
          "com/acme/family/Lines$Labelled",
          "com/acme/family/Composed$Service",
          "com/acme/family/Composed$DeepOperation",
          "com/acme/family/Classes$Shop",
          "com/acme/family/Classes$Size");

  private final Map<String, byte[]> originals = originals();
  private final Random random = new Random(SEED);
  private final Damage damage = new Damage(random);

  @BeforeAll
  static void becomeQuiet() {
    Incidents.show(false, false);
  }

  @AfterAll
  static void speakAgain() {
    Incidents.show(true, false);
  }

  @Test
  void damagedClassFilesDoNoHarm() {
    WeavingTransformer transformer = WovenWorld.with(new RecordingTargets()).weaving.transformer();
    long end = System.nanoTime() + SECONDS * 1_000_000_000L;
    int changed = 0;
    int verified = 0;
    for (int round = 0; round < ROUNDS || System.nanoTime() - end < 0; round++) {
      String name = SUBJECTS.get(random.nextInt(SUBJECTS.size()));
      byte[] damaged = damage.of(originals.get(name));
      byte[] woven = transform(transformer, new Memory(Map.of()), name, damaged);
      if (woven != null) {
        changed++;
        if (failureOf(damaged) == null) {
          verified++;
          assertThat(failureOf(woven)).as("round %s of seed %s: %s", round, SEED, name).isNull();
        }
      }
    }
    assertThat(changed).isGreaterThan(ROUNDS / 20);
    assertThat(verified).isGreaterThan(ROUNDS / 40);
  }

  @Test
  void damagedSupertypesAndAnnotationsDoNoHarm() {
    WeavingTransformer transformer = WovenWorld.with(new RecordingTargets()).weaving.transformer();
    int changed = 0;
    for (int round = 0; round < ROUNDS / 4; round++) {
      Map<String, byte[]> files = new HashMap<>();
      for (Map.Entry<String, byte[]> original : originals.entrySet()) {
        files.put(original.getKey() + ".class", damage.of(original.getValue()));
      }
      Memory loader = new Memory(files);
      for (String name : List.of("Lines$CachedOrderRepo", "Lines$Derived", "Composed$Service")) {
        String subject = "com/acme/family/" + name;
        byte[] woven = transform(transformer, loader, subject, originals.get(subject));
        if (woven != null) {
          changed++;
          assertThat(failureOf(woven)).as("round %s of seed %s: %s", round, SEED, name).isNull();
        }
      }
    }
    assertThat(changed).isGreaterThan(ROUNDS / 4);
  }

  /** Every method of a library asks to be woven, and so does every damaged one. */
  @Test
  void damagedClassFilesOfLibrariesDoNoHarm() throws IOException {
    List<File> jars = CorpusTest.everyWovenMethodOfALibraryVerifies().toList();
    assertThat(jars).isNotEmpty();
    int changed = 0;
    int verified = 0;
    int round = 0;
    long end = System.nanoTime() + SECONDS * 1_000_000_000L;
    for (File jar : jars) {
      WeavingTransformer transformer = everything();
      long part = (end - System.nanoTime()) / (jars.size() - jars.indexOf(jar));
      long until = System.nanoTime() + part;
      try (URLClassLoader library = new URLClassLoader(new URL[] {jar.toURI().toURL()})) {
        Map<String, byte[]> seeds = seeds(jar);
        List<String> names = List.copyOf(seeds.keySet());
        for (int i = 0; i < LIBRARY_ROUNDS || System.nanoTime() - until < 0; i++, round++) {
          String name = names.get(random.nextInt(names.size()));
          byte[] damaged = damage.of(seeds.get(name));
          byte[] woven = transform(transformer, new Memory(Map.of(), library), name, damaged);
          if (woven != null) {
            changed++;
            if (failureOf(damaged, library) == null) {
              verified++;
              assertThat(failureOf(woven, library))
                  .as("round %s of seed %s: %s of %s", round, SEED, name, jar.getName())
                  .isNull();
            }
          }
        }
      }
    }
    assertThat(changed).isGreaterThan(round / 8);
    assertThat(verified).isGreaterThan(round / 30);
  }

  private static WeavingTransformer everything() {
    try {
      MethodPatterns patterns =
          MethodPatterns.of(List.of(new ConfigValue.Text("*#*(..)", true, "a test")));
      assertThat(patterns.problems()).isEmpty();
      return Weaving.to(
              MethodFinder.of(ForeignSettings.DEFAULT, patterns),
              new ForeignWatch(ForeignSettings.DEFAULT),
              new RecordingTargets(),
              0)
          .transformer();
    } catch (ReflectiveOperationException impossible) {
      throw new AssertionError(impossible);
    }
  }

  /** Returns some classes of a library that a loader which sees nothing else can link. */
  private Map<String, byte[]> seeds(File jar) throws IOException {
    Map<String, byte[]> seeds = new TreeMap<>();
    try (JarFile file = new JarFile(jar);
        URLClassLoader library = new URLClassLoader(new URL[] {jar.toURI().toURL()})) {
      List<JarEntry> entries =
          file.stream()
              .filter(entry -> entry.getName().endsWith(".class"))
              .filter(entry -> !entry.getName().startsWith("META-INF/"))
              .filter(entry -> entry.getSize() < SEED_BYTES)
              .collect(Collectors.toCollection(ArrayList::new));
      Collections.shuffle(entries, random);
      for (JarEntry entry : entries) {
        byte[] classFile = file.getInputStream(entry).readAllBytes();
        if (seeds.size() < LIBRARY_SEEDS && failureOf(classFile, library) == null) {
          seeds.put(entry.getName().replace(".class", ""), classFile);
        }
      }
    }
    return seeds;
  }

  private byte[] transform(
      WeavingTransformer transformer, ClassLoader loader, String name, byte[] classFile) {
    byte[] before = classFile.clone();
    long start = System.nanoTime();
    long allocated = THREADS.getCurrentThreadAllocatedBytes();
    byte[] woven = transformer.transform(loader, name, null, null, classFile);
    assertThat(THREADS.getCurrentThreadAllocatedBytes() - allocated).isLessThan(MUCH_BYTES);
    assertThat(System.nanoTime() - start).isLessThan(SLOW_NANOS);
    assertThat(classFile).isEqualTo(before);
    return woven;
  }

  /** Links a class in a loader of its own, and so verifies it, but does not initialize it. */
  private static Throwable failureOf(byte[] classFile) {
    return failureOf(classFile, TransformerFuzzTest.class.getClassLoader());
  }

  private static Throwable failureOf(byte[] classFile, ClassLoader parent) {
    try {
      new Memory(Map.of(), parent).define(classFile).getDeclaredConstructors();
      return null;
    } catch (LinkageError | RuntimeException failure) {
      return failure;
    }
  }

  private static Map<String, byte[]> originals() {
    Map<String, byte[]> originals = new HashMap<>();
    for (String name : SUBJECTS) {
      String file = name + ".class";
      try (InputStream in = TransformerFuzzTest.class.getClassLoader().getResourceAsStream(file)) {
        originals.put(name, in.readAllBytes());
      } catch (IOException unreadable) {
        throw new AssertionError(unreadable);
      }
    }
    List<String> missing = new ArrayList<>(SUBJECTS);
    missing.removeAll(originals.keySet());
    assertThat(missing).isEmpty();
    return originals;
  }

  /** Gives damaged files where it has some. */
  private static final class Memory extends ClassLoader {
    private final Map<String, byte[]> files;

    Memory(Map<String, byte[]> files) {
      this(files, TransformerFuzzTest.class.getClassLoader());
    }

    Memory(Map<String, byte[]> files, ClassLoader parent) {
      super(parent);
      this.files = files;
    }

    Class<?> define(byte[] classFile) {
      return defineClass(null, classFile, 0, classFile.length);
    }

    @Override
    public InputStream getResourceAsStream(String name) {
      byte[] file = files.get(name);
      return file == null ? super.getResourceAsStream(name) : new ByteArrayInputStream(file);
    }
  }
}
