// SPDX-License-Identifier: Apache-2.0
package io.meterweave.runtime;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.meterweave.api.link.Link;
import io.meterweave.config.ConfigSources;
import io.meterweave.config.MeterweaveConfig;
import io.meterweave.incident.AgentThreads;
import io.meterweave.match.ForeignSettings;
import io.meterweave.match.MethodFinder;
import io.meterweave.match.MethodPatterns;
import io.meterweave.plan.Recording;
import io.meterweave.weave.ForeignWatch;
import io.meterweave.weave.Weaving;
import java.io.ByteArrayInputStream;
import java.io.File;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.lang.ref.WeakReference;
import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Method;
import java.net.URL;
import java.net.URLClassLoader;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Properties;
import net.bytebuddy.jar.asm.ClassReader;
import net.bytebuddy.jar.asm.ClassWriter;
import net.bytebuddy.jar.asm.Opcodes;
import net.bytebuddy.jar.asm.commons.ClassRemapper;
import net.bytebuddy.jar.asm.commons.SimpleRemapper;
import org.junit.jupiter.api.Test;

/**
 * The agent where the JVM refuses it something. Each time it is an agent in a class loader of its
 * own, as in an application, for it leaves nothing behind.
 */
final class RunningAgentTest {
  @Test
  void anAttachThatFailsIsTakenBackAndLetsTheNextOneIn() throws Exception {
    assertThat(inALoaderOfItsOwn("failsToAttach"))
        .containsExactly(
            "here: false",
            "failed: It failed to start: java.lang.IllegalStateException: no addTransformer",
            "manual API: null",
            "stopped: true");
    assertThat(inALoaderOfItsOwn("comesAndGoes")).containsExactly("here: true", "here: false");
  }

  @Test
  void aStartThatFailsIsTakenBackAndLetsTheNextOneIn() throws Exception {
    assertThat(inALoaderOfItsOwn("failsToStart"))
        .containsExactly("failed: no addTransformer", "stopped: true");
    assertThat(inALoaderOfItsOwn("comesAndGoes")).containsExactly("here: true", "here: false");
  }

  @Test
  void aStartThatCannotWeaveWhatIsLoadedLeavesNothingRunning() throws Exception {
    assertThat(inALoaderOfItsOwn("failsToLookAtWhatIsLoaded"))
        .containsExactly("failed: no getAllLoadedClasses", "transformers: 0", "threads: []");
    assertThat(inALoaderOfItsOwn("comesAndGoes")).containsExactly("here: true", "here: false");
  }

  @Test
  void ofAnAttachThatDoesNotComeInNothingStays() throws Exception {
    WeakReference<ClassLoader> loader = new WeakReference<>(ownLoader());
    assertThat(in(loader.get(), "isSwitchedOff"))
        .containsExactly(
            "here: false",
            "off: A setting of that JVM switches Meterweave off; pass enabled=true to overrule it.");
    await()
        .untilAsserted(
            () -> {
              System.gc();
              assertThat(loader.refersTo(null)).isTrue();
            });
  }

  @Test
  void whatFailsBesideTheApplicationIsSaidToTheTool() throws Exception {
    assertThat(inALoaderOfItsOwn("failsToWeaveWhatIsLoaded"))
        .containsExactly(
            "running: Not all of it started (java.lang.IllegalStateException: no"
                + " getAllLoadedClasses).",
            "gone: 0 classes are as they were.",
            "transformers: 0");
  }

  @Test
  void aDetachThatCannotRestoreEndsEverythingElse() throws Exception {
    assertThat(inALoaderOfItsOwn("failsToRestore"))
        .containsExactly(
            "running: 0 methods woven (classes: 0).",
            "gone: What was woven could not be restored; it measures nothing any more.",
            "threads: []");
  }

  private static List<String> inALoaderOfItsOwn(String program) throws Exception {
    try (URLClassLoader loader = ownLoader()) {
      return in(loader, program);
    }
  }

  private static URLClassLoader ownLoader() throws IOException {
    List<URL> urls = new ArrayList<>();
    for (String entry : System.getProperty("java.class.path").split(File.pathSeparator)) {
      urls.add(Path.of(entry).toUri().toURL());
    }
    return new AgentLoader(urls.toArray(new URL[0]));
  }

  @SuppressWarnings("unchecked") // the programs return just this
  private static List<String> in(ClassLoader loader, String program) throws Exception {
    try {
      Method run = Class.forName(Programs.class.getName(), true, loader).getDeclaredMethod(program);
      run.setAccessible(true); // a package's name is not enough across class loaders
      return (List<String>) run.invoke(null);
    } catch (InvocationTargetException failure) {
      throw new AssertionError(failure.getCause());
    }
  }

  /** Has the bridge class as it stands in the agent's jar. */
  private static final class AgentLoader extends URLClassLoader {
    AgentLoader(URL[] urls) {
      super(urls, ClassLoader.getPlatformClassLoader());
    }

