// SPDX-License-Identifier: Apache-2.0
package io.meterweave.it.harness;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * A target that runs under the agent, its endpoints on a port of its own. Confined to the calling
 * thread.
 */
public final class TargetApp implements AutoCloseable {
  private final AgentJvm jvm;
  private final int port;

  private TargetApp(AgentJvm jvm, int port) {
    this.jvm = jvm;
    this.port = port;
  }

  /** Starts a target as an application is started whose owner has read the README. */
  public static TargetApp start(Jdk jdk, Class<?> target, String... arguments) {
    return start(AgentJvm.on(jdk).agent().main(target, arguments));
  }

  /** Starts a description, which must not set the port. */
  public static TargetApp start(Launch launch) {
    int port = Ports.free();
    return new TargetApp(launch.property("meterweave.prometheus.port", port).start(), port);
  }

  /** Waits until the target has reached a stage. */
  public TargetApp awaitStage(String name) {
    jvm.awaitOutput("[" + name + "]");
    return this;
  }

  /** Lets the target go on from the stage that it has reached. */
  public TargetApp proceed() {
    jvm.send("");
    return this;
  }

  /** Returns one scrape. */
  public Exposition metrics() {
    return http().metrics();
  }

  /** Returns the agent's endpoints. */
  public HttpProbe http() {
    return new HttpProbe(port);
  }

  /** Returns the port of the agent's endpoints. */
  public int port() {
    return port;
  }

  /** Returns the process. */
  public AgentJvm jvm() {
    return jvm;
  }

  /** Lets the target end, which has to happen with code 0 and without a word from the agent. */
  public Exit endQuietly() {
    Exit exit = end();
    assertThat(exit.err()).isEmpty();
    return exit;
  }

  /** Lets the target end, which has to happen with code 0. */
  public Exit end() {
    Exit exit = jvm.endOfInput().awaitExit();
    assertThat(exit.code()).as(exit.err()).isZero();
    return exit;
  }

  @Override
  public void close() {
    jvm.close();
  }
}
