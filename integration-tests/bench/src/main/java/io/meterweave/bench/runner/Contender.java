// SPDX-License-Identifier: Apache-2.0
package io.meterweave.bench.runner;

import java.util.List;

/**
 * One way to do the same work. Immutable.
 *
 * @param id its name in the results
 * @param benchmark the class and the method of JMH, without the package
 * @param bare the contender that it adds its cost to, or empty: to nothing
 * @param floor the contender whose addition its own is compared with
 * @param modes in how many threads it is measured; see {@link Mode}
 * @param jvmArguments what its JVM is started with; {@code AGENTS} stands for the folder of the
 *     peers' agents, {@code METERWEAVE} for our jar, {@code SINK} for the address that takes spans,
 *     {@code JARS} for an archive of jars
 */
record Contender(
    String id,
    String benchmark,
    String bare,
    String floor,
    List<Mode> modes,
    List<String> jvmArguments) {
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
  private static final String SINK = "-Dbench.sink=SINK";
  private static final String JARS = "-Dbench.jars=JARS";
  private static final String MANY = "-Dbench.values=2000";

  static final List<Contender> CALLS =
      List.of(
          of("bare", "calls.FloorCalls.bare", "bare", "floor", ALL),
          of("clock", "calls.FloorCalls.clock", "bare", "floor", ALL),
          of("floor", "calls.FloorCalls.striped", "bare", "floor", ALL),
          of("floor-owned", "calls.FloorCalls.owned", "bare", "floor", ALL),
          of(
              "meterweave",
              "calls.WovenCalls.measured",
              "bare",
              "floor",
              ALL,
              OURS,
              NO_METRICS,
              NO_SPANS),
          of("otel-bound", "calls.LibraryCalls.openTelemetryBound", "bare", "floor", ALL),
          of("micrometer-timer", "calls.LibraryCalls.micrometerTimer", "bare", "floor", ALL),
          of(
              "prometheus-histogram",
              "calls.LibraryCalls.prometheusHistogram",
              "bare",
              "floor",
              FEW),
          of(
              "micrometer-aspectj",
              "calls.WovenCalls.timed",
              "bare",
              "floor",
              FEW,
              "-javaagent:AGENTS/aspectjweaver.jar"),
          of("floor-count", "calls.FloorCalls.counted", "bare", "floor-count", FEW),
          of(
              "meterweave-count",
              "calls.WovenCalls.counted",
              "bare",
              "floor-count",
              FEW,
              OURS,
              NO_METRICS,
              NO_SPANS));

  static final List<Contender> LABELS =
      List.of(
          of(
              "bare-label-16",
              "calls.FloorCalls.bareByTenant",
              "bare-label-16",
              "floor-label-16",
              FEW),
          of("floor-label-16", "calls.FloorCalls.byTenant", "bare-label-16", "floor-label-16", FEW),
          of(
              "meterweave-label-16",
              "calls.WovenCalls.measuredByTenant",
              "bare-label-16",
              "floor-label-16",
              FEW,
              OURS,
              NO_METRICS,
              NO_SPANS),
          of(
              "otel-label-16",
              "calls.LibraryCalls.openTelemetryByTenant",
              "bare-label-16",
              "floor-label-16",
              FEW),
          of(
              "bare-label-2000",
              "calls.FloorCalls.bareByTenant",
              "bare-label-2000",
              "floor-label-2000",
              FEW,
              MANY),
          of(
              "floor-label-2000",
              "calls.FloorCalls.byTenant",
              "bare-label-2000",
              "floor-label-2000",
              FEW,
              MANY),
          of(
              "meterweave-label-2000",
              "calls.WovenCalls.measuredByTenant",
              "bare-label-2000",
              "floor-label-2000",
              FEW,
              OURS,
              NO_METRICS,
              NO_SPANS,
              MANY),
          of(
              "otel-label-2000",
              "calls.LibraryCalls.openTelemetryByTenant",
              "bare-label-2000",
              "floor-label-2000",
              FEW,
              MANY));

  static final List<Contender> SPANS =
      List.of(
          of("bare", "calls.FloorCalls.bare", "bare", "sdk-span", FEW),
          of("sdk-span", "calls.SdkSpans.traced", "bare", "sdk-span", FEW, SINK),
          of(
              "meterweave-span",
              "calls.WovenCalls.traced",
              "bare",
              "sdk-span",
              FEW,
              OURS,
              OTLP,
              PROTOCOL,
              NO_METRICS),
          of(
              "meterweave-span-metrics",
              "calls.WovenCalls.measuredAndTraced",
              "bare",
              "sdk-span",
              FEW,
              OURS,
              OTLP,
              PROTOCOL,
              NO_METRICS),
          of(
              "otel-agent-span",
              "calls.WovenCalls.withSpan",
              "bare",
              "sdk-span",
              FEW,
              "-javaagent:AGENTS/opentelemetry.jar",
              OTLP,
              PROTOCOL,
              NO_METRICS,
              NO_LOGS),
          of(
              "sdk-span-unsampled",
              "calls.SdkSpans.traced",
              "bare",
              "sdk-span-unsampled",
              FEW,
              SINK,
              "-Dbench.unsampled=true"),
          of(
              "meterweave-span-unsampled",
              "calls.WovenCalls.traced",
              "bare",
              "sdk-span-unsampled",
              FEW,
              OURS,
              OTLP,
              PROTOCOL,
              NO_METRICS,
              UNSAMPLED),
          of(
              "otel-agent-span-unsampled",
              "calls.WovenCalls.withSpan",
              "bare",
              "sdk-span-unsampled",
              SINGLE,
              "-javaagent:AGENTS/opentelemetry.jar",
              OTLP,
              PROTOCOL,
              NO_METRICS,
              NO_LOGS,
              UNSAMPLED));

  static final List<Contender> CLASSES =
      List.of(
          of("known", "classes.ClassLooks.known", "", "known", SINGLE, JARS),
          of("first", "classes.ClassLooks.first", "", "known", SINGLE, JARS),
          of("asm", "classes.ClassLooks.asm", "", "known", SINGLE, JARS),
          of("asm-code", "classes.ClassLooks.asmWithCode", "", "known", SINGLE, JARS),
          of("byte-buddy", "classes.ClassLooks.byteBuddy", "", "known", SINGLE, JARS));

  private static Contender of(
      String id,
      String benchmark,
      String bare,
      String floor,
      List<Mode> modes,
      String... jvmArguments) {
    return new Contender(id, benchmark, bare, floor, modes, List.of(jvmArguments));
  }

  boolean isWoven() {
    return benchmark.startsWith("calls.WovenCalls.");
  }
}
