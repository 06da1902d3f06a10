// SPDX-License-Identifier: Apache-2.0
package io.meterweave.bench.calls;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.State;

/** Somebody has taken the agent out of this JVM, which had it from its start. */
@State(Scope.Benchmark)
public class Detached {
  /** Detaches, with the jar that {@code bench.agent} names. */
  @Setup
  public void detach() throws IOException, InterruptedException {
    Process tool =
        new ProcessBuilder(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-jar",
                System.getProperty("bench.agent"),
                "detach",
                String.valueOf(ProcessHandle.current().pid()))
            .redirectErrorStream(true)
            .start();
    String said = new String(tool.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
    if (tool.waitFor() != 0) {
      throw new IllegalStateException(said);
    }
  }
}
