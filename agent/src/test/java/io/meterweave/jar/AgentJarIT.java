// SPDX-License-Identifier: Apache-2.0
package io.meterweave.jar;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import io.meterweave.incident.LibraryLevel;
import io.meterweave.incident.LibraryLogger;
import java.io.File;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.Predicate;
import java.util.jar.Attributes;
import java.util.jar.JarEntry;
import java.util.jar.JarFile;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import java.util.zip.ZipEntry;
import java.util.zip.ZipFile;
import net.bytebuddy.jar.asm.ClassReader;
import net.bytebuddy.jar.asm.ClassVisitor;
import net.bytebuddy.jar.asm.ClassWriter;
import net.bytebuddy.jar.asm.MethodVisitor;
import net.bytebuddy.jar.asm.Opcodes;
import net.bytebuddy.jar.asm.Type;
import net.bytebuddy.jar.asm.commons.ClassRemapper;
import net.bytebuddy.jar.asm.commons.Remapper;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Walks the finished agent jar, and the archive in it, whose names stand under {@code inst/}. */
final class AgentJarIT {
  private static final File JAR = new File("target/meterweave-agent.jar");
  private static final int MAX_BYTES = 10_000_000;

  /** Each bundled component as NOTICE names it, and where its classes lie. */
  private static final List<Component> COMPONENTS =
      List.of(
          new Component("Meterweave", "io/meterweave/", "java/lang/MeterweaveDispatcher"),
          new Component("OpenTelemetry", "io/opentelemetry/"),
          new Component("Prometheus", "io/prometheus/"),
          new Component("OkHttp", "okhttp3/"),
          new Component("Okio", "okio/"),
          new Component("Kotlin", "kotlin/"),
          new Component("Jackson", "com/fasterxml/jackson/core/"),
          new Component("ASM", "net/bytebuddy/jar/asm/"),
          new Component("Netty", "io/netty/"),
          new Component("SnakeYAML", "org/yaml/snakeyaml/"),
          new Component("picocli", "picocli/"));

  private static final String ROOM = "inst/";
  private static final String ARCHIVE = "inst/classes.jar";
  private static final String INDEX = "inst/classes.index";

  @TempDir static Path work;

  private static JarFile jar;
  private static ZipFile archive;

  @BeforeAll
  static void open() throws IOException {
    jar = new JarFile(JAR);
    Path copy = work.resolve("classes.jar");
    try (InputStream in = jar.getInputStream(jar.getEntry(ARCHIVE))) {
      Files.copy(in, copy);
    }
    archive = new ZipFile(copy.toFile());
  }

  @AfterAll
  static void close() throws IOException {
    jar.close();
    archive.close();
  }

  /** The JVM reads the names of all entries before it starts an agent. */
  @Test
  void theJarItselfHasAFewEntriesAndTheArchiveIsStoredInIt() {
    assertThat(jar.size()).isLessThan(40);
    assertThat(jar.getEntry(ARCHIVE).getMethod()).isEqualTo(ZipEntry.STORED);
    assertThat(jar.getEntry(INDEX).getSize()).isEqualTo(16L * archive.size());
  }

  @Test
  void agentJarHoldsOnlyWhatItShould() {
    Predicate<String> expected =
        name ->
            name.equals("LICENSE")
                || name.equals("NOTICE")
                || name.equals(JarFile.MANIFEST_NAME)
                || (name.startsWith("io/meterweave/agent/") && name.endsWith(".class"))
                || name.equals(ARCHIVE)
                || name.equals(INDEX)
                || (name.startsWith(ROOM) && archive.getEntry(inArchive(name)) != null);
    assertThat(names().filter(expected.negate())).isEmpty();
    assertThat(archive.stream().map(ZipEntry::getName).filter(name -> name.endsWith(".class")))
        .isEmpty();
    assertThat(archive.stream().map(ZipEntry::getName))
        .noneMatch(name -> name.startsWith("io/meterweave/jar/"));
  }

  @Test
  void nothingMayBeTakenForAModuleOrAnotherRelease() {
    assertThat(
            names()
                .filter(
                    name ->
                        name.contains("META-INF/versions")
                            || name.contains("module-info")
                            || name.contains("package-info")))
        .isEmpty();
  }

  @Test
  void everyClassBelongsToAComponentThatNoticeNames() throws IOException {
    String notice = text("NOTICE");
    assertThat(COMPONENTS.stream().filter(Component::isBundled).map(Component::name))
        .allSatisfy(name -> assertThat(notice).contains(name));
    assertThat(
            names()
                .filter(name -> name.endsWith(".classdata"))
                .filter(name -> COMPONENTS.stream().noneMatch(c -> c.holds(name))))
        .isEmpty();
  }

  @Test
  void theManifestMakesItAnAgent() throws IOException {
    Attributes main = jar.getManifest().getMainAttributes();
    for (String entryPoint : List.of("Premain-Class", "Agent-Class")) {
      assertThat(main.getValue(entryPoint)).isEqualTo("io.meterweave.agent.MeterweaveAgent");
    }
    assertThat(main.getValue("Can-Redefine-Classes")).isEqualTo("true");
    assertThat(main.getValue("Can-Retransform-Classes")).isEqualTo("true");
    assertThat(main.getValue("Implementation-Version")).matches("\\d+\\.\\d+\\.\\d+.*");
    assertThat(main.getValue("Boot-Class-Path")).isNull();
    assertThat(main.getValue("Multi-Release")).isNull();
    assertThat(main.getValue("Main-Class")).isEqualTo("io.meterweave.agent.MeterweaveAgent");
  }

