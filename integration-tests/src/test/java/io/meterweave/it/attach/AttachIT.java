// SPDX-License-Identifier: Apache-2.0
package io.meterweave.it.attach;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.meterweave.it.harness.AgentJvm;
import io.meterweave.it.harness.AgentTool;
import io.meterweave.it.harness.Artifacts;
import io.meterweave.it.harness.Exit;
import io.meterweave.it.harness.Exposition;
import io.meterweave.it.harness.HttpProbe;
import io.meterweave.it.harness.Jdk;
import io.meterweave.it.harness.Jdks;
import io.meterweave.it.harness.Launch;
import io.meterweave.it.harness.OnEveryJdk;
import io.meterweave.it.harness.Ports;
import io.meterweave.it.targets.Attached;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.Parameter;

/**
 * The agent comes to a running program, measures exactly from then on, and goes without a trace.
 */
@OnEveryJdk
final class AttachIT {
  private static final int ROUNDS = 5;
  private static final int CYCLES = Integer.getInteger("meterweave.it.cycles", 8);

  @Parameter Jdk jdk;
  private AgentTool tool;

  @BeforeEach
  void tool() {
    tool = new AgentTool(jdk);
  }

  @Test
  void countsAreExactFromTheAttachOnAndEndWithTheDetach() {
    try (AgentJvm jvm = program().start()) {
      stage(jvm, 0);
      stage(jvm, 1);
      HttpProbe http = new HttpProbe(tool.attach(jvm));
      stage(jvm, 2);
      Exposition metrics = http.metrics();
      assertThat(metrics.value("attached_calls_total", "kind", "loop")).isEqualTo(10);
      assertThat(metrics.value("attached_calls_total", "kind", "traced")).isEqualTo(10);
      assertThat(metrics.value("attached_calls_total", "kind", "failing")).isEqualTo(1);
      assertThat(metrics.value("steps_total")).isEqualTo(10);
      assertThat(jvm.out()).contains("headers: 1");
      assertThat(tool.detach(jvm)).contains("3 classes are as they were");
      stage(jvm, 3);
      assertThat(jvm.out().lines().filter("headers: 0"::equals)).hasSize(3);
      assertThat(jvm.out().lines().filter("waited: done"::equals)).hasSize(4);
      assertThat(quiet(jvm.endOfInput().awaitExit())).isEmpty();
    }
  }

  @Test
  void detachedNothingOfItIsLeft() {
    try (AgentJvm jvm = program().start()) {
      stage(jvm, 0);
      int port = tool.attach(jvm);
      stage(jvm, 1);
      assertThat(threads(jvm)).contains("\"meterweave-http\"");
      assertThat(Ports.isOpen(port)).isTrue();
      new HttpProbe(port).awaitOk("/health").json("/api/methods"); // begins to look at classes
      tool.detach(jvm);
      assertThat(threads(jvm)).doesNotContain("\"meterweave", "OkHttp", "Okio", "BatchSpan");
      assertThat(Ports.isOpen(port)).isFalse();
      stage(jvm, 2); // the call that waited since before has returned
      awaitNoLoader(jvm);
      assertThat(quiet(jvm.endOfInput().awaitExit())).isEmpty();
    }
  }

  @Test
  void theBytecodeIsTheSameBeforeAndAfter() {
    int port = Ports.free();
    Launch debugged =
        program()
            .options(
                "-agentlib:jdwp=transport=dt_socket,server=y,suspend=n,quiet=y,address=" + port);
    try (AgentJvm jvm = debugged.start()) {
      jvm.awaitOutput("[stage 0]");
      List<String> before = LiveBytecode.read(port, Attached.class);
      tool.attach(jvm);
      assertThat(LiveBytecode.read(port, Attached.class)).isNotEqualTo(before);
      tool.detach(jvm);
      assertThat(LiveBytecode.read(port, Attached.class)).isEqualTo(before);
    }
  }

  @Test
  void itComesAndGoesUnderLoadWithoutAnythingGoingWrong() {
    try (AgentJvm jvm =
        AgentJvm.on(jdk)
            .options("-Xmx256m", "-XX:+EnableDynamicAgentLoading")
            .main(Attached.class, "load")
            .start()) {
      jvm.awaitOutput("[load]");
      int threads = threadCount(jvm);
      long after5 = 0;
      for (int i = 0; i < CYCLES; i++) {
        tool.attach(jvm);
        tool.detach(jvm);
        after5 = i == 4 ? metaspaceKib(jvm) : after5;
      }
      jvm.send("").awaitOutput("[quiet]"); // until then a call of the last agent's may be open
      awaitNoLoader(jvm);
      // The JVM merges the constant pools of a class's versions, some 60 KiB in each cycle; an
      // agent
      // that stays would be 3,400.
      assertThat((metaspaceKib(jvm) - after5) / (CYCLES - 5)).isLessThanOrEqualTo(256);
      await().untilAsserted(() -> assertThat(threadCount(jvm)).isLessThanOrEqualTo(threads + 2));
      Exit exit = jvm.send("").awaitExit();
      assertThat(exit.out()).contains("wrong: 0 calls: true");
      assertThat(quiet(exit)).isEmpty();
    }
  }

