// SPDX-License-Identifier: Apache-2.0
package io.meterweave.it.harness;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** The agent's command line, run by one JDK. Immutable. */
public final class AgentTool {
  private static final Pattern CONSOLE = Pattern.compile("http://[^:]+:(\\d+)/");

  private final Jdk jdk;

  /** Runs the commands on a JDK. */
  public AgentTool(Jdk jdk) {
    this.jdk = jdk;
  }

  /** Runs a command to its end. */
  public Exit run(String... arguments) {
    return command(arguments).run();
  }

  /** Starts a command. */
  public AgentJvm start(String... arguments) {
    return command(arguments).start();
  }

  private Launch command(String... arguments) {
    return AgentJvm.on(jdk).jar(Artifacts.agentJar(), arguments);
  }

  /** Attaches, which has to succeed, and returns the port of the console. */
  public int attach(AgentJvm jvm, String... settings) {
    String[] arguments = new String[settings.length + 3];
    arguments[0] = "attach";
    arguments[1] = String.valueOf(jvm.process().pid());
    arguments[2] = "prometheus.port=0";
    System.arraycopy(settings, 0, arguments, 3, settings.length);
    Exit exit = run(arguments);
    assertThat(exit.code()).as(exit.err()).isZero();
    Matcher console = CONSOLE.matcher(exit.out());
    assertThat(console.find()).as(exit.out()).isTrue();
    return Integer.parseInt(console.group(1));
  }

  /** Detaches, which has to succeed, and returns what was said. */
  public String detach(AgentJvm jvm) {
    Exit exit = run("detach", String.valueOf(jvm.process().pid()));
    assertThat(exit.code()).as(exit.err()).isZero();
    return exit.out();
  }
}
