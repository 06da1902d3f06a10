// SPDX-License-Identifier: Apache-2.0
package io.meterweave.agent;

import java.io.File;
import java.lang.instrument.Instrumentation;
import java.lang.reflect.InvocationTargetException;
import java.net.URISyntaxException;
import java.net.URL;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/**
 * The entry point of {@code -javaagent:meterweave-agent.jar}, of an attach to a running JVM, and of
 * {@code java -jar meterweave-agent.jar}.
 *
 * <p>Whatever fails here, the application runs as if the agent were not there, and one line on
 * standard error says what failed. An exception out of {@code premain} would abort the JVM.
 */
/*
 * This class stays in the JVM for good, for the system class loader never forgets one; and the JVM
 * calls the one that came first, also when the agent comes again from a newer jar. So it knows as
 * little as it can: which jar is meant (the attaching side says it, JAR_ARGUMENT), the two methods
 * of AgentRuntime, and what the bridge class gives for "agent.detach".
 */
public final class MeterweaveAgent {
  private static final String RUNTIME = "io.meterweave.runtime.AgentRuntime";
  private static final String COMMAND_LINE = "io.meterweave.cli.CommandLineTool";
  private static final String BRIDGE = "java.lang.MeterweaveDispatcher";

  /** The whole argument of {@link #agentmain} when the agent shall go. */
  private static final String DETACH = "detach";

  /** Begins the argument of {@link #agentmain}: the jar to start, then a line feed. */
  private static final String JAR_ARGUMENT = "agent.jar=";

  private MeterweaveAgent() {}

  /** Starts the agent before the application's {@code main}. */
  public static void premain(@Nullable String arguments, Instrumentation instrumentation) {
    try {
      if (!EarlySwitch.isOff(arguments)) {
        run("start", arguments, instrumentation, agentJar());
      }
    } catch (Throwable failure) {
      report(failure);
    }
  }

  /** Starts the agent in a JVM that runs already, or ends it there. */
  public static void agentmain(@Nullable String arguments, Instrumentation instrumentation) {
    try {
      if (DETACH.equals(arguments)) {
        detach();
      } else if (arguments != null && arguments.startsWith(JAR_ARGUMENT)) {
        int end = arguments.indexOf('\n');
        String jar = arguments.substring(JAR_ARGUMENT.length(), end < 0 ? arguments.length() : end);
        String settings = end < 0 ? null : arguments.substring(end + 1);
        run("attach", settings, instrumentation, new File(jar));
      } else {
        run("attach", arguments, instrumentation, agentJar());
      }
    } catch (Throwable failure) {
      report(failure);
    }
  }

  /** The command line. */
  public static void main(String[] arguments) throws Throwable {
    File jar = agentJar();
    AgentClassLoader loader = new AgentClassLoader(jar, ClassLoader.getSystemClassLoader());
    try {
      Class.forName(COMMAND_LINE, true, loader)
          .getMethod("main", String[].class, File.class)
          .invoke(null, arguments, jar);
    } catch (InvocationTargetException failure) {
      throw failure.getCause() == null ? failure : failure.getCause();
    }
  }

  /** Starts the agent from a jar; nothing stays open if it does not. */
  private static void run(
      String how, @Nullable String arguments, Instrumentation instrumentation, File jar)
      throws Throwable {
    AgentClassLoader loader = new AgentClassLoader(jar, ClassLoader.getPlatformClassLoader());
    boolean isStarted = false;
    try {
      isStarted =
          (Boolean)
              Class.forName(RUNTIME, true, loader)
                  .getMethod(how, String.class, Instrumentation.class, File.class)
                  .invoke(null, arguments, instrumentation, jar);
    } catch (InvocationTargetException failure) {
      throw failure.getCause() == null ? failure : failure.getCause();
    } finally {
      if (!isStarted) {
        loader.close();
      }
    }
  }

  @SuppressWarnings("unchecked") // the bridge declares just this type
  private static void detach() throws ReflectiveOperationException {
    Function<String, @Nullable Object> functions =
        (Function<String, @Nullable Object>)
            Class.forName(BRIDGE, false, null).getMethod("functions").invoke(null);
    Object agent = functions == null ? null : functions.apply("agent.detach");
    if (agent instanceof Runnable leaving) {
      leaving.run();
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
