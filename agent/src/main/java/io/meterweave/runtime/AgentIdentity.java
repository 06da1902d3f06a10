// SPDX-License-Identifier: Apache-2.0
package io.meterweave.runtime;

import java.io.File;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/**
 * Which agent this is, told beside the functions of the manual API to whoever asks the bridge.
 *
 * <p>Thread-safe.
 */
final class AgentIdentity implements Function<String, @Nullable Object> {
  private static final String VERSION = "agent.version";
  private static final String JAR = "agent.jar";

  private final File jar;
  private final Function<String, @Nullable Object> functions;

  AgentIdentity(File jar, Function<String, @Nullable Object> functions) {
    this.jar = jar;
    this.functions = functions;
  }

  @Override
  public @Nullable Object apply(String name) {
    return switch (name) {
      case VERSION -> AgentVersion.VERSION;
      case JAR -> jar.getPath();
      default -> functions.apply(name);
    };
  }

  /** Returns the sentence for an agent that comes second. */
  static String alreadyHere(Class<?> bridge, File jar) throws Throwable {
    Function<String, @Nullable Object> first = DispatcherDefiner.functions(bridge);
    return "Meterweave "
        + (first == null ? "" : first.apply(VERSION) + " (" + first.apply(JAR) + ") ")
        + "is in this JVM already; "
        + jar.getPath()
        + " ("
        + AgentVersion.VERSION
        + ") changes nothing. Remove one of the two -javaagent options.";
  }
}
