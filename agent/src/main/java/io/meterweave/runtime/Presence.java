// SPDX-License-Identifier: Apache-2.0
package io.meterweave.runtime;

import io.meterweave.incident.Incidents;
import java.lang.instrument.Instrumentation;
import java.lang.reflect.Method;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import java.util.Properties;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Says to tools on the same machine that the agent is in this JVM, and how it does.
 *
 * <p>Thread-safe. No method throws; where the JVM has no such places, nobody is told.
 */
/*
 * Problem: `list` must know in which JVMs the agent is without touching them, for to attach wakes a
 * thread in the other JVM, writes a file and may be refused; and `attach` and `detach` want to know
 * how it went, which agentmain cannot return.
 *
 * Choice: two places that the JDK has for just this, and that no application sees. The version
 * stands in the JVM's performance data, the file that jps reads. Everything else stands in the agent
 * properties, which whoever is attached can read. Both are internal to java.base and are exported to
 * us by redefineModule. Performance data can be written again but never removed, so its buffer is
 * kept among the agent properties (which give out strings only) for the next agent. Rejected: system
 * properties, which the application sees, hands to its children and prints; files, which stay behind
 * when a JVM dies; a port, which somebody else may have.
 */
public final class Presence {
  /** The name in the performance data. */
  public static final String PERFORMANCE_DATA = "io.meterweave.agent";

  /** An agent property: {@code starting}, {@code running}, {@code gone} or {@code failed}. */
  public static final String STATE = "meterweave.state";

  /** An agent property: what a person should know of the state, a sentence; may be empty. */
  public static final String TEXT = "meterweave.text";

  /** An agent property: the version of the agent that is here. */
  public static final String VERSION = "meterweave.version";

  /** An agent property: the jar of the agent that is here. */
  public static final String JAR = "meterweave.jar";

  /** An agent property: where the console is, such as {@code http://127.0.0.1:9464/}. */
  public static final String CONSOLE = "meterweave.console";

  /** An agent property: the {@link AttachRequest#by} of the attach that brought the agent. */
  public static final String ATTACHED_BY = "meterweave.attached.by";

  private static final int MAX_BYTES = 64;
  private static final int VARIABLE = 3;
  private static final int STRING = 5;

  private final Instrumentation instrumentation;
  private volatile @Nullable Properties properties;

  Presence(Instrumentation instrumentation) {
    this.instrumentation = instrumentation;
  }

  /**
   * The agent is here, and starts.
   *
   * @param by the attach that brought it; empty for none
   */
  void starting(String jar, String by) {
    Properties open = open();
    if (open != null) {
      open.remove(TEXT);
      open.remove(CONSOLE);
      open.put(JAR, jar);
      open.put(ATTACHED_BY, by);
      open.put(VERSION, AgentVersion.VERSION);
      open.put(STATE, "starting");
      writePerformanceData(open, AgentVersion.VERSION);
    }
  }

  /** The agent is up. */
  void running(String console, String text) {
    Properties open = open();
    if (open != null) {
      open.put(CONSOLE, console);
      open.put(TEXT, text);
      open.put(STATE, "running");
    }
  }

  /** The agent is not here, or not any more. */
  void gone(String state, String text) {
    Properties open = open();
    if (open != null) {
      open.remove(VERSION);
      open.remove(JAR);
      open.remove(ATTACHED_BY);
      open.remove(CONSOLE);
      open.put(TEXT, text);
      open.put(STATE, state);
      writePerformanceData(open, "");
    }
  }

  private @Nullable Properties open() {
    Properties known = properties;
    if (known != null) {
      return known;
    }
    try {
      Set<Module> us = Set.of(Presence.class.getModule());
      instrumentation.redefineModule(
          Object.class.getModule(),
          Set.of(),
          Map.of("jdk.internal.vm", us, "jdk.internal.perf", us),
          Map.of(),
          Set.of(),
          Map.of());
      Method get = Class.forName("jdk.internal.vm.VMSupport").getMethod("getAgentProperties");
      known = (Properties) get.invoke(null);
      properties = known;
      return known;
    } catch (Throwable otherJvm) {
      Incidents.debug("Tools will not see the agent in this JVM: " + otherJvm);
      return null;
    }
  }

  private static void writePerformanceData(Properties kept, String value) {
    try {
      ByteBuffer buffer = (ByteBuffer) kept.get(PERFORMANCE_DATA);
      if (buffer == null) {
        buffer = create();
        kept.put(PERFORMANCE_DATA, buffer);
      }
      byte[] text = value.getBytes(StandardCharsets.UTF_8);
      for (int i = 0; i < buffer.capacity(); i++) {
        buffer.put(i, i < text.length && i < MAX_BYTES - 1 ? text[i] : 0);
      }
    } catch (Throwable otherJvm) {
      Incidents.debug("Tools that only look will not see the agent in this JVM: " + otherJvm);
    }
  }

  private static ByteBuffer create() throws ReflectiveOperationException {
    Class<?> perf = Class.forName("jdk.internal.perf.Perf");
    return (ByteBuffer)
        perf.getMethod("createString", String.class, int.class, int.class, String.class, int.class)
            .invoke(
                perf.getMethod("getPerf").invoke(null),
                PERFORMANCE_DATA,
                VARIABLE,
                STRING,
                "",
                MAX_BYTES);
  }
}
