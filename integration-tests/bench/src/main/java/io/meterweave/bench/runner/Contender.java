// SPDX-License-Identifier: Apache-2.0
package io.meterweave.bench.runner;

import java.util.List;

/**
 * One way to do the same work. Immutable.
 *
 * @param id its name in the results
 * @param benchmark the class and the method of JMH, without the package
 * @param modes in how many threads it is measured; see {@link Mode}
 * @param jvmArguments what its JVM is started with; {@code AGENTS} stands for the folder of the
 *     peers' agents, {@code METERWEAVE} for our jar, {@code SINK} for the address that takes spans,
 *     {@code JARS} for an archive of jars
 */
record Contender(String id, String benchmark, List<Mode> modes, List<String> jvmArguments) {
  private static final List<Mode> ALL = List.of(Mode.values());
  private static final List<Mode> SINGLE = List.of(Mode.ONE);
  private static final List<Mode> FEW = List.of(Mode.ONE, Mode.TWO);
  private static final String OURS = "-javaagent:METERWEAVE=prometheus.port=0,log.level=error";
  private static final String OTLP = "-Dotel.exporter.otlp.endpoint=SINK";
  private static final String PROTOCOL = "-Dotel.exporter.otlp.protocol=http/protobuf";
  private static final String NO_METRICS = "-Dotel.metrics.exporter=none";
  private static final String NO_LOGS = "-Dotel.logs.exporter=none";
  private static final String NO_SPANS = "-Dotel.traces.exporter=none";
  private static final String UNSAMPLED = "-Dotel.traces.sampler=always_off";
  private static final String JARS = "-Dbench.jars=JARS";
  private static final String MANY = "-Dbench.values=2000";

  static final List<Contender> CALLS =
      List.of(
          of("bare", "calls.FloorCalls.bare", ALL),
          of("clock", "calls.FloorCalls.clock", ALL),
          of("floor", "calls.FloorCalls.striped", ALL),
          of("floor-owned", "calls.FloorCalls.owned", ALL),
          of("meterweave", "calls.WovenCalls.measured", ALL, OURS, NO_METRICS, NO_SPANS),
          of("otel-bound", "calls.LibraryCalls.openTelemetryBound", ALL),
          of("micrometer-timer", "calls.LibraryCalls.micrometerTimer", ALL),
          of("prometheus-histogram", "calls.LibraryCalls.prometheusHistogram", FEW),
          of(
              "micrometer-aspectj",
              "calls.WovenCalls.timed",
              FEW,
              "-javaagent:AGENTS/aspectjweaver.jar"),
          of("floor-count", "calls.FloorCalls.counted", FEW),
          of("meterweave-count", "calls.WovenCalls.counted", FEW, OURS, NO_METRICS, NO_SPANS));

  static final List<Contender> LABELS =
      List.of(
          of("bare-label-16", "calls.FloorCalls.bareByTenant", FEW),
          of("floor-label-16", "calls.FloorCalls.byTenant", FEW),
          of(
              "meterweave-label-16",
              "calls.WovenCalls.measuredByTenant",
              FEW,
              OURS,
              NO_METRICS,
              NO_SPANS),
          of("otel-label-16", "calls.LibraryCalls.openTelemetryByTenant", FEW),
          of("bare-label-2000", "calls.FloorCalls.bareByTenant", FEW, MANY),
          of("floor-label-2000", "calls.FloorCalls.byTenant", FEW, MANY),
          of(
              "meterweave-label-2000",
              "calls.WovenCalls.measuredByTenant",
              FEW,
              OURS,
              NO_METRICS,
              NO_SPANS,
              MANY),
          of("otel-label-2000", "calls.LibraryCalls.openTelemetryByTenant", FEW, MANY));

  static final List<Contender> SPANS =
      List.of(
          of("bare", "calls.FloorCalls.bare", FEW),
          of("sdk-span", "calls.SdkSpans.traced", FEW, "-Dbench.sink=SINK"),
          of("meterweave-span", "calls.WovenCalls.traced", FEW, OURS, OTLP, PROTOCOL, NO_METRICS),
          of(
              "meterweave-span-metrics",
              "calls.WovenCalls.measuredAndTraced",
              FEW,
              OURS,
              OTLP,
              PROTOCOL,
              NO_METRICS),
          of(
              "otel-agent-span",
              "calls.WovenCalls.withSpan",
              FEW,
              "-javaagent:AGENTS/opentelemetry.jar",
              OTLP,
              PROTOCOL,
              NO_METRICS,
              NO_LOGS),
          of(
              "sdk-span-unsampled",
              "calls.SdkSpans.traced",
              FEW,
              "-Dbench.sink=SINK",
              "-Dbench.unsampled=true"),
          of(
              "meterweave-span-unsampled",
              "calls.WovenCalls.traced",
              FEW,
              OURS,
              OTLP,
              PROTOCOL,
              NO_METRICS,
              UNSAMPLED),
          of(
              "otel-agent-span-unsampled",
              "calls.WovenCalls.withSpan",
              SINGLE,
              "-javaagent:AGENTS/opentelemetry.jar",
              OTLP,
              PROTOCOL,
              NO_METRICS,
              NO_LOGS,
              UNSAMPLED));

  static final List<Contender> CLASSES =
      List.of(
          of("known", "classes.ClassLooks.known", SINGLE, JARS),
          of("first", "classes.ClassLooks.first", SINGLE, JARS),
          of("asm", "classes.ClassLooks.asm", SINGLE, JARS),
          of("asm-code", "classes.ClassLooks.asmWithCode", SINGLE, JARS),
          of("byte-buddy", "classes.ClassLooks.byteBuddy", SINGLE, JARS));

  private static Contender of(
      String id, String benchmark, List<Mode> modes, String... jvmArguments) {
    return new Contender(id, benchmark, modes, List.of(jvmArguments));
  }

  boolean isWoven() {
    return benchmark.startsWith("calls.WovenCalls.");
  }
}