  @Test
  void theBridgeIsNamedAsAClassOfTheJdk() {
    ClassReader bridge = read("inst/java/lang/MeterweaveDispatcher.classdata");
    assertThat(bridge.getClassName()).isEqualTo("java/lang/MeterweaveDispatcher");
    assertThat(namedBy(bridge))
        .allMatch(name -> name.startsWith("java/") || name.startsWith("org/jspecify/annotations/"));
    assertThat(archive.getEntry("io/meterweave/bootstrap/Dispatcher.classdata")).isNull();
  }

  @Test
  void noBundledClassNamesTheJdksLogger() {
    assertThat(
            classes()
                .filter(
                    type ->
                        namedBy(type).stream()
                            .anyMatch(
                                name ->
                                    name.equals("java/util/logging/Logger")
                                        || name.equals("java/util/logging/LogManager")
                                        || name.equals("java/util/logging/Level")
                                        || name.equals("io/meterweave/bootstrap/Dispatcher")))
                .map(ClassReader::getClassName))
        .isEmpty();
  }

  @Test
  void everyLogCallOfABundledClassHasItsMethod() {
    Set<String> methods =
        Arrays.stream(LibraryLogger.class.getDeclaredMethods())
            .map(method -> method.getName() + Type.getMethodDescriptor(method))
            .collect(Collectors.toSet());
    Set<String> levels =
        Arrays.stream(LibraryLevel.values()).map(Enum::name).collect(Collectors.toSet());
    Set<String> missing = new TreeSet<>();
    classes().forEach(type -> type.accept(new LogCalls(methods, levels, missing), 0));
    assertThat(missing).isEmpty();
  }

  @Test
  void servicesNameClassesThatAreThere() throws IOException {
    List<String> files =
        names()
            .filter(name -> name.startsWith("inst/META-INF/services/") && !name.endsWith("/"))
            .toList();
    assertThat(files)
        .contains(
            "inst/META-INF/services/io.opentelemetry.sdk.common.export.GrpcSenderProvider",
            "inst/META-INF/services/io.opentelemetry.sdk.autoconfigure.spi.ResourceProvider");
    for (String file : files) {
      for (String provider : text(file).lines().map(String::strip).toList()) {
        if (!provider.isEmpty() && !provider.startsWith("#")) {
          assertThat(archive.getEntry(provider.replace('.', '/') + ".classdata"))
              .as(provider + " of " + file)
              .isNotNull();
        }
      }
    }
  }

  @Test
  void itIsSmall() {
    assertThat(JAR.length()).isLessThan(MAX_BYTES);
  }

  private static Stream<String> names() {
    return Stream.concat(
        jar.stream().filter(entry -> !entry.isDirectory()).map(JarEntry::getName),
        archive.stream().map(entry -> ROOM + entry.getName()));
  }

  private static Stream<ClassReader> classes() {
    return names()
        .filter(name -> name.endsWith(".classdata") || name.endsWith(".class"))
        .map(AgentJarIT::read);
  }

  private static String inArchive(String name) {
    return name.substring(ROOM.length());
  }

  private static InputStream open(String name) throws IOException {
    return jar.getEntry(name) == null
        ? archive.getInputStream(archive.getEntry(inArchive(name)))
        : jar.getInputStream(jar.getEntry(name));
  }

  private static String text(String entry) throws IOException {
    try (InputStream in = open(entry)) {
      return new String(in.readAllBytes(), UTF_8);
    }
  }

  private static ClassReader read(String entry) {
    try (InputStream in = open(entry)) {
      return new ClassReader(in);
    } catch (IOException unreadable) {
      throw new UncheckedIOException(entry, unreadable);
    }
  }

  /** Returns the internal names of all classes that a class file names. */
  private static Set<String> namedBy(ClassReader type) {
    Set<String> named = new TreeSet<>();
    Remapper collector =
        new Remapper(Opcodes.ASM9) {
          @Override
          public String map(String name) {
            named.add(name);
            return name;
          }
        };
    type.accept(new ClassRemapper(new ClassWriter(0), collector), 0);
    return named;
  }

  private record Component(String name, List<String> prefixes) {
    Component(String name, String... prefixes) {
      this(name, List.of(prefixes));
    }

    boolean holds(String entry) {
      return prefixes.stream().anyMatch(prefix -> entry.startsWith("inst/" + prefix));
    }

    boolean isBundled() {
      return names().anyMatch(this::holds);
    }
  }

  /** Collects calls and fields of the renamed logger that do not exist. */
  private static final class LogCalls extends ClassVisitor {
    private static final String LOGGER = Type.getInternalName(LibraryLogger.class);
    private static final String LEVEL = Type.getInternalName(LibraryLevel.class);

    private final Set<String> methods;
    private final Set<String> levels;
    private final Set<String> missing;

    LogCalls(Set<String> methods, Set<String> levels, Set<String> missing) {
      super(Opcodes.ASM9);
      this.methods = methods;
      this.levels = levels;
      this.missing = missing;
    }

    @Override
    public MethodVisitor visitMethod(
        int access, String name, String type, String signature, String[] exceptions) {
      return new MethodVisitor(Opcodes.ASM9) {
        @Override
        public void visitMethodInsn(
            int opcode, String owner, String name, String type, boolean isInterface) {
          if (owner.equals(LOGGER) && !name.equals("<init>") && !methods.contains(name + type)) {
            missing.add(name + type);
          }
        }

        @Override
        public void visitFieldInsn(int opcode, String owner, String name, String type) {
          if (owner.equals(LEVEL) && !name.startsWith("$") && !levels.contains(name)) {
            missing.add(name);
          }
        }
      };
    }
  }
}
