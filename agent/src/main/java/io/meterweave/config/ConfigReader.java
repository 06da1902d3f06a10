// SPDX-License-Identifier: Apache-2.0
package io.meterweave.config;

import io.meterweave.config.ConfigSource.Setting;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/**
 * Finds the value in force for every key, and what is wrong with what was written.
 *
 * <p>Confined to the thread that reads the configuration. A value that cannot be read gives the
 * default and a problem.
 */
final class ConfigReader {
  /** The value in force and where it came from. */
  record Found(Object value, ConfigOrigin origin) {}

  private static final String SERVICE_NAME = "service.name";
  private static final String OTEL_SERVICE_NAME = "otel.service.name";
  private static final String OTEL_RESOURCE_ATTRIBUTES = "otel.resource.attributes";

  private final ConfigSources sources;
  private final List<String> problems;
  private final Map<String, Found> openTelemetry = new TreeMap<>();

  ConfigReader(ConfigSources sources) {
    this.sources = sources;
    this.problems = new ArrayList<>(sources.problems());
    for (ConfigSource source : sources.inOrder()) {
      reportUnknown(source);
      for (Map.Entry<String, Setting> entry : source.openTelemetrySettings().entrySet()) {
        Setting setting = entry.getValue();
        openTelemetry.putIfAbsent(
            entry.getKey(), new Found(setting.value(), source.origin(setting)));
      }
    }
  }

  /** Returns what is wrong, sentences that name the thing, the place and the way out. */
  List<String> problems() {
    return problems;
  }

  /** Returns OpenTelemetry's own settings, by property name, ascending. */
  Map<String, Found> openTelemetry() {
    return openTelemetry;
  }

  Found find(ConfigKey key) {
    for (ConfigSource source : sources.inOrder()) {
      Found found = find(key, source);
      if (found != null) {
        return found;
      }
    }
    return byDefault(key);
  }

  private @Nullable Found find(ConfigKey key, ConfigSource source) {
    Setting own = source.own(key.key());
    if (own != null) {
      return parse(key, own, source);
    }
    for (ConfigKey.Alias alias : key.aliases()) {
      Found found = find(key, alias, source);
      if (found != null) {
        return found;
      }
    }
    return null;
  }

  private @Nullable Found find(ConfigKey key, ConfigKey.Alias alias, ConfigSource source) {
    return switch (alias.form()) {
      case OPEN_TELEMETRY -> parseIfThere(key, source.openTelemetry(alias.name()), source);
      case OLDER -> parseIfThere(key, source.older(alias.name()), source);
      case NEGATED -> negated(source.openTelemetry(alias.name()), source);
      case RESOURCE -> resourceAttribute(alias.name(), source);
    };
  }

  private @Nullable Found parseIfThere(
      ConfigKey key, @Nullable Setting setting, ConfigSource source) {
    return setting == null ? null : parse(key, setting, source);
  }

  private Found parse(ConfigKey key, Setting setting, ConfigSource source) {
    Object value = key.type().parse(setting.value());
    if (value != null) {
      return new Found(value, source.origin(setting));
    }
    problems.add(
        source.where(setting)
            + " is \""
            + Secrets.mask(key.key(), setting.value())
            + "\", but should be "
            + key.type().expected()
            + "; "
            + key.defaultText()
            + " is used");
    return byDefault(key);
  }

  /** As OpenTelemetry's specification has it, anything but {@code true} is false. */
  private static @Nullable Found negated(@Nullable Setting setting, ConfigSource source) {
    return setting == null
        ? null
        : new Found(!setting.value().equalsIgnoreCase("true"), source.origin(setting));
  }

  /**
   * Looks into {@code otel.resource.attributes}, of which only the source that wins counts; and not
   * for the service's name where {@code otel.service.name} is set anywhere, for that wins in
   * OpenTelemetry's specification.
   */
  private @Nullable Found resourceAttribute(String attribute, ConfigSource source) {
    Found attributes = openTelemetry.get(OTEL_RESOURCE_ATTRIBUTES);
    if (attributes == null
        || attributes.origin().source() != source.kind()
        || (attribute.equals(SERVICE_NAME) && openTelemetry.containsKey(OTEL_SERVICE_NAME))) {
      return null;
    }
    String value = ResourceAttributes.get((String) attributes.value(), attribute);
    return value == null ? null : new Found(value, attributes.origin());
  }

  private static Found byDefault(ConfigKey key) {
    Object value = key.type().parse(key.defaultText());
    if (value == null) {
      throw new IllegalStateException("the default of " + key.key() + " is not valid");
    }
    return new Found(value, ConfigOrigin.DEFAULT);
  }

  private void reportUnknown(ConfigSource source) {
    for (Map.Entry<String, Setting> entry : source.ownSettings().entrySet()) {
      if (!NearestKey.isKnown(entry.getKey())) {
        problems.add(
            source.where(entry.getValue())
                + " is unknown and ignored; "
                + NearestKey.hint(entry.getKey(), source.kind()));
      }
    }
  }
}
