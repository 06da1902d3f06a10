// SPDX-License-Identifier: Apache-2.0
package io.meterweave.runtime;

import io.meterweave.config.MeterweaveConfig;
import io.meterweave.console.ConsoleServer;
import io.meterweave.console.ConsoleSettings;
import io.meterweave.console.ConsoleSource;
import io.meterweave.console.ConsoleStartException;
import io.meterweave.export.Telemetry;
import io.meterweave.export.TelemetrySetup;
import io.meterweave.incident.Incidents;
import io.meterweave.match.ForeignSettings;
import io.meterweave.match.MethodPatterns;
import io.meterweave.plan.Recording;
import io.meterweave.record.CellMetrics;
import io.meterweave.weave.WeaveReport;
import io.meterweave.weave.Weaving;
import io.opentelemetry.api.trace.TracerProvider;
import java.io.IOException;
import java.lang.instrument.Instrumentation;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.time.Duration;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.function.LongSupplier;
import org.jspecify.annotations.Nullable;

/**
 * What runs beside the application: OpenTelemetry's SDK and the server.
 *
 * <p>{@link #run} is the start and runs on a thread of its own; {@link #exit} is what the exit hook
 * runs, on another. Whatever fails is said, and the rest goes on.
 */
final class Services implements Runnable {
  private static final Duration EXIT_LIMIT = Duration.ofSeconds(2);

  /** So long the end waits for OpenTelemetry if that is not up yet. */
  private static final Duration START_LIMIT = Duration.ofSeconds(5);

  /** So long there is to send what is recorded, however late OpenTelemetry comes up. */
  private static final Duration LEAST_FLUSH = Duration.ofSeconds(1);

  private final MeterweaveConfig config;
  private final Recording recording;
  private final Weaving weaving;
  private final Instrumentation instrumentation;
  private final PatternWatch patterns;
  private final BusyStart application;
  private final CountDownLatch telemetryTried = new CountDownLatch(1);
  private final CountDownLatch serverTried = new CountDownLatch(1);
  private volatile @Nullable Telemetry telemetry;
  private volatile @Nullable ConsoleServer server;
  private volatile @Nullable UnloadedMethods unloaded;
  private volatile @Nullable HiddenMethods hidden;
  private volatile boolean isServerStarting;
  private volatile boolean isExiting;

  Services(
      MeterweaveConfig config,
      Recording recording,
      Weaving weaving,
      Instrumentation instrumentation,
      PatternWatch patterns) {
    this.config = config;
    this.recording = recording;
    this.weaving = weaving;
    this.instrumentation = instrumentation;
    this.patterns = patterns;
    WeaveReport report = weaving.report();
    this.application =
        BusyStart.of(
            new LongSupplier() {
              @Override
              public long getAsLong() {
                return report.classesSeen();
              }
            });
  }

  /** Waits no more, now or later, for an application that starts. */
  void hurry() {
    application.hurry();
  }

  @Override
  public void run() {
    try {
      patterns.start();
      recording.whenManySpansWait(
          new Runnable() {
            @Override
            public void run() {
              hurry();
            }
          });
      Recording.warmUp();
      application.await();
      Telemetry running = startTelemetry();
      telemetry = running;
      if (config.recording().spans()) {
        recording.connect(running.outlet(), running.earlyTracerProvider(), running.propagators());
      } else {
        recording.connect(TracerProvider.noop(), TracerProvider.noop(), running.propagators());
      }
      telemetryTried.countDown();
      recording.countDropped(running::spansDropped);
      AgentSeries.register(recording.instruments(), weaving.report(), running);
      startServer(running);
    } catch (Throwable failure) {
      Incidents.swallow(Incidents.Kind.LIFECYCLE, "starting beside the application", failure);
    } finally {
      telemetryTried.countDown();
      serverTried.countDown();
    }
  }

  private Telemetry startTelemetry() {
    CellMetrics metrics = config.recording().metrics() ? recording.cells() : null;
    return TelemetrySetup.start(config.openTelemetry(), metrics, recording.idGenerator());
  }

