// SPDX-License-Identifier: Apache-2.0
package io.meterweave.config;

import io.meterweave.spec.ConfigValue;
import java.util.ArrayList;
import java.util.List;

/**
 * Takes the settings out of what was written in the file: {@code prometheus: {port: 9500}} and
 * {@code prometheus.port: 9500} are the same.
 *
 * <p>Confined to the thread that reads the configuration. What cannot be a setting is a problem.
 */
final class FileSettings {
  private final ConfigSource source = new ConfigSource(ConfigOrigin.Source.FILE);
  private final List<ConfigValue> methods = new ArrayList<>();
  private final List<String> problems;

  FileSettings(ConfigValue root, List<String> problems) {
    this.problems = problems;
    if (root instanceof ConfigValue.Fields fields) {
      addAll("", fields);
    } else if (!isNothing(root)) {
      problems.add(
          root.place()
              + ": settings are written as \"key: value\", such as \"log.level: info\""
              + "; what stands here is ignored");
    }
  }

  ConfigSource source() {
    return source;
  }

  /** Returns the entries of {@code methods}, in the order they were written. */
  List<ConfigValue> methods() {
    return methods;
  }

  private void addAll(String prefix, ConfigValue.Fields fields) {
    for (ConfigValue.Field field : fields.fields()) {
      String name = prefix + field.name().trim();
      if (isOurs(name, ConfigKey.METHODS)) {
        addMethods(field);
      } else if (isOurs(name, ConfigKey.CONFIG_FILE)) {
        problems.add(
            field.place()
                + ": config.file is ignored in the file itself; it is set as agent argument, system"
                + " property or environment variable");
      } else {
        add(name, field);
      }
    }
  }

  private static boolean isOurs(String name, ConfigKey key) {
    String canonical = ConfigKey.canonical(name);
    return canonical.equals(ConfigKey.canonical(key.key()))
        || canonical.equals("meterweave." + ConfigKey.canonical(key.key()));
  }

  private void add(String name, ConfigValue.Field field) {
    if (field.value() instanceof ConfigValue.Fields deeper && !isMap(name)) {
      addAll(name + ".", deeper);
      return;
    }
    ConfigSource.Setting earlier =
        source.addAnyName(name, textOf(name, field.value()), field.place());
    if (earlier != null) {
      problems.add(
          field.place()
              + ": "
              + name
              + " is set already, at "
              + earlier.place()
              + "; this one is ignored");
    }
  }

  /** OpenTelemetry's settings that are maps themselves. */
  private static boolean isMap(String name) {
    String canonical = ConfigKey.canonical(name);
    return canonical.equals("otel.resource.attributes") || canonical.endsWith(".headers");
  }

  /** Lists and maps become the text with commas that OpenTelemetry reads. */
  private String textOf(String name, ConfigValue value) {
    StringBuilder text = new StringBuilder();
    if (value instanceof ConfigValue.Text one) {
      text.append(one.text());
    } else if (value instanceof ConfigValue.Items items) {
      for (ConfigValue item : items.items()) {
        append(name, text, "", item);
      }
    } else if (value instanceof ConfigValue.Fields fields) {
      for (ConfigValue.Field entry : fields.fields()) {
        append(name, text, entry.name() + "=", entry.value());
      }
    }
    return text.toString();
  }

  private void append(String name, StringBuilder text, String start, ConfigValue value) {
    if (value instanceof ConfigValue.Text one) {
      text.append(text.length() == 0 ? "" : ",").append(start).append(one.text());
    } else {
      problems.add(value.place() + ": " + name + " has single values; this one is ignored");
    }
  }

  private void addMethods(ConfigValue.Field field) {
    if (field.value() instanceof ConfigValue.Items items) {
      methods.addAll(items.items());
    } else if (field.value() instanceof ConfigValue.Text text && !isNothing(text)) {
      MethodTexts.addTo(methods, text.text(), text.place());
    } else if (!isNothing(field.value())) {
      problems.add(
          field.value().place()
              + ": methods is a list, each entry of which begins with \"- match: \"; it is ignored");
    }
    if (!methods.isEmpty()) {
      String shown = methods.size() + (methods.size() == 1 ? " entry" : " entries");
      source.addAnyName(ConfigKey.METHODS.key(), shown, field.place());
    }
  }

  private static boolean isNothing(ConfigValue value) {
    return value instanceof ConfigValue.Text text && text.text().isEmpty() && !text.isQuoted();
  }
}
