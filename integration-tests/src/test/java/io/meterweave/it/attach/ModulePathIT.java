// SPDX-License-Identifier: Apache-2.0
package io.meterweave.it.attach;

import static org.assertj.core.api.Assertions.assertThat;

import io.meterweave.it.harness.AgentJvm;
import io.meterweave.it.harness.Artifacts;
import io.meterweave.it.harness.Exit;
import io.meterweave.it.harness.Exposition;
import io.meterweave.it.harness.Jdk;
import io.meterweave.it.harness.Jdks;
import io.meterweave.it.harness.Launch;
import io.meterweave.it.harness.OnEveryJdk;
import io.meterweave.it.harness.TargetApp;
import java.io.File;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.Parameter;

/** A named module that exports and opens nothing is woven as any other code. */
@OnEveryJdk
final class ModulePathIT {
  private static final String MODULE =
      """
      module com.acme.desk {
        requires io.meterweave.annotations;
      }
      """;
  private static final String DESK =
      """
      package com.acme.desk;

      import io.meterweave.annotations.*;
      import io.meterweave.api.LabelExtractor;
      import java.util.Map;

      public class Desk {
        record Ticket(Customer customer) {}

        static class Customer {
          String tier() {
            return "gold";
          }
        }

        static class Length implements LabelExtractor {
          @Override
          public Map<String, String> labels(Object[] arguments, Object result, Throwable error) {
            return Map.of("length", String.valueOf(result).length() + "");
          }
        }

        @TrackMetrics(name = "modular", labels = "tier={ticket.customer.tier}")
        @TraceOperation
        private static String serve(Ticket ticket) {
          return "served";
        }

        @CountCalls(metricName = "measured", labelExtractor = Length.class)
        private static String measure() {
          return "four";
        }

        public static void main(String[] args) throws Exception {
          System.out.println(serve(new Ticket(new Customer())) + measure());
          System.out.println("[done]");
          System.in.read();
        }
      }
      """;

  @Parameter Jdk jdk;

  @Test
  void whatIsNeitherExportedNorOpenIsWovenAndRead() throws IOException {
    Path modules = compiled();
    String path = modules + File.pathSeparator + Artifacts.annotationsJar();
    Launch launch =
        AgentJvm.on(jdk)
            .agent()
            .options("--module-path", path)
            .arguments("--module", "com.acme.desk/com.acme.desk.Desk");
    try (TargetApp app = TargetApp.start(launch)) {
      Exposition metrics = app.awaitStage("done").metrics();
      assertThat(metrics.value("modular_calls_total", "tier", "gold")).isEqualTo(1);
      assertThat(metrics.value("measured_total", "length", "4")).isEqualTo(1);
      assertThat(app.endQuietly().out()).startsWith("servedfour\n");
    }
  }

  /** Compiled with parameter names, by the oldest JDK that is tested. */
  private static Path compiled() throws IOException {
    Path root = Files.createTempDirectory("module");
    Path sources = Files.createDirectories(root.resolve("sources/com/acme/desk"));
    Path module = Files.writeString(root.resolve("sources/module-info.java"), MODULE);
    Path desk = Files.writeString(sources.resolve("Desk.java"), DESK);
    Path classes = Files.createDirectories(root.resolve("classes"));
    Exit exit =
        Launch.program(
                Jdks.oldest().tool("javac"),
                "-parameters",
                "--module-path",
                Artifacts.annotationsJar().toString(),
                "-d",
                classes.toString(),
                module.toString(),
                desk.toString())
            .run();
    assertThat(exit.code()).as(exit.err()).isZero();
    return classes;
  }
}