  private void startServer(Telemetry running) {
    MeterweaveConfig.Prometheus at = config.prometheus();
    isServerStarting = true;
    if (isExiting) {
      isServerStarting = false; // the exit hook needs the time for what was recorded
      return;
    }
    try {
      ConsoleSource view = new ConsoleView(config, methods(), running);
      server =
          ConsoleServer.start(
              ConsoleSettings.of(at.host(), at.port(), config.http().token()), view);
    } catch (ConsoleStartException failure) {
      Incidents.warn(Incidents.Kind.EXPORT, String.valueOf(failure.getMessage()));
    }
  }

  private MethodRows methods() {
    ForeignSettings foreign = config.foreign();
    UnloadedMethods notLoaded =
        new UnloadedMethods(MethodPatterns.of(config.methods()), foreign, weaving.report());
    HiddenMethods notNamed = new HiddenMethods(weaving.hiddenClasses(instrumentation, foreign));
    unloaded = notLoaded;
    hidden = notNamed;
    return new MethodRows(recording, weaving, notLoaded, notNamed);
  }

  /**
   * Returns what ends everything, in 2 s at most; if OpenTelemetry is not up yet, in 6 s at most.
   */
  Runnable exit() {
    return () -> {
      if (!stop(EXIT_LIMIT)) {
        tryPort();
      }
    };
  }

  /**
   * Sends what is recorded, and ends everything; a start that is not through is waited for.
   *
   * @return whether the server had begun to start
   */
  boolean stop(Duration limit) {
    long deadline = System.nanoTime() + limit.toNanos();
    isExiting = true;
    hurry();
    patterns.end();
    endLooking();
    if (!recording.figures().isEmpty() || telemetry != null) {
      deadline = flush(deadline);
    }
    if (!isServerStarting) {
      return false;
    }
    await(serverTried, deadline);
    ConsoleServer open = server;
    if (open != null) {
      open.close(until(deadline));
    }
    return true;
  }

  private void endLooking() {
    UnloadedMethods reading = unloaded;
    if (reading != null) {
      reading.end();
    }
    HiddenMethods looking = hidden;
    if (looking != null) {
      looking.end();
    }
  }

  /** Returns where the console is, or an empty text if it is nowhere. */
  String console() {
    ConsoleServer open = server;
    return open == null
        ? ""
        : "http://" + hostForUrl(config.prometheus().host()) + ":" + open.port() + "/";
  }

  /** A server that listens everywhere is found here; an IPv6 address needs brackets. */
  private static String hostForUrl(String host) {
    return switch (host) {
      case "0.0.0.0", "::" -> "127.0.0.1";
      default -> host.indexOf(':') >= 0 && host.charAt(0) != '[' ? "[" + host + "]" : host;
    };
  }

  /**
   * A program may end before its exporters are up, however long it ran: their start is worth more
   * time than their end, for without it all is lost.
   *
   * @return the deadline, later than it was if the start took long
   */
  private long flush(long deadline) {
    if (!await(telemetryTried, System.nanoTime() + START_LIMIT.toNanos())) {
      Incidents.warn(
          Incidents.Kind.LIFECYCLE,
          "The program ended before the exporters were up; what it recorded is lost.");
    }
    long later = System.nanoTime() + LEAST_FLUSH.toNanos();
    long end = later - deadline > 0 ? later : deadline;
    Telemetry running = telemetry;
    if (running != null) {
      running.shutdown(until(end));
    }
    return end;
  }

  private static Duration until(long deadline) {
    return Duration.ofNanos(Math.max(0, deadline - System.nanoTime()));
  }

  private static boolean await(CountDownLatch latch, long deadline) {
    try {
      return latch.await(until(deadline).toNanos(), TimeUnit.NANOSECONDS);
    } catch (InterruptedException interrupted) {
      Thread.currentThread().interrupt();
      return false;
    }
  }

  /** A program that ends before the server starts is told all the same if it could not have. */
  private void tryPort() {
    MeterweaveConfig.Prometheus at = config.prometheus();
    try (ServerSocket probe = new ServerSocket()) {
      probe.bind(new InetSocketAddress(at.host(), at.port()));
    } catch (IOException | IllegalArgumentException cannotListen) {
      if (!isServerStarting) {
        Incidents.warn(
            Incidents.Kind.EXPORT,
            ConsoleStartException.sentence(
                at.host(), at.port(), String.valueOf(cannotListen.getMessage())));
      }
    }
  }
}
