// SPDX-License-Identifier: Apache-2.0
package io.meterweave.runtime;

import io.meterweave.incident.Incidents;
import java.io.File;
import java.lang.instrument.Instrumentation;

/**
 * The start of the agent in a JVM that runs already.
 *
 * <p>Runs once, on a thread of ours; whatever fails is said, also to the tool that attaches.
 */
final class Attachment implements Runnable {
  private final AttachRequest request;
  private final Instrumentation instrumentation;
  private final File jar;
  private volatile boolean isRunning;

  Attachment(AttachRequest request, Instrumentation instrumentation, File jar) {
    this.request = request;
    this.instrumentation = instrumentation;
    this.jar = jar;
  }

  /** Returns whether the agent is in this JVM now because of this attach. */
  boolean isRunning() {
    return isRunning;
  }

  @Override
  public void run() {
    Presence presence = new Presence(instrumentation);
    try {
      RunningAgent agent =
          AgentRuntime.create(
              request.settings(), instrumentation, jar, "Detach the other one first.");
      if (agent == null) {
        sayWhyNot(presence);
        return;
      }
      agent.attach(request.by());
      isRunning = true;
    } catch (Throwable failure) {
      Incidents.swallow(Incidents.Kind.LIFECYCLE, "attaching to this JVM", failure);
      presence.gone("failed", "It failed to start: " + failure);
    }
  }

  /** Leaves what an agent that is here already has said of itself. */
  private static void sayWhyNot(Presence presence) throws Throwable {
    Class<?> bridge = DispatcherDefiner.find();
    if (bridge == null || !DispatcherDefiner.isInstalled(bridge)) {
      presence.gone(
          "off",
          "A setting of that JVM switches Meterweave off; pass enabled=true to overrule it.");
    }
  }
}