  @Test
  void aSecondAttachSaysSoAndChangesNothing() {
    try (AgentJvm jvm = program().start()) {
      jvm.awaitOutput("[stage 0]");
      int port = tool.attach(jvm);
      Exit second = tool.run("attach", pid(jvm), "prometheus.port=0");
      assertThat(second.code()).isZero();
      assertThat(second.out()).contains("already", "nothing changed", ":" + port + "/");
      tool.detach(jvm);
      Exit secondDetach = tool.run("detach", pid(jvm));
      assertThat(secondDetach.code()).isZero();
      assertThat(secondDetach.out()).contains("is not in").contains("nothing changed");
      assertThat(quiet(jvm.endOfInput().awaitExit())).isEmpty();
    }
  }

  @Test
  void ofTwoAttachesAtTheSameMomentOneComesInAndTheOtherSaysSo() {
    try (AgentJvm jvm = program().start()) {
      jvm.awaitOutput("[stage 0]");
      for (int i = 0; i < ROUNDS; i++) {
        try (AgentJvm one = tool.start("attach", pid(jvm), "prometheus.port=0");
            AgentJvm other = tool.start("attach", pid(jvm), "prometheus.port=0")) {
          Exit first = one.awaitExit();
          Exit second = other.awaitExit();
          assertThat(first.code() + second.code()).as(first.err() + second.err()).isZero();
          assertThat(List.of(first.out(), second.out()))
              .satisfiesOnlyOnce(out -> assertThat(out).contains(" is in " + pid(jvm) + ": "))
              .satisfiesOnlyOnce(out -> assertThat(out).contains("already; nothing changed"));
        }
        tool.detach(jvm);
      }
      jvm.endOfInput().awaitExit();
      assertThat(jvm.err().lines()).allMatch(line -> line.contains("is in this JVM already"));
    }
  }

  @Test
  void whatWasThereFromTheStartCanGoAndAnotherJarCanCome() throws IOException {
    Files.createDirectories(Artifacts.work());
    Path other = Files.createTempDirectory(Artifacts.work(), "other-").resolve("other.jar");
    Files.copy(Artifacts.agentJar(), other);
    try (AgentJvm jvm =
        program().agent().property("meterweave.prometheus.port", Ports.free()).start()) {
      jvm.awaitOutput("[stage 0]");
      await().until(() -> tool.run("list").out().contains(pid(jvm)));
      assertThat(tool.run("attach", pid(jvm)).out()).contains("already");
      tool.detach(jvm);
      Exit attached = AgentJvm.on(jdk).jar(other, "attach", pid(jvm), "prometheus.port=0").run();
      assertThat(attached.code()).as(attached.err()).isZero();
      assertThat(tool.run("attach", pid(jvm)).out()).contains(other.toString());
      jvm.send("").awaitOutput("[stage 1]");
      assertThat(jvm.out()).contains("headers: 1");
      tool.detach(jvm);
      assertThat(quiet(jvm.endOfInput().awaitExit())).isEmpty();
    }
  }

  @Test
  void theToolMayRunOnAnotherJdk() {
    try (AgentJvm jvm = program().start()) {
      jvm.awaitOutput("[stage 0]");
      for (Jdk other : Jdks.toTest()) {
        AgentTool otherTool = new AgentTool(other);
        otherTool.attach(jvm);
        otherTool.detach(jvm);
      }
      assertThat(quiet(jvm.endOfInput().awaitExit())).isEmpty();
    }
  }

  private Launch program() {
    return AgentJvm.on(jdk).options("-XX:+EnableDynamicAgentLoading").main(Attached.class);
  }

  /** Lets the program go on from a stage. */
  private static void stage(AgentJvm jvm, int number) {
    jvm.awaitOutput("[stage " + number + "]").send("");
    jvm.awaitOutput("[stage " + (number + 1) + "]");
  }

  private static String pid(AgentJvm jvm) {
    return String.valueOf(jvm.process().pid());
  }

  private String threads(AgentJvm jvm) {
    return jcmd(jvm, "Thread.print");
  }

  /** Returns how many threads of Java there are; the JVM itself starts one to be attached to. */
  private int threadCount(AgentJvm jvm) {
    return (int)
        threads(jvm).lines().filter(line -> line.contains(" java.lang.Thread.State")).count();
  }

  private void awaitNoLoader(AgentJvm jvm) {
    await()
        .atMost(Duration.ofSeconds(20))
        .until(() -> !loadersAfterCollection(jvm).contains("AgentClassLoader"));
  }

  private String loadersAfterCollection(AgentJvm jvm) {
    jcmd(jvm, "GC.run");
    return jcmd(jvm, "VM.classloaders");
  }

  private long metaspaceKib(AgentJvm jvm) {
    for (int i = 0; i < 3; i++) {
      jcmd(jvm, "GC.run");
    }
    String counter = "sun.gc.metaspace.used=";
    String line =
        jcmd(jvm, "PerfCounter.print").lines().filter(l -> l.startsWith(counter)).findFirst().get();
    return Long.parseLong(line.substring(counter.length())) / 1024;
  }

  private String jcmd(AgentJvm jvm, String command) {
    return Launch.program(jdk.tool("jcmd"), pid(jvm), command).run().out();
  }

  /** Returns what a program said on standard error; it ended as it should. */
  private static String quiet(Exit exit) {
    assertThat(exit.code()).as(exit.err()).isZero();
    return exit.err();
  }
}
