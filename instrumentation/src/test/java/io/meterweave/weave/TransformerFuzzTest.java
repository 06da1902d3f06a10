// SPDX-License-Identifier: Apache-2.0
package io.meterweave.weave;

import static org.assertj.core.api.Assertions.assertThat;

import io.meterweave.incident.Incidents;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/**
 * Hands damaged class files to the transformer: it never throws, and what it changes still verifies
 * if it did before. {@code -Dmeterweave.fuzz.seconds=600} runs for longer, {@code
 * -Dmeterweave.fuzz.seed=7} elsewhere.
 */
class TransformerFuzzTest {
  private static final int ROUNDS = 6000;
  private static final long SECONDS = Long.getLong("meterweave.fuzz.seconds", 0);
  private static final long SEED = Long.getLong("meterweave.fuzz.seed", 1);
  private static final long SLOW_NANOS = 5_000_000_000L;

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
      byte[] damaged = damage(originals.get(name));
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
        files.put(original.getKey() + ".class", damage(original.getValue()));
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

  private byte[] transform(
      WeavingTransformer transformer, ClassLoader loader, String name, byte[] classFile) {
    byte[] before = classFile.clone();
    long start = System.nanoTime();
    byte[] woven = transformer.transform(loader, name, null, null, classFile);
    assertThat(System.nanoTime() - start).isLessThan(SLOW_NANOS);
    assertThat(classFile).isEqualTo(before);
    return woven;
  }

  private byte[] damage(byte[] original) {
    byte[] damaged = original.clone();
    int times = 1 + random.nextInt(4);
    for (int i = 0; i < times; i++) {
      int at = random.nextInt(damaged.length);
      switch (random.nextInt(8)) {
        case 0 -> damaged[at] = (byte) random.nextInt(256);
        case 1 -> damaged[at] ^= (byte) (1 << random.nextInt(8));
        case 2 -> damaged[at] = (byte) (random.nextBoolean() ? 0 : 0xff);
        case 3 -> damaged[at] += (byte) (random.nextBoolean() ? 1 : -1);
        case 4 -> damaged = without(damaged, at, 1 + random.nextInt(4));
        case 5 -> copyWithin(damaged, at, random.nextInt(damaged.length), 1 + random.nextInt(16));
        case 6 -> copyWithin(damaged, at, random.nextInt(damaged.length), 2);
        default -> damaged[damaged.length - 1 - at / 2] ^= (byte) (1 << random.nextInt(3));
      }
    }
    return random.nextInt(50) == 0 ? Arrays.copyOf(damaged, random.nextInt(64)) : damaged;
  }

  private static byte[] without(byte[] bytes, int at, int count) {
    int to = Math.min(bytes.length, at + count);
    byte[] shorter = new byte[bytes.length - (to - at)];
    System.arraycopy(bytes, 0, shorter, 0, at);
    System.arraycopy(bytes, to, shorter, at, bytes.length - to);
    return shorter.length == 0 ? bytes : shorter;
  }

  private static void copyWithin(byte[] bytes, int from, int to, int count) {
    int length = Math.min(count, bytes.length - Math.max(from, to));
    System.arraycopy(bytes, from, bytes, to, length);
  }

  /** Links a class in a loader of its own, and so verifies it, but does not initialize it. */
  private static Throwable failureOf(byte[] classFile) {
    try {
      new Memory(Map.of()).define(classFile).getDeclaredConstructors();
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
      super(TransformerFuzzTest.class.getClassLoader());
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
