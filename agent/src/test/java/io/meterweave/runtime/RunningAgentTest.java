// SPDX-License-Identifier: Apache-2.0
package io.meterweave.runtime;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.meterweave.config.ConfigSources;
import io.meterweave.config.MeterweaveConfig;
import io.meterweave.incident.AgentThreads;
import io.meterweave.match.ForeignSettings;
import io.meterweave.match.MethodFinder;
import io.meterweave.match.MethodPatterns;
import io.meterweave.plan.Recording;
import io.meterweave.weave.ForeignWatch;
import io.meterweave.weave.Weaving;
import java.io.File;
import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Method;
import java.net.URL;
import java.net.URLClassLoader;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Properties;
import org.junit.jupiter.api.Test;

/**
 * The agent where the JVM refuses it something. Each time it is an agent in a class loader of its
 * own, as in an application, for it leaves nothing behind.
 */
final class RunningAgentTest {
  @Test
  void anAttachThatFailsIsTakenBack() throws Exception {
    assertThat(inALoaderOfItsOwn("failsToAttach"))
        .containsExactly("failed: no addTransformer", "stopped: true");
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

  @SuppressWarnings("unchecked") // the programs return just this
  private static List<String> inALoaderOfItsOwn(String program) throws Exception {
    List<URL> urls = new ArrayList<>();
    for (String entry : System.getProperty("java.class.path").split(File.pathSeparator)) {
      urls.add(Path.of(entry).toUri().toURL());
    }
    try (URLClassLoader loader =
        new URLClassLoader(urls.toArray(new URL[0]), ClassLoader.getPlatformClassLoader())) {
      Method run = Class.forName(Programs.class.getName(), true, loader).getDeclaredMethod(program);
      run.setAccessible(true); // a package's name is not enough across class loaders
      return (List<String>) run.invoke(null);
    } catch (InvocationTargetException failure) {
      throw new AssertionError(failure.getCause());
    }
  }

  /** What runs in that class loader. */
  static final class Programs {
    private static final FakeInstrumentation JVM = new FakeInstrumentation();
    private static final List<String> SEEN = new ArrayList<>();

    private Programs() {}

    static List<String> failsToAttach() throws Exception {
      RunningAgent agent = agent();
      JVM.failAfter("addTransformer", 0);
      try {
        agent.attach("test");
      } catch (IllegalStateException refused) {
        SEEN.add("failed: " + refused.getMessage());
      }
      SEEN.add("stopped: " + JVM.asked.contains("removeTransformer"));
      return SEEN;
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
          new File("agent.jar"),
          MeterweaveConfig.read(
              ConfigSources.ofArgument("prometheus.port=0,otel.traces.exporter=none")),
          recording,
          Weaving.to(
              MethodFinder.ofAnnotations(),
              new ForeignWatch(ForeignSettings.DEFAULT),
              recording.planner((spec, caller) -> null),
              0),
          MethodPatterns.NONE);
    }

    private static void seeAfter(String state) throws Exception {
      Properties agent =
          (Properties)
              Class.forName("jdk.internal.vm.VMSupport")
                  .getMethod("getAgentProperties")
                  .invoke(null);
      await().until(() -> !state.equals(agent.getProperty(Presence.STATE)));
      SEEN.add(agent.getProperty(Presence.STATE) + ": " + agent.getProperty(Presence.TEXT));
    }
  }
}
