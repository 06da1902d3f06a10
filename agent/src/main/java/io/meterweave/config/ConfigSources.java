// SPDX-License-Identifier: Apache-2.0
package io.meterweave.config;

import io.meterweave.incident.Incidents;
import io.meterweave.spec.ConfigValue;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Properties;
import org.jspecify.annotations.Nullable;

/**
 * The places in which settings are looked for, those that win first: the agent's argument, system
 * properties, the environment, the file.
 *
 * <p>Confined to the thread that reads the configuration. A place that cannot be read is an
 * incident and counts as empty.
 */
public final class ConfigSources {
  private static final String OWN_PROPERTY = "meterweave.";
  private static final String OWN_VARIABLE = "METERWEAVE_";
  private static final String OTEL_PROPERTY = "otel.";
  private static final String OTEL_VARIABLE = "OTEL_";

  private final List<ConfigSource> sources = new ArrayList<>();
  private final List<String> problems = new ArrayList<>();
  private final List<ConfigValue> methods = new ArrayList<>();

  private ConfigSources() {}

  /**
   * Reads what this JVM was started with.
   *
   * @param agentArguments {@code key=value[,key=value]}, where {@code \,} stands for a comma inside
   *     a value; or null
   */
  public static ConfigSources ofThisJvm(@Nullable String agentArguments) {
    Properties properties = new Properties();
    Map<String, String> environment = Map.of();
    try {
      properties = System.getProperties();
      environment = System.getenv();
    } catch (RuntimeException notAllowed) {
      Incidents.swallow(Incidents.Kind.CONFIG, "reading system properties", notAllowed);
    }
    return of(agentArguments, properties, environment);
  }

  /** Reads the given places. */
  public static ConfigSources of(
      @Nullable String agentArguments, Properties properties, Map<String, String> environment) {
    ConfigSources sources = new ConfigSources();
    sources.sources.add(sources.fromArguments(agentArguments));
    sources.sources.add(fromProperties(properties));
    sources.sources.add(fromEnvironment(environment));
    sources.addFile();
    return sources;
  }

  /** Reads an agent argument alone, for somebody who wants to check it. */
  public static ConfigSources ofArgument(String argument) {
    ConfigSources sources = new ConfigSources();
    sources.sources.add(sources.fromArguments(argument));
    return sources;
  }

  /** Reads an agent argument and the file it names, for somebody who wants to see what they do. */
  public static ConfigSources ofArgumentAndFile(String argument) {
    ConfigSources sources = ofArgument(argument);
    ConfigSource source = sources.sources.get(0);
    if (source.own(ConfigKey.CONFIG_FILE.key()) == null) {
      MethodTexts.addTo(sources.methods, source);
    } else {
      sources.addFile();
    }
    return sources;
  }

  /** Returns the places, those that win first. */
  List<ConfigSource> inOrder() {
    return sources;
  }

  /** Returns what could not be read, sentences for people. */
  List<String> problems() {
    return problems;
  }

  /** Returns the methods that are named, those of the place that wins first. */
  List<ConfigValue> methods() {
    return methods;
  }

  /** The file is named by the other places. */
  private void addFile() {
    String name = ConfigKey.CONFIG_FILE.defaultText();
    String asked = null;
    for (ConfigSource source : sources) {
      ConfigSource.Setting setting = source.own(ConfigKey.CONFIG_FILE.key());
      if (setting != null && asked == null) {
        name = setting.value();
        asked = source.where(setting);
      }
      MethodTexts.addTo(methods, source);
    }
    ConfigValue written = ConfigFile.read(name, asked, problems);
    if (written != null) {
      FileSettings file = new FileSettings(written, problems);
      sources.add(file.source());
      methods.addAll(file.methods());
    }
  }

  private ConfigSource fromArguments(@Nullable String arguments) {
    ConfigSource source = new ConfigSource(ConfigOrigin.Source.AGENT_ARGUMENT);
    String previous = "";
    for (String piece : AgentArguments.split(arguments)) {
      int equals = piece.indexOf('=');
      if (equals <= 0) {
        problems.add(noKey(previous));
      } else {
        previous = piece.substring(0, equals).trim();
        source.addAnyName(previous, piece.substring(equals + 1), null);
      }
    }
    return source;
  }

  /** Does not show the piece itself, which may be the rest of a secret. */
  private static String noKey(String previous) {
    String place = previous.isEmpty() ? "the first piece" : "what follows \"" + previous + "\"";
    return place
        + " in the agent argument is ignored, for it is no key=value"
        + "; a comma inside a value is written \\, (a backslash and a comma)";
  }

  private static ConfigSource fromProperties(Properties properties) {
    ConfigSource source = new ConfigSource(ConfigOrigin.Source.SYSTEM_PROPERTY);
    for (String name : properties.stringPropertyNames()) {
      String value = properties.getProperty(name);
      if (value == null) {
        continue;
      }
      if (name.startsWith(OWN_PROPERTY)) {
        source.addOwn(name.substring(OWN_PROPERTY.length()), name, value);
      } else if (name.startsWith(OTEL_PROPERTY)) {
        source.addOpenTelemetry(name, value);
      }
    }
    return source;
  }

  private static ConfigSource fromEnvironment(Map<String, String> environment) {
    ConfigSource source = new ConfigSource(ConfigOrigin.Source.ENVIRONMENT);
    for (Map.Entry<String, String> variable : environment.entrySet()) {
      String name = variable.getKey();
      String value = variable.getValue();
      if (isOlderVariable(name) && !isServiceLink(name, value)) {
        source.addOlder(name, value);
      } else if (name.startsWith(OTEL_VARIABLE)) {
        source.addOpenTelemetry(name, value);
      } else if (name.startsWith(OWN_VARIABLE) && !isServiceLink(name, value)) {
        source.addOwn(name.substring(OWN_VARIABLE.length()), name, value);
      }
    }
    return source;
  }

  /**
   * Returns whether a variable is one of those that Kubernetes puts into every container for a
   * service that happens to be called {@code prometheus} or {@code meterweave}: {@code
   * PROMETHEUS_PORT=tcp://10.0.0.1:9090}, {@code METERWEAVE_SERVICE_PORT_HTTP=9464}.
   */
  private static boolean isServiceLink(String name, String value) {
    return value.startsWith("tcp://")
        || value.startsWith("udp://")
        || name.contains("_SERVICE_HOST")
        || name.contains("_SERVICE_PORT")
        || name.contains("_TCP_")
        || name.contains("_UDP_");
  }

  private static boolean isOlderVariable(String name) {
    for (ConfigKey key : ConfigKey.values()) {
      for (ConfigKey.Alias alias : key.aliases()) {
        if (alias.form() == ConfigKey.Alias.Form.OLDER && alias.name().equals(name)) {
          return true;
        }
      }
    }
    return false;
  }
}
