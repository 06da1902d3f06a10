// SPDX-License-Identifier: Apache-2.0
package io.meterweave.agent;

import java.io.File;
import java.lang.instrument.Instrumentation;
import java.lang.reflect.InvocationTargetException;
import java.net.URISyntaxException;
import java.net.URL;
import org.jspecify.annotations.Nullable;

/**
 * The entry point of {@code -javaagent:meterweave-agent.jar}.
 *
 * <p>Whatever fails here, the application starts as if the agent were not there, and one line on
 * standard error says what failed. An exception out of {@code premain} would abort the JVM.
 */
public final class MeterweaveAgent {
  private static final String RUNTIME = "io.meterweave.runtime.AgentRuntime";

  private MeterweaveAgent() {}

  /** Starts the agent before the application's {@code main}. */
  public static void premain(@Nullable String arguments, Instrumentation instrumentation) {
    start(arguments, instrumentation);
  }

  /** Starts the agent in a JVM that runs already. */
  public static void agentmain(@Nullable String arguments, Instrumentation instrumentation) {
    start(arguments, instrumentation);
  }

  private static void start(@Nullable String arguments, Instrumentation instrumentation) {
    try {
      if (EarlySwitch.isOff(arguments)) {
        return;
      }
      File jar = agentJar();
      AgentClassLoader loader = new AgentClassLoader(jar);
      Class.forName(RUNTIME, true, loader)
          .getMethod("start", String.class, Instrumentation.class, File.class)
          .invoke(null, arguments, instrumentation, jar);
    } catch (InvocationTargetException failure) {
      report(failure.getCause() == null ? failure : failure.getCause());
    } catch (Throwable failure) {
      report(failure);
    }
  }

  private static File agentJar() throws URISyntaxException {
    URL location = MeterweaveAgent.class.getProtectionDomain().getCodeSource().getLocation();
    return new File(location.toURI());
  }

  private static void report(Throwable failure) {
    try {
      System.err.println(
          "[meterweave] WARN not started, the application runs without it: "
              + failure.getClass().getName()
              + ": "
              + failure.getMessage());
    } catch (Throwable nobodyListens) {
      // There is no way left to say it, and the application must start.
    }
  }
}
