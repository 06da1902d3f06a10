// SPDX-License-Identifier: Apache-2.0
package io.meterweave.match;

import io.meterweave.spec.ConfigValue;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import net.bytebuddy.jar.asm.Type;
import org.jspecify.annotations.Nullable;

/**
 * Turns what the configuration asks for into the marks that annotations would be, so that the same
 * reader and the same checks follow.
 *
 * <p>Confined to the thread that reads the configuration. An element that cannot be read is a
 * problem and counts as not written.
 */
final class ConfiguredMarks {
  private final List<Mark> marks = new ArrayList<>();
  private final List<String> problems;

  ConfiguredMarks(List<String> problems) {
    this.problems = problems;
  }

  List<Mark> marks() {
    return marks;
  }

  /** Asks for metrics and a span, with everything as it is by default. */
  void addDefaults(String place) {
    add(MarkWord.TRACK, Map.of(), place);
    add(MarkWord.TRACE, Map.of(), place);
  }

  /** Adds what stands behind a word: true, the elements, or a list of those. */
  void add(MarkWord word, ConfigValue value) {
    if (value instanceof ConfigValue.Items items && word.type().isRepeatable()) {
      for (ConfigValue item : items.items()) {
        addOne(word, item);
      }
    } else {
      addOne(word, value);
    }
  }

  private void addOne(MarkWord word, ConfigValue value) {
    if (value instanceof ConfigValue.Fields fields) {
      add(word, elements(word, fields), value.place());
      return;
    }
    String text = textOf(value);
    Boolean isOn = text == null ? null : text.isEmpty() ? Boolean.TRUE : switchOf(text);
    if (isOn == null) {
      problems.add(
          value.place()
              + ": "
              + word.word()
              + " is followed by true or by its elements ("
              + word.known()
              + "); it is ignored");
    } else if (isOn) {
      add(word, Map.of(), value.place());
    }
  }

  private void add(MarkWord word, Map<String, Object> elements, String place) {
    marks.add(new Mark(word.type(), elements, "in " + place));
  }

  private Map<String, Object> elements(MarkWord word, ConfigValue.Fields fields) {
    Map<String, Object> elements = new HashMap<>();
    for (ConfigValue.Field field : fields.fields()) {
      MarkWord.Form form = word.form(field.name());
      if (form == null) {
        problems.add(
            field.place()
                + ": "
                + word.word()
                + " has no \""
                + field.name()
                + "\"; it has "
                + word.known());
      } else {
        put(elements, field, form, word);
      }
    }
    return elements;
  }

  private void put(
      Map<String, Object> elements, ConfigValue.Field field, MarkWord.Form form, MarkWord word) {
    Object value = valueOf(field.value(), form);
    if (value != null) {
      elements.put(field.name(), value);
    } else {
      String text = textOf(field.value());
      problems.add(
          field.value().place()
              + ": "
              + field.name()
              + " of "
              + word.word()
              + (text == null ? "" : " is \"" + text + "\", but")
              + " should be "
              + form.expected()
              + "; it is ignored");
    }
  }

  private static @Nullable Object valueOf(ConfigValue value, MarkWord.Form form) {
    String text = textOf(value);
    return switch (form) {
      case TEXT -> text;
      case SWITCH -> text == null ? null : switchOf(text);
      case NUMBER -> text == null ? null : numberOf(text);
      case NUMBERS -> numbers(value);
      case PAIRS -> pairs(value);
      case CONSTANT -> text == null ? null : text.toUpperCase(Locale.ROOT);
      case CLASS -> text == null || text.isEmpty() ? null : classOf(text);
    };
  }

  private static @Nullable String textOf(ConfigValue value) {
    return value instanceof ConfigValue.Text text ? text.text().trim() : null;
  }

  private static @Nullable Boolean switchOf(String text) {
    return switch (text.toLowerCase(Locale.ROOT)) {
      case "true", "yes", "on", "1" -> Boolean.TRUE;
      case "false", "no", "off", "0" -> Boolean.FALSE;
      default -> null;
    };
  }

  private static @Nullable Double numberOf(String text) {
    try {
      return Double.valueOf(text);
    } catch (NumberFormatException noNumber) {
      return null;
    }
  }

  private static Type classOf(String name) {
    return Type.getObjectType(name.replace('.', '/'));
  }

  private static @Nullable List<Object> numbers(ConfigValue value) {
    List<Object> numbers = new ArrayList<>();
    for (ConfigValue item : itemsOf(value)) {
      String text = textOf(item);
      Double number = text == null ? null : numberOf(text);
      if (number == null) {
        return null;
      }
      numbers.add(number);
    }
    return numbers;
  }

  /** A map {@code tier: "{order.tier}"} says the same as the text {@code tier={order.tier}}. */
  private static @Nullable List<Object> pairs(ConfigValue value) {
    List<Object> pairs = new ArrayList<>();
    if (value instanceof ConfigValue.Fields fields) {
      for (ConfigValue.Field field : fields.fields()) {
        if (!(field.value() instanceof ConfigValue.Text text)) {
          return null;
        }
        pairs.add(field.name() + "=" + text.text());
      }
      return pairs;
    }
    for (ConfigValue item : itemsOf(value)) {
      String text = textOf(item);
      if (text == null) {
        return null;
      }
      pairs.add(text);
    }
    return pairs;
  }

  /** A single value is a list of one, as in an annotation. */
  private static List<ConfigValue> itemsOf(ConfigValue value) {
    return value instanceof ConfigValue.Items items ? items.items() : List.of(value);
  }
}
