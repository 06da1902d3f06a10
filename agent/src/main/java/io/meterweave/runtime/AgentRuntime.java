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
import io.meterweave.weave.Weaving;
import java.io.File;
import java.lang.instrument.Instrumentation;
import org.jspecify.annotations.Nullable;

/**
 * Starts the halves of the agent and joins them.
 *
 * <p>Confined to the starting thread.
 */
/*
 * Before the application's main runs, only what must be there before its first class is loaded:
 * the bridge class, the weaver, and cells to record into. Everything that takes time (OpenTelemetry,
 * the server) starts on a thread of its own beside the application; what is recorded meanwhile waits
 * in the cells and in the early spans. A program that ends before that is waited for in the exit
 * hook, which has 2 s for all it does.
 */
public final class AgentRuntime {
  private static final int MAX_SERIES = 2000;

  private AgentRuntime() {}

  /**
   * Starts the agent, or says why not.
   *
   * @param jar the agent's own jar
   */
  public static void start(@Nullable String arguments, Instrumentation instrumentation, File jar)
      throws Throwable {
    if (ToolCheck.isTool()) {
      return;
    }
    Class<?> bridge = DispatcherDefiner.find();
    if (bridge != null && DispatcherDefiner.isInstalled(bridge)) {
      Incidents.warn(Incidents.Kind.LIFECYCLE, AgentIdentity.alreadyHere(bridge, jar));
      return;
    }
    MeterweaveConfig config = MeterweaveConfig.read(ConfigSources.ofThisJvm(arguments));
    if (!config.enabled()) {
      return;
    }
    showOnStandardError(config.log().level());
    config.reportProblems();
    MethodPatterns patterns = patternsOf(config);
    Recording recording = new Recording(MAX_SERIES);
    LlmObservers llm = new LlmObservers(recording.instruments());
    Weaving weaving =
        Weaving.to(
            MethodFinder.of(patterns),
            recording.planner(llm),
            bridge == null ? 0 : DispatcherDefiner.numbersUsed(bridge));
    boolean isFirst =
        DispatcherDefiner.install(
            bridge == null ? DispatcherDefiner.define(instrumentation) : bridge,
            weaving.linker(),
            weaving.legacyCalls(),
            new AgentIdentity(jar, recording.functions()));
    if (!isFirst) {
      return;
    }
    weaving.start(instrumentation);
    startBeside(new Services(config, recording, weaving.report()));
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

  private static void startBeside(Services services) {
    Runtime.getRuntime()
        .addShutdownHook(AgentThreads.unstarted("exit", Incidents.Kind.LIFECYCLE, services.exit()));
    AgentThreads.daemon("start", Incidents.Kind.LIFECYCLE, services).start();
  }
}
