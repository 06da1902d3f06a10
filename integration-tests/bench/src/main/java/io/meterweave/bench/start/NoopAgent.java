// SPDX-License-Identifier: Apache-2.0
package io.meterweave.bench.start;

/** An agent that does nothing: what it costs is the JVM's part. Stateless. */
public final class NoopAgent {
  private NoopAgent() {}

  public static void premain(String arguments) {
    // Nothing is done.
  }
}
