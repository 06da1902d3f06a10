// SPDX-License-Identifier: Apache-2.0
package io.meterweave.it.attach;

import static org.assertj.core.api.Assertions.assertThat;

import io.meterweave.it.harness.AgentJvm;
import io.meterweave.it.harness.Exit;
import io.meterweave.it.harness.Jdk;
import io.meterweave.it.harness.Launch;
import io.meterweave.it.harness.OnEveryJdk;
import io.meterweave.it.harness.Ports;
import io.meterweave.it.targets.Plain;
import java.util.function.UnaryOperator;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.Parameter;

/** Switched off, the agent leaves the JVM as if it were not there. */
@OnEveryJdk
final class OffSwitchIT {
  @Parameter Jdk jdk;

  @Test
  void anAgentArgumentSwitchesItOff() {
    isAsIfNotThere(launch -> launch.agent("enabled=false"));
  }

  @Test
  void aSystemPropertySwitchesItOff() {
    isAsIfNotThere(launch -> launch.agent().property("meterweave.enabled", false));
  }

  @Test
  void anEnvironmentVariableSwitchesItOff() {
    isAsIfNotThere(launch -> launch.agent().env("METERWEAVE_ENABLED", "false"));
  }

  @Test
  void openTelemetrysOwnVariableSwitchesItOff() {
    isAsIfNotThere(launch -> launch.agent().env("OTEL_SDK_DISABLED", "true"));
  }

  @Test
  void openTelemetrysOwnPropertySwitchesItOff() {
    isAsIfNotThere(launch -> launch.agent().property("otel.sdk.disabled", true));
  }

  @Test
  void theAgentArgumentWinsOverTheEnvironment() {
    Exit exit =
        plain(launch -> launch.agent("enabled=true").env("METERWEAVE_ENABLED", "false")).run();
    assertThat(exit.out()).contains("woven code is here: java.lang.MeterweaveDispatcher");
  }

  private void isAsIfNotThere(UnaryOperator<Launch> off) {
    int port = Ports.free();
    try (AgentJvm jvm =
        off.apply(AgentJvm.on(jdk))
            .property("say.whether.woven", true)
            .property("meterweave.prometheus.port", port)
            .main(Plain.class, "wait")
            .start()) {
      jvm.awaitOutput("[waiting]");
      assertThat(jvm.out()).contains("woven code is here: no");
      assertThat(Ports.isOpen(port)).isFalse();
      assertThat(threads(jvm)).doesNotContain("\"meterweave");
      Exit exit = jvm.endOfInput().awaitExit();
      assertThat(exit.code()).isZero();
      assertThat(exit.err()).isEmpty();
      assertThat(exit.out()).isEqualTo(withoutAgent().out());
    }
  }

  private Exit withoutAgent() {
    return AgentJvm.on(jdk).property("say.whether.woven", true).main(Plain.class, "wait").run();
  }

  private Launch plain(UnaryOperator<Launch> how) {
    return how.apply(AgentJvm.on(jdk))
        .property("say.whether.woven", true)
        .property("meterweave.prometheus.port", Ports.free())
        .main(Plain.class, "return");
  }

  private String threads(AgentJvm jvm) {
    return Launch.program(jdk.tool("jcmd"), String.valueOf(jvm.process().pid()), "Thread.print")
        .run()
        .out();
  }
}