    @Override
    public InputStream getResourceAsStream(String name) {
      return name.equals("java/lang/MeterweaveDispatcher.classdata")
          ? new ByteArrayInputStream(bridge())
          : super.getResourceAsStream(name);
    }

    private byte[] bridge() {
      String written = "io/meterweave/bootstrap/Dispatcher";
      try (InputStream in = super.getResourceAsStream(written + ".class")) {
        ClassWriter moved = new ClassWriter(0);
        new ClassReader(in.readAllBytes())
            .accept(
                new ClassRemapper(
                    moved,
                    new SimpleRemapper(Opcodes.ASM9, written, "java/lang/MeterweaveDispatcher")),
                0);
        return moved.toByteArray();
      } catch (IOException e) {
        throw new UncheckedIOException(e);
      }
    }
  }

  /** What runs in that class loader. */
  static final class Programs {
    private static final FakeInstrumentation JVM = new FakeInstrumentation();
    private static final File JAR = new File("agent.jar");
    private static final String SETTINGS = "prometheus.port=0,otel.traces.exporter=none";
    private static final List<String> SEEN = new ArrayList<>();

    private Programs() {}

    static List<String> failsToAttach() throws Throwable {
      JVM.failAfter("addTransformer", 0);
      JVM.loaded.add(Link.class);
      Link<Object> link = Link.to("agent.version");
      seeAttach("");
      seeState();
      SEEN.add("manual API: " + link.function());
      SEEN.add("stopped: " + JVM.asked.contains("removeTransformer"));
      return SEEN;
    }

    static List<String> failsToStart() throws Throwable {
      JVM.failAfter("addTransformer", 0);
      try {
        AgentRuntime.start(SETTINGS, JVM.instrumentation(), JAR);
      } catch (IllegalStateException refused) {
        SEEN.add("failed: " + refused.getMessage());
      }
      SEEN.add("stopped: " + JVM.asked.contains("removeTransformer"));
      return SEEN;
    }

    static List<String> failsToLookAtWhatIsLoaded() throws Throwable {
      ClassLoader application = ClassLoader.getSystemClassLoader();
      JVM.loaded.add(Class.forName(RunningAgentTest.class.getName(), false, application));
      JVM.failAfter("getAllLoadedClasses", 0);
      try {
        AgentRuntime.start(SETTINGS, JVM.instrumentation(), JAR);
      } catch (IllegalStateException refused) {
        SEEN.add("failed: " + refused.getMessage());
      }
      SEEN.add("transformers: " + JVM.transformers.size());
      SEEN.add("threads: " + AgentThreads.alive());
      return SEEN;
    }

    static List<String> comesAndGoes() throws Throwable {
      seeAttach("");
      Class<?> bridge = DispatcherDefiner.find();
      ((Runnable) DispatcherDefiner.functions(bridge).apply("agent.detach")).run();
      SEEN.add("here: " + DispatcherDefiner.isInstalled(bridge));
      return SEEN;
    }

    static List<String> isSwitchedOff() throws Throwable {
      seeAttach(",enabled=false");
      seeState();
      return SEEN;
    }

    private static void seeAttach(String more) throws Throwable {
      AttachRequest request = new AttachRequest("test", SETTINGS + more);
      SEEN.add("here: " + AgentRuntime.attach(request.text(), JVM.instrumentation(), JAR));
    }

    static List<String> failsToWeaveWhatIsLoaded() throws Exception {
      RunningAgent agent = agent();
      JVM.failAfter("getAllLoadedClasses", 1); // the manual API is looked for first
      agent.attach("test");
      seeAfter("starting");
      JVM.recover();
      agent.run();
      seeAfter("running");
      SEEN.add("transformers: " + JVM.transformers.size());
      return SEEN;
    }

    static List<String> failsToRestore() throws Exception {
      RunningAgent agent = agent();
      agent.attach("test");
      seeAfter("starting");
      JVM.failAfter("removeTransformer", 0);
      agent.run();
      seeAfter("running");
      SEEN.add("threads: " + AgentThreads.alive());
      return SEEN;
    }

    private static RunningAgent agent() throws Exception {
      Recording recording = new Recording(10);
      return new RunningAgent(
          JVM.instrumentation(),
          JAR,
          MeterweaveConfig.read(ConfigSources.ofArgument(SETTINGS)),
          recording,
          Weaving.to(
              MethodFinder.ofAnnotations(),
              new ForeignWatch(ForeignSettings.DEFAULT),
              recording.planner((spec, caller) -> null),
              0),
          MethodPatterns.NONE);
    }

    private static void seeAfter(String state) throws Exception {
      Properties agent = properties();
      await().until(() -> !state.equals(agent.getProperty(Presence.STATE)));
      seeState();
    }

    private static void seeState() throws Exception {
      Properties agent = properties();
      SEEN.add(agent.getProperty(Presence.STATE) + ": " + agent.getProperty(Presence.TEXT));
    }

    private static Properties properties() throws Exception {
      return (Properties)
          Class.forName("jdk.internal.vm.VMSupport").getMethod("getAgentProperties").invoke(null);
    }
  }
}
