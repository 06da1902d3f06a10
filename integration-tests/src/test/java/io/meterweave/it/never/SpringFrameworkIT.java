// SPDX-License-Identifier: Apache-2.0
package io.meterweave.it.never;

import static org.assertj.core.api.Assertions.assertThat;

import io.meterweave.it.harness.AgentJvm;
import io.meterweave.it.harness.Artifacts;
import io.meterweave.it.harness.Exposition;
import io.meterweave.it.harness.HttpProbe;
import io.meterweave.it.harness.Jdk;
import io.meterweave.it.harness.Launch;
import io.meterweave.it.harness.OnEveryJdk;
import io.meterweave.it.harness.Ports;
import java.io.IOException;
import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.Parameter;

/** A Spring Boot application serves the same with every method of Spring itself woven. */
@OnEveryJdk
final class SpringFrameworkIT {
  private static final Duration START_LIMIT = Duration.ofMinutes(3);
  private static final String EVERYTHING_OF_SPRING =
      """
      methods:
        - match: ["org.springframework..*#*(..)", "org.springframework..*#<init>(..)"]
          track: {}
      """;
  private static final List<String> PATHS =
      List.of(
          "/articles/search?q=invoice",
          "/articles/search",
          "/articles/1",
          "/articles/999999",
          "/articles/categories",
          "/nowhere");

  @Parameter Jdk jdk;

  @Test
  void itServesTheSameWithEveryMethodOfSpringWoven() throws IOException {
    List<String> plain = new ArrayList<>();
    int plainPort = Ports.free();
    try (AgentJvm jvm = sample(plainPort).start()) {
      jvm.awaitOutput("Started Sample", START_LIMIT);
      plain.addAll(answers(plainPort));
      assertThat(plain.get(0)).startsWith(PATHS.get(0) + " 200 ");
    }
    Path configuration = Files.createTempFile("spring", ".yaml");
    Files.writeString(configuration, EVERYTHING_OF_SPRING);
    int port = Ports.free();
    int console = Ports.free();
    try (AgentJvm jvm =
        sample(port)
            .agent()
            .property("meterweave.config.file", configuration)
            .property("meterweave.prometheus.port", console)
            .start()) {
      jvm.awaitOutput("Started Sample", START_LIMIT);
      assertThat(answers(port)).isEqualTo(plain);
      Exposition metrics = new HttpProbe(console).metrics();
      assertThat(metrics.value("meterweave_classes_woven")).isGreaterThan(1500);
      for (String kind : List.of("weave", "link", "record", "user_code")) {
        assertThat(metrics.value("meterweave_incidents_total", "kind", kind)).as(kind).isZero();
      }
      assertThat(jvm.err()).contains("matches more than 5000 methods").doesNotContain("Not woven");
    }
  }

  private Launch sample(int port) {
    return AgentJvm.on(jdk)
        .jar(
            Artifacts.root().resolve("sample-app/target/meterweave-sample.jar"),
            "articles",
            "--server.port=" + port);
  }

  /** Every answer but its time. */
  private static List<String> answers(int port) throws IOException {
    List<String> answers = new ArrayList<>();
    HttpProbe http = new HttpProbe(port);
    for (String path : PATHS) {
      HttpResponse<String> answer = http.get(path);
      String type = answer.headers().firstValue("content-type").orElse("");
      String body = answer.body().replaceAll("\"timestamp\":\"[^\"]*\"", "");
      answers.add(path + " " + answer.statusCode() + " " + type + " " + body);
    }
    return answers;
  }
}
