// SPDX-License-Identifier: Apache-2.0
package io.meterweave.it.harness;

import static org.awaitility.Awaitility.await;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.concurrent.TimeUnit;

/**
 * A process that was started for a test, as a rule a JVM under the packaged agent. What it writes
 * is kept in files, whole and apart; closing ends it and everything that it started.
 *
 * <p>Confined to the calling thread. Every wait has a deadline and fails with what the process
 * wrote.
 */
public final class AgentJvm implements AutoCloseable {
  private static final Duration DEADLINE = Duration.ofSeconds(60);

  private final Process process;
  private final Path scratch;

  AgentJvm(Process process, Path scratch) {
    this.process = process;
    this.scratch = scratch;
  }

  /** Describes a JVM on a JDK; the agent is added by {@link Launch#agent}. */
  public static Launch on(Jdk jdk) {
    return Launch.jvm(jdk);
  }

  /** Returns what was written to standard output so far. */
  public String out() {
    return read("stdout");
  }

  /** Returns what was written to standard error so far. */
  public String err() {
    return read("stderr");
  }

  /** Waits until standard output contains a text. */
  public AgentJvm awaitOutput(String text) {
    return awaitOutput(text, DEADLINE);
  }

  /** As {@link #awaitOutput(String)}, for what takes longer. */
  public AgentJvm awaitOutput(String text, Duration limit) {
    await()
        .alias("the output of the process contains '" + text + "'")
        .atMost(limit)
        .pollInterval(Duration.ofMillis(20))
        .failFast(() -> failIfEndedWithout(text))
        .until(() -> out().contains(text));
    return this;
  }

  /** Sends a line to standard input. */
  public AgentJvm send(String line) {
    try {
      process.getOutputStream().write((line + "\n").getBytes(StandardCharsets.UTF_8));
      process.getOutputStream().flush();
      return this;
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** Closes standard input; targets that linger end by themselves then. */
  public AgentJvm endOfInput() {
    try {
      process.getOutputStream().close();
      return this;
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** Asks the process to end, as Ctrl-C and an orchestrator do. */
  public AgentJvm terminate() {
    // Process.destroy would close standard input as well, and a target that lingers would just end.
    process.toHandle().destroy();
    return this;
  }

  /** Returns the process itself. */
  public Process process() {
    return process;
  }

  /** Waits for the end of the process. */
  public Exit awaitExit() {
    return awaitExit(DEADLINE);
  }

  /** As {@link #awaitExit()}, for what takes longer. */
  public Exit awaitExit(Duration limit) {
    try {
      if (!process.waitFor(limit.toMillis(), TimeUnit.MILLISECONDS)) {
        throw new AssertionError("still running after " + limit + ":\n" + out() + err());
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IllegalStateException(e);
    }
    return new Exit(process.exitValue(), out(), err(), Instant.now());
  }

  @Override
  public void close() {
    process.descendants().forEach(ProcessHandle::destroyForcibly);
    process.destroyForcibly();
    try {
      process.waitFor(10, TimeUnit.SECONDS);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  private void failIfEndedWithout(String text) {
    if (!process.isAlive() && !out().contains(text)) {
      throw new AssertionError("ended with " + process.exitValue() + ":\n" + out() + err());
    }
  }

  /** Loses nothing, whatever the process writes: one character is one byte. */
  private String read(String file) {
    try {
      return Files.readString(scratch.resolve(file), StandardCharsets.ISO_8859_1);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
