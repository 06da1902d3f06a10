// SPDX-License-Identifier: Apache-2.0
package io.meterweave.config;

/**
 * Where the value of a setting came from.
 *
 * <p>Immutable.
 *
 * @param source the kind of place
 * @param name the setting's name as it was written there; in a file its name and the line; empty
 *     for a default
 */
public record ConfigOrigin(Source source, String name) {
  /** The origin of a value that nobody set. */
  public static final ConfigOrigin DEFAULT = new ConfigOrigin(Source.DEFAULT, "");

  /** The kinds of places, those that win first. */
  public enum Source {
    /** What follows {@code -javaagent:meterweave-agent.jar=}. */
    AGENT_ARGUMENT("agent argument"),
    /** {@code -Dmeterweave.…} or {@code -Dotel.…}. */
    SYSTEM_PROPERTY("system property"),
    /** {@code METERWEAVE_…}, {@code OTEL_…} and the accepted older names. */
    ENVIRONMENT("environment variable"),
    /** {@code meterweave.yaml}, or the file that {@code config.file} names. */
    FILE("file"),
    /** Nobody set it. */
    DEFAULT("default");

    private final String text;

    Source(String text) {
      this.text = text;
    }

    @Override
    public String toString() {
      return text;
    }
  }

  /** Equality that runs before main: a record's own is linked by invokedynamic. */
  boolean isSameAs(ConfigOrigin other) {
    return source == other.source && name.equals(other.name);
  }

  /**
   * Returns the place for people, such as {@code system property meterweave.prometheus.port} or
   * {@code meterweave.yaml:12}.
   */
  @Override
  public String toString() {
    if (source == Source.FILE) {
      return name;
    }
    return name.isEmpty() ? source.toString() : source + " " + name;
  }
}
