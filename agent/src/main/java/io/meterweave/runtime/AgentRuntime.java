// SPDX-License-Identifier: Apache-2.0
package io.meterweave.runtime;

import io.meterweave.config.ConfigSources;
import io.meterweave.config.MeterweaveConfig;
import io.meterweave.incident.AgentThreads;
import io.meterweave.incident.Incidents;
import io.meterweave.incident.LibraryLogger;
import io.meterweave.llm.LlmObservers;
import io.meterweave.match.MethodFinder;
import io.meterweave.match.MethodPatterns;
import io.meterweave.plan.Recording;
import io.meterweave.weave.ForeignWatch;
import io.meterweave.weave.Weaving;
import java.io.File;
import java.lang.instrument.Instrumentation;
import org.jspecify.annotations.Nullable;

/**
 * Starts the halves of the agent and joins them.
 *
 * <p>Confined to the starting thread. The entry point calls it by name, perhaps that of another
 * version: {@link #start} and {@link #attach} stay as they are.
 */
/*
 * Before the application's main runs, only what must be there before its first class is loaded:
 * the bridge class, the weaver, and cells to record into. Everything that takes time (OpenTelemetry,
 * the server) starts on a thread of its own beside the application; what is recorded meanwhile waits
 * in the cells and in the early spans. A program that ends before that is waited for in the exit
 * hook, which has 2 s for all it does, and some more for a start that is not through.
 *
 * To a running JVM it is the same, on a thread of ours: the one that the JVM gives for it lives on,
 * and what a library of ours leaves in its thread locals would keep the agent from ever being
 * collected.
 */
public final class AgentRuntime {

  /** So long may an attach keep the JVM's attach thread. */
  private static final long ATTACH_MILLIS = 20_000;

  private AgentRuntime() {}

  /**
   * Starts the agent before the application's main, or says why not.
   *
   * @param jar the agent's own jar
   * @return whether it runs now
   */
  public static boolean start(@Nullable String arguments, Instrumentation instrumentation, File jar)
      throws Throwable {
    if (ToolCheck.isTool()) {
      return false;
    }
    RunningAgent agent =
        create(arguments, instrumentation, jar, "Remove one of the two -javaagent options.");
    if (agent == null) {
      return false;
    }
    agent.start();
    return true;
  }

  /**
   * Starts the agent in a JVM that runs already, or says why not. Returns when classes that are
   * loaded from then on are woven; those that are loaded already are woven in the background.
   *
   * @param arguments the text of an {@link AttachRequest}
   * @param jar the agent's own jar
   * @return whether it runs now
   */
  public static boolean attach(
      @Nullable String arguments, Instrumentation instrumentation, File jar) throws Throwable {
    Attachment attachment = new Attachment(AttachRequest.of(arguments), instrumentation, jar);
    Thread thread = AgentThreads.daemon("attach", Incidents.Kind.LIFECYCLE, attachment);
    thread.start();
    thread.join(ATTACH_MILLIS);
    boolean isHere = attachment.isRunning() || thread.isAlive();
    if (!isHere) { // for nobody else does, and up to Java 18 the JVM would keep the class loader
      AgentThreads.forget();
    }
    return isHere;
  }

  /** Returns the agent, plugged in but weaving nothing yet; null if it was not to be. */
  static @Nullable RunningAgent create(
      @Nullable String arguments, Instrumentation instrumentation, File jar, String ifSecond)
      throws Throwable {
    Class<?> found = DispatcherDefiner.find();
    if (found != null && DispatcherDefiner.isInstalled(found)) {
      Incidents.warn(Incidents.Kind.LIFECYCLE, AgentIdentity.alreadyHere(found, jar, ifSecond));
      return null;
    }
    MeterweaveConfig config = MeterweaveConfig.read(ConfigSources.ofThisJvm(arguments));
    if (!config.enabled()) {
      return null;
    }
    showOnStandardError(config.log().level());
    config.reportProblems();
    MethodPatterns patterns = patternsOf(config);
    Recording recording =
        new Recording(config.recording().maxSeries(), config.recording().sampleRate());
    LlmObservers llm = new LlmObservers(recording.instruments());
    ForeignWatch foreign = new ForeignWatch(config.foreign());
    DispatcherDefiner.openJavaLang(instrumentation);
    Class<?> bridge = found == null ? DispatcherDefiner.define() : found;
    Weaving weaving =
        Weaving.to(
            MethodFinder.of(config.foreign(), patterns),
            foreign,
            recording.planner(llm, foreign),
            DispatcherDefiner.numbersUsed(bridge));
    RunningAgent agent =
        new RunningAgent(instrumentation, jar, config, recording, weaving, patterns);
    boolean isFirst =
        DispatcherDefiner.install(
            bridge,
            weaving.linker(),
            weaving.legacyCalls(),
            new AgentIdentity(jar, agent, recording.functions()));
    if (!isFirst) {
      Incidents.warn(Incidents.Kind.LIFECYCLE, AgentIdentity.alreadyHere(bridge, jar, ifSecond));
      return null;
    }
    return agent;
  }

  private static MethodPatterns patternsOf(MeterweaveConfig config) {
    MethodPatterns patterns = MethodPatterns.of(config.methods());
    for (String problem : patterns.problems()) {
      Incidents.warn(Incidents.Kind.CONFIG, problem);
    }
    return patterns;
  }

  private static void showOnStandardError(String level) {
    boolean isDebug = level.equals("debug");
    Incidents.show(!level.equals("off") && !level.equals("error"), isDebug);
    LibraryLogger.show(isDebug);
  }
}
