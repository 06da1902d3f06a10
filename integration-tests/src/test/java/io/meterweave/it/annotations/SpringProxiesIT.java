// SPDX-License-Identifier: Apache-2.0
package io.meterweave.it.annotations;

import static org.assertj.core.api.Assertions.assertThat;

import io.meterweave.it.harness.AgentJvm;
import io.meterweave.it.harness.Artifacts;
import io.meterweave.it.harness.Closing;
import io.meterweave.it.harness.Exit;
import io.meterweave.it.harness.Exposition;
import io.meterweave.it.harness.Jdk;
import io.meterweave.it.harness.OnEveryJdk;
import io.meterweave.it.harness.OtlpReceiver;
import io.meterweave.it.harness.OtlpSpan;
import io.meterweave.it.harness.TargetApp;
import io.meterweave.it.targets.SpringBeans;
import java.nio.file.Path;
import java.util.stream.Stream;
import net.bytebuddy.ByteBuddy;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.AfterParameterizedClassInvocation;
import org.junit.jupiter.params.BeforeParameterizedClassInvocation;
import org.junit.jupiter.params.Parameter;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.springframework.aop.framework.ProxyFactory;
import org.springframework.beans.factory.BeanFactory;
import org.springframework.context.ApplicationContext;
import org.springframework.core.SpringVersion;
import org.springframework.expression.Expression;
import org.springframework.transaction.TransactionManager;
import org.springframework.web.service.invoker.HttpServiceProxyFactory;

/**
 * A call through proxies counts once, whoever made them; so does one to a proxy and nothing else.
 */
@OnEveryJdk
final class SpringProxiesIT {
  private static final Path[] SPRING =
      Stream.of(
              ApplicationContext.class,
              BeanFactory.class,
              SpringVersion.class,
              ProxyFactory.class,
              Expression.class,
              TransactionManager.class,
              HttpServiceProxyFactory.class,
              org.apache.commons.logging.Log.class,
              org.jspecify.annotations.Nullable.class,
              io.micrometer.observation.Observation.class,
              io.micrometer.common.KeyValue.class,
              ByteBuddy.class)
          .map(Artifacts::jarOf)
          .toArray(Path[]::new);

  @Parameter Jdk jdk;
  private OtlpReceiver receiver;
  private TargetApp app;
  private Exit without;
  private Exit with;
  private Exposition metrics;

  @BeforeParameterizedClassInvocation
  void start() {
    without = AgentJvm.on(jdk).classPath(SPRING).main(SpringBeans.class).run();
    receiver = OtlpReceiver.start();
    app =
        TargetApp.start(
            AgentJvm.on(jdk)
                .agent()
                .property("otel.exporter.otlp.protocol", "http/protobuf")
                .property("otel.exporter.otlp.endpoint", receiver.endpoint())
                .classPath(SPRING)
                .main(SpringBeans.class));
    metrics = app.awaitStage("done").metrics();
    with = app.end();
  }

  @AfterParameterizedClassInvocation
  void close() throws Exception {
    Closing.all(app, receiver);
  }

  /*
   * In each of the two contexts:
   * orders: a book, twice a pen, nothing (an error), glass (with its super call), refused (an error).
   * billing: 10, 25 through an object that hands on (two calls), -1 (an error), 1 refused (an error).
   * mailing: a letter. The refused one never reached it, and its proxy is one of an interface that
   *   is not measured; the subclass of the second context, however, overrides the measured method.
   * Without a context: two nested orders, one nested bill.
   */
  @ParameterizedTest
  @CsvSource({
    "orders, 14, 4",
    "twofold, 2, 0",
    "billing, 11, 4",
    "mailing, 3, 1",
    "shared_bean, 8, 0",
    "using_beans, 2, 0",
    "weather, 3, 1",
    "stocks, 2, 0",
  })
  void everyCallCountsOnce(String name, int calls, int errors) {
    assertThat(metrics.sum(name + "_calls_total")).isEqualTo(calls);
    assertThat(metrics.sum(name + "_errors_total")).isEqualTo(errors);
    assertThat(metrics.sum(name + "_duration_seconds_count")).isEqualTo(calls);
  }

  @ParameterizedTest
  @CsvSource({"orders, 14", "billing, 11", "mailing, 3", "weather, 3", "stocks, 2"})
  void everyCallIsOneSpan(String name, int calls) {
    assertThat(OtlpSpan.of(receiver)).filteredOn(span -> span.name().equals(name)).hasSize(calls);
  }

  @Test
  void theProgramPrintsWhatItPrintsWithoutTheAgent() {
    assertThat(without.code()).as(without.err()).isZero();
    assertThat(without.out()).contains("by interface true", "by subclass false", "placed nested");
    assertThat(with.out()).isEqualTo(without.out());
    assertThat(with.err()).isEqualTo(without.err());
  }
}
