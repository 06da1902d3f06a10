// SPDX-License-Identifier: Apache-2.0
package io.meterweave.it.annotations;

import static org.assertj.core.api.Assertions.assertThat;

import io.meterweave.it.harness.AgentJvm;
import io.meterweave.it.harness.Closing;
import io.meterweave.it.harness.Exit;
import io.meterweave.it.harness.Exposition;
import io.meterweave.it.harness.Jdk;
import io.meterweave.it.harness.OnEveryJdk;
import io.meterweave.it.harness.TargetApp;
import io.meterweave.it.targets.Offices;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.AfterParameterizedClassInvocation;
import org.junit.jupiter.params.BeforeParameterizedClassInvocation;
import org.junit.jupiter.params.Parameter;

/** A mark on a class measures every public method that it declares. */
@OnEveryJdk
final class ClassLevelIT {
  @Parameter Jdk jdk;
  private TargetApp app;
  private Exposition metrics;

  @BeforeParameterizedClassInvocation
  void start() {
    app = TargetApp.start(jdk, Offices.class);
    metrics = app.awaitStage("done").metrics();
  }

  @AfterParameterizedClassInvocation
  void close() throws Exception {
    Closing.all(app);
  }

  @Test
  void everyPublicMethodThatAClassDeclaresCounts() {
    String offices = "io.meterweave.it.targets.Offices$";
    assertThat(metrics.byLabel("method_calls_total", "code_function_name"))
        .containsExactlyInAnyOrderEntriesOf(
            Map.of(
                offices + "Office.open", 2.0,
                offices + "Office.name", 1.0,
                offices + "Office.compareTo", 1.0,
                offices + "Branch.open", 1.0,
                offices + "Weekday.isFree", 1.0,
                offices + "Weekday$1.isFree", 1.0,
                offices + "Desk.next", 1.0,
                offices + "Desk.number", 1.0));
  }

  @Test
  void aMethodsOwnMarkReplacesItsClasss() {
    assertThat(metrics.value("office_letters_calls_total")).isEqualTo(1);
  }

  @Test
  void theProgramPrintsWhatItPrintsWithoutTheAgent() {
    Exit without = AgentJvm.on(jdk).main(Offices.class).run();
    Exit with = app.endQuietly();
    assertThat(with.out()).isEqualTo(without.out());
  }
}
