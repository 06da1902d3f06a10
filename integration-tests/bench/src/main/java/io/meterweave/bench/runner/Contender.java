// SPDX-License-Identifier: Apache-2.0
package io.meterweave.bench.runner;

import java.util.ArrayList;
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
  private static final List<Mode> ALL = List.of(Mode.ONE, Mode.TWO, Mode.EIGHT, Mode.VIRTUAL);
  private static final List<Mode> SINGLE = List.of(Mode.ONE);
  private static final List<Mode> FEW = List.of(Mode.ONE, Mode.TWO);
  private static final String OUR_AGENT = "-javaagent:METERWEAVE=prometheus.port=0,log.level=error";
  private static final String THEIR_AGENT = "-javaagent:AGENTS/opentelemetry.jar";
  private static final String OTLP = "-Dotel.exporter.otlp.endpoint=SINK";
  private static final String PROTOCOL = "-Dotel.exporter.otlp.protocol=http/protobuf";
  private static final String NO_METRICS = "-Dotel.metrics.exporter=none";
  private static final String NO_LOGS = "-Dotel.logs.exporter=none";
  private static final String NO_SPANS = "-Dotel.traces.exporter=none";
  private static final String UNSAMPLED = "-Dotel.traces.sampler=always_off";
  private static final String SINK = "-Dbench.sink=SINK";
  private static final String JARS = "-Dbench.jars=JARS";

  /** What is woven, and goes nowhere but to the page for Prometheus. */
  private static final List<String> OURS = List.of(OUR_AGENT, NO_METRICS, NO_SPANS);

  /** The same where somebody has to find its server. */
  private static final List<String> OURS_AT_A_PORT =
      List.of(
          "-javaagent:METERWEAVE=prometheus.port=19464,log.level=error",
          "-Dbench.port=19464",
          NO_METRICS,
          NO_SPANS);

  private static final List<String> OUR_SPANS = List.of(OUR_AGENT, OTLP, PROTOCOL, NO_METRICS);
  private static final List<String> THEIR_SPANS =
      List.of(THEIR_AGENT, OTLP, PROTOCOL, NO_METRICS, NO_LOGS);

  static final List<Contender> CALLS = calls();
  static final List<Contender> LABELS = labels();
  static final List<Contender> SPANS = spans();
  static final List<Contender> THREADS = threads();
  static final List<Contender> CLASSES = classes();

  private static List<Contender> calls() {
    Peers in = new Peers("bare", "floor");
    Peers counts = new Peers("bare", "floor-count");
    return List.of(
        in.of("bare", "calls.FloorCalls.bare", ALL),
        in.of("clock", "calls.FloorCalls.clock", ALL),
        in.of("floor", "calls.FloorCalls.striped", ALL),
        in.of("floor-owned", "calls.FloorCalls.owned", FEW),
        in.of("meterweave", "calls.WovenCalls.measured", ALL, OURS),
        in.of(
            "meterweave-sampled",
            "calls.WovenCalls.measured",
            FEW,
            and(OURS, "-Dmeterweave.metrics.sample-rate=0.1")),
        in.of("meterweave-off", "calls.WovenCalls.switchedOff", FEW, OURS_AT_A_PORT),
        in.of("detached", "calls.WovenCalls.detached", FEW, and(OURS, "-Dbench.agent=METERWEAVE")),
        in.of("otel-bound", "calls.LibraryCalls.openTelemetryBound", ALL),
        in.of("micrometer-timer", "calls.LibraryCalls.micrometerTimer", FEW),
        in.of(
            "micrometer-aspectj",
            "calls.WovenCalls.timed",
            SINGLE,
            List.of("-javaagent:AGENTS/aspectjweaver.jar")),
        counts.of("floor-count", "calls.FloorCalls.counted", FEW),
        counts.of("meterweave-count", "calls.WovenCalls.counted", FEW, OURS));
  }

  private static List<Contender> labels() {
    List<String> many = List.of("-Dbench.values=2000");
    Peers in = new Peers("bare-label", "floor-label");
    return List.of(
        in.of("bare-label", "calls.FloorCalls.bareByTenant", FEW, many),
        in.of("floor-label", "calls.FloorCalls.byTenant", FEW, many),
        in.of("meterweave-label", "calls.WovenCalls.measuredByTenant", FEW, and(OURS, many.get(0))),
        in.of("otel-label", "calls.LibraryCalls.openTelemetryByTenant", FEW, many));
  }

  private static List<Contender> spans() {
    Peers in = new Peers("bare", "sdk-span");
    Peers not = new Peers("bare", "sdk-span-unsampled");
    List<String> sink = List.of(SINK);
    return List.of(
        in.of("bare", "calls.FloorCalls.bare", SINGLE),
        in.of("sdk-span", "calls.SdkSpans.traced", SINGLE, sink),
        in.of("meterweave-span", "calls.WovenCalls.traced", SINGLE, OUR_SPANS),
        in.of("meterweave-span-metrics", "calls.WovenCalls.measuredAndTraced", SINGLE, OUR_SPANS),
        in.of("otel-agent-span", "calls.WovenCalls.withSpan", SINGLE, THEIR_SPANS),
        not.of(
            "sdk-span-unsampled",
            "calls.SdkSpans.traced",
            SINGLE,
            and(sink, "-Dbench.unsampled=true")),
        not.of(
            "meterweave-span-unsampled",
            "calls.WovenCalls.traced",
            SINGLE,
            and(OUR_SPANS, UNSAMPLED)),
        not.of( // two spans: what the one below the other adds is the difference to the one above
            "meterweave-span-below-unsampled",
            "calls.WovenCalls.tracedTwice",
            SINGLE,
            and(OUR_SPANS, UNSAMPLED)),
        not.of(
            "otel-agent-span-unsampled",
            "calls.WovenCalls.withSpan",
            SINGLE,
            and(THEIR_SPANS, UNSAMPLED)));
  }

  /** What a call costs with ever more threads. */
  private static List<Contender> threads() {
    Peers in = new Peers("bare", "floor");
    List<Mode> more = new ArrayList<>(List.of(Mode.values()));
    more.remove(Mode.VIRTUAL);
    return List.of(
        in.of("bare", "calls.FloorCalls.bare", more),
        in.of("floor", "calls.FloorCalls.striped", more),
        in.of("meterweave", "calls.WovenCalls.measured", more, OURS),
        in.of("otel-bound", "calls.LibraryCalls.openTelemetryBound", more),
        in.of("micrometer-timer", "calls.LibraryCalls.micrometerTimer", more));
  }

  private static List<Contender> classes() {
    Peers in = new Peers("", "known");
    List<String> jars = List.of(JARS);
    return List.of(
        in.of("known", "classes.ClassLooks.known", SINGLE, jars),
        in.of("first", "classes.ClassLooks.first", SINGLE, jars),
        in.of("asm", "classes.ClassLooks.asm", SINGLE, jars),
        in.of("asm-code", "classes.ClassLooks.asmWithCode", SINGLE, jars),
        in.of("byte-buddy", "classes.ClassLooks.byteBuddy", SINGLE, jars));
  }

  private static List<String> and(List<String> arguments, String more) {
    List<String> all = new ArrayList<>(arguments);
    all.add(more);
    return List.copyOf(all);
  }

  /** What some contenders are compared with. Immutable. */
  private record Peers(String bare, String floor) {
    Contender of(String id, String benchmark, List<Mode> modes) {
      return of(id, benchmark, modes, List.of());
    }

    Contender of(String id, String benchmark, List<Mode> modes, List<String> jvmArguments) {
      return new Contender(id, benchmark, bare, floor, modes, jvmArguments);
    }
  }

  boolean isWoven() {
    return benchmark.startsWith("calls.WovenCalls.");
  }
}
