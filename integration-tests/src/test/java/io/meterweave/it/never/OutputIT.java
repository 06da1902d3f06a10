// SPDX-License-Identifier: Apache-2.0
package io.meterweave.it.never;

import static org.assertj.core.api.Assertions.assertThat;

import io.meterweave.it.harness.AgentJvm;
import io.meterweave.it.harness.Exit;
import io.meterweave.it.harness.Jdk;
import io.meterweave.it.harness.Launch;
import io.meterweave.it.harness.OnEveryJdk;
import io.meterweave.it.harness.Ports;
import io.meterweave.it.targets.Bare;
import io.meterweave.it.targets.Plain;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.Parameter;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What the application writes, and how it ends, is byte for byte what it was without the agent. */
@OnEveryJdk
final class OutputIT {
  @Parameter Jdk jdk;

  @ParameterizedTest
  @ValueSource(strings = {"return", "exit", "exit-inside", "throw"})
  void outputErrorOutputAndExitCodeAreTheSame(String ending) {
    Exit without = AgentJvm.on(jdk).main(Plain.class, ending, "the error output").run();
    Exit with = underAgent().main(Plain.class, ending, "the error output").run();
    assertThat(with.out()).isEqualTo(without.out());
    assertThat(with.err()).isEqualTo(without.err());
    assertThat(with.code()).isEqualTo(without.code());
  }

  @Test
  void anApplicationThatKnowsNothingOfUsIsLeftAsItIs() {
    Exit without = AgentJvm.on(jdk).main(Bare.class).run();
    Exit with = underAgent().main(Bare.class).run();
    assertThat(with.out()).isEqualTo(without.out());
    assertThat(with.err()).isEmpty();
  }

  @ParameterizedTest
  @ValueSource(strings = {"tr", "ar", "de", "hi"})
  void theOutputIsTheSameInEveryLanguage(String language) {
    Exit with = underAgent().property("user.language", language).main(Plain.class, "return").run();
    assertThat(with.out()).isEqualTo(AgentJvm.on(jdk).main(Plain.class, "return").run().out());
    assertThat(with.err()).isEmpty();
  }

  @Test
  void noFileAndNoTemporaryDirectoryIsNeeded() {
    Exit with =
        underAgent()
            .directory(Path.of("/proc"))
            .property("java.io.tmpdir", "/no/such/directory")
            .main(Plain.class, "return")
            .run();
    assertThat(with.err()).isEmpty();
    assertThat(with.code()).isZero();
  }

  @Test
  void aJvmWithTheFewestModulesStartsAllTheSame() {
    Exit with =
        underAgent()
            .options("--limit-modules", "java.base,java.instrument")
            .main(Plain.class, "return")
            .run();
    assertThat(with.code()).isZero();
    assertThat(with.out()).isEqualTo(AgentJvm.on(jdk).main(Plain.class, "return").run().out());
    assertThat(with.err().lines().count()).isLessThanOrEqualTo(1);
  }

  @Test
  void aDamagedAgentJarCannotStopTheApplication() {
    Exit with = AgentJvm.on(jdk).agentJar(HollowJar.make()).main(Plain.class, "return").run();
    assertThat(with.code()).isZero();
    assertThat(with.out()).isEqualTo(AgentJvm.on(jdk).main(Plain.class, "return").run().out());
    assertThat(with.err().lines()).singleElement().asString().startsWith("[meterweave]");
  }

  private Launch underAgent() {
    return AgentJvm.on(jdk).agent("prometheus.port=" + Ports.free());
  }
}
