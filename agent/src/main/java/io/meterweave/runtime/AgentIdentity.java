// SPDX-License-Identifier: Apache-2.0
package io.meterweave.runtime;

import java.io.File;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/**
 * Which agent this is and how it is ended, told beside the functions of the manual API to whoever
 * asks the bridge.
 *
 * <p>Thread-safe.
 */
final class AgentIdentity implements Function<String, @Nullable Object> {
  private static final String VERSION = "agent.version";
  private static final String JAR = "agent.jar";

  /**
   * A {@link Runnable} that returns when the agent is gone; agents of other versions ask for it.
   */
  private static final String DETACH = "agent.detach";

  private final File jar;
  private final Runnable detach;
  private final Function<String, @Nullable Object> functions;

  AgentIdentity(File jar, Runnable detach, Function<String, @Nullable Object> functions) {
    this.jar = jar;
    this.detach = detach;
    this.functions = functions;
  }

  @Override
  public @Nullable Object apply(String name) {
    return switch (name) {
      case VERSION -> AgentVersion.VERSION;
      case JAR -> jar.getPath();
      case DETACH -> detach;
      default -> functions.apply(name);
    };
  }

  /** Returns the sentence for an agent that comes second. */
  static String alreadyHere(Class<?> bridge, File jar, String wayOut) throws Throwable {
    Function<String, @Nullable Object> first = DispatcherDefiner.functions(bridge);
    return "Meterweave "
        + (first == null ? "" : first.apply(VERSION) + " (" + first.apply(JAR) + ") ")
        + "is in this JVM already; "
        + jar.getPath()
        + " ("
        + AgentVersion.VERSION
        + ") changes nothing. "
        + wayOut;
  }
}
