// SPDX-License-Identifier: Apache-2.0
package io.meterweave.it.cost;

import static org.assertj.core.api.Assertions.assertThat;

import io.meterweave.it.harness.AgentJvm;
import io.meterweave.it.harness.CompileLog;
import io.meterweave.it.harness.Jdk;
import io.meterweave.it.harness.OnEveryJdk;
import io.meterweave.it.harness.TargetApp;
import io.meterweave.it.targets.HotCalls;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.BeforeParameterizedClassInvocation;
import org.junit.jupiter.params.Parameter;

/** A woven call allocates nothing, and the compiler makes one piece of it and the method. */
@OnEveryJdk
final class WovenCallIT {
  private static final String OURS = "io.meterweave.record.";
  private static final String HASH = "System.identityHashCode";
  private static final String PLANS = "io.meterweave.plan.";

  @Parameter Jdk jdk;
  private String said;
  private CompileLog log;

  @BeforeParameterizedClassInvocation
  void run() {
    log = new CompileLog();
    try (TargetApp app =
        TargetApp.start(
            AgentJvm.on(jdk).options(log.options(HotCalls.class)).agent().main(HotCalls.class))) {
      said = app.awaitStage("done").endQuietly().out();
    }
  }

  @Test
  void callsAllocateNothing() {
    assertThat(said).contains("measured=0 labelled=0 counted=0 shared=0");
  }

  @Test
  void aMeasuredCallIsOnePiece() {
    assertThat(log.inlined(target("measured"), PLANS)).contains("MethodPlan.close");
    assertThat(log.inlined(target("measured"), OURS)).contains("StripedCells.add");
    assertThat(log.notInlined(target("measured"), "io.meterweave.")).isEmpty();
  }

  /**
   * Somebody waits for each of the threads to end, which must not matter. Whether they meet often
   * enough to get rows of their own is up to the machine; if they do, finding the row is part of
   * it.
   */
  @Test
  void aCallOfThreadsThatGetIntoEachOthersWayIsOnePiece() {
    assertThat(log.inlined(target("shared"), OURS)).contains("StripedCells.add");
    assertThat(log.notInlined(target("shared"), "io.meterweave.")).isEmpty();
    assertThat(log.inlined(target("shared"), "java.lang.System")).doesNotContain(HASH);
    assertThat(log.notInlined(target("shared"), "java.lang.System")).doesNotContain(HASH);
  }

  @Test
  void aCountedCallIsOnePiece() {
    assertThat(log.inlined(target("counted"), OURS)).contains("CallTally.increment");
    assertThat(log.inlined(target("counted"), "java.lang.ThreadLocal")).isEmpty();
    assertThat(log.notInlined(target("counted"), "java.lang.ThreadLocal")).isEmpty();
    assertThat(log.notInlined(target("counted"), "io.meterweave.")).isEmpty();
  }

  /** All methods with labels share the look-up, so it may have been compiled for itself before. */
  @Test
  void aCallWithALabelIsOnePieceButForTheLookUp() {
    assertThat(log.inlined(target("labelled"), OURS)).contains("StripedCells.add");
    assertThat(log.notInlined(target("labelled"), "io.meterweave."))
        .isSubsetOf(
            "OpenPlan.open", "MethodPlan.open", "MethodCells.at", "LabelTree.at", "LabelKey.of");
  }

  private static String target(String method) {
    return HotCalls.class.getName() + " " + method;
  }
}
