// SPDX-License-Identifier: Apache-2.0
package io.meterweave.runtime;

import java.io.File;
import java.lang.instrument.Instrumentation;
import org.jspecify.annotations.Nullable;

/** Starts the halves of the agent and joins them. */
public final class AgentRuntime {
  private AgentRuntime() {}

  /** Starts the agent, or says why not. */
  public static void start(@Nullable String arguments, Instrumentation instrumentation, File jar)
      throws Throwable {
    if (new ToolCheck().verdict(arguments) != StartCheck.Verdict.START) {
      return;
    }
    DispatcherDefiner.define(instrumentation);
  }
}
