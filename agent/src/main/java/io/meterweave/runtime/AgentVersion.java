// SPDX-License-Identifier: Apache-2.0
package io.meterweave.runtime;

import java.io.IOException;
import java.io.InputStream;
import java.util.Properties;

/** The agent's version, as the build wrote it. Immutable. */
public final class AgentVersion {
  public static final String VERSION = read();

  private AgentVersion() {}

  private static String read() {
    try (InputStream in = AgentVersion.class.getResourceAsStream("agent.properties")) {
      Properties properties = new Properties();
      if (in != null) {
        properties.load(in);
      }
      return properties.getProperty("version", "");
    } catch (IOException unreadable) {
      return "";
    }
  }
}
