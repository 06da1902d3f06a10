// SPDX-License-Identifier: Apache-2.0
package io.meterweave.export;

import io.opentelemetry.api.trace.Tracer;
import io.opentelemetry.sdk.trace.IdGenerator;
import java.io.PrintStream;
import java.time.Duration;
import java.util.Map;
import java.util.TreeMap;

/**
 * A program that makes spans and ends: arguments {@code spans=N} and settings as {@code key=value};
 * it prints how long its end took and what the exporters say.
 */
public final class ExportProgram {
  private static final PrintStream OUT = System.out;

  private ExportProgram() {}

  public static void main(String... arguments) {
    Map<String, String> settings = new TreeMap<>();
    for (String argument : arguments) {
      String[] pair = argument.split("=", 2);
      settings.put(pair[0], pair[1]);
    }
    int spans = Integer.parseInt(settings.remove("spans"));
    Telemetry telemetry = TelemetrySetup.start(settings, null, IdGenerator.random());
    Tracer tracer = telemetry.tracerProvider().get("test");
    for (int i = 0; i < spans; i++) {
      tracer.spanBuilder("span-" + i).startSpan().end();
    }
    if (settings.containsKey("flush")) {
      telemetry.flush(Duration.ofSeconds(20));
    }
    long begin = System.nanoTime();
    telemetry.shutdown(Duration.ofSeconds(2));
    OUT.println("end.millis=" + (System.nanoTime() - begin) / 1_000_000);
    telemetry.exporterStates().forEach(OUT::println);
    OUT.println("service.name=" + telemetry.resource().getAttributes());
  }
}
