// SPDX-License-Identifier: Apache-2.0
package io.meterweave.config;

import io.meterweave.spec.ConfigValue;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.yaml.snakeyaml.DumperOptions.ScalarStyle;
import org.yaml.snakeyaml.LoaderOptions;
import org.yaml.snakeyaml.error.Mark;
import org.yaml.snakeyaml.error.MarkedYAMLException;
import org.yaml.snakeyaml.events.AliasEvent;
import org.yaml.snakeyaml.events.Event;
import org.yaml.snakeyaml.events.MappingStartEvent;
import org.yaml.snakeyaml.events.NodeEvent;
import org.yaml.snakeyaml.events.ScalarEvent;
import org.yaml.snakeyaml.events.SequenceStartEvent;
import org.yaml.snakeyaml.parser.ParserImpl;
import org.yaml.snakeyaml.reader.StreamReader;

/**
 * Turns the text of a YAML file into what was written where.
 *
 * <p>Confined to one thread and one text. It never throws: what cannot be read is a problem, and
 * what stands above it counts.
 */
/*
 * Only the parser of SnakeYAML is used, which says "here begins a list" and where. What a library
 * would put on top makes Java objects of it, which is where YAML parsers have had their security
 * holes, where a place gets lost that a message needs, and what costs classes before main: 76 are
 * loaded for a file as it is, none without a file. (SnakeYAML Engine was tried: 105 classes and
 * 15 ms more, for settings it makes with lambdas.) What a plain "yes" or "12" means is decided by
 * whoever wants a switch or a number, so YAML's rules for that, which differ between 1.1 and 1.2,
 * play no part.
 *
 * Limits: nesting of 20, and 100,000 values, in which an alias counts as what it stands for, so
 * that no chain of aliases grows without end.
 */
final class YamlReader {
  private static final int MAX_DEPTH = 20;
  private static final int MAX_VALUES = 100_000;

  /** The levels on which what is complete counts, though the rest cannot be read. */
  private static final int KEPT_LEVELS = 2;

  private final String file;
  private final String text;
  private final List<String> problems;
  private final ParserImpl parser;
  private final Map<String, Anchored> anchors = new HashMap<>();
  private int values;
  private boolean isBroken;

  /** A value with an anchor, and how many values it holds. */
  private record Anchored(ConfigValue value, int size) {}

  /** Something that cannot be read on. */
  private static final class Unreadable extends RuntimeException {
    private static final long serialVersionUID = 1L;

    Unreadable(String message) {
      super(message, null, false, false);
    }
  }

  private YamlReader(String file, String text, List<String> problems) {
    this.file = file;
    this.text = text;
    this.problems = problems;
    LoaderOptions options = new LoaderOptions();
    options.setCodePointLimit(2 * ConfigFile.MAX_BYTES);
    this.parser = new ParserImpl(new StreamReader(text), options);
  }

  /**
   * Returns the first document, or null if it holds nothing.
   *
   * @param file its name, for the places
   */
  static @Nullable ConfigValue read(String file, String text, List<String> problems) {
    return new YamlReader(file, text, problems).document();
  }

  private @Nullable ConfigValue document() {
    ConfigValue root = null;
    try {
      parser.getEvent();
      if (!parser.checkEvent(Event.ID.StreamEnd)) {
        parser.getEvent();
        root = value(0);
        checkEnd();
      }
    } catch (RuntimeException failure) {
      broken(failure);
    }
    return root;
  }

  private void checkEnd() {
    if (!isBroken) {
      parser.getEvent();
      if (!parser.checkEvent(Event.ID.StreamEnd)) {
        problems.add(
            place(parser.peekEvent().getStartMark())
                + ": a second document begins; only the first is read");
      }
    }
  }

  private ConfigValue value(int depth) {
    Event event = parser.getEvent();
    String place = place(event.getStartMark());
    if (++values > MAX_VALUES) {
      throw new Unreadable(place + ": there are more than " + MAX_VALUES + " values");
    }
    if (depth > MAX_DEPTH) {
      throw new Unreadable(place + ": this is nested more than " + MAX_DEPTH + " levels deep");
    }
    if (event instanceof AliasEvent alias) {
      return aliased(alias, place);
    }
    int before = values;
    ConfigValue value = value(event, place, depth);
    String anchor = ((NodeEvent) event).getAnchor();
    if (anchor != null) {
      anchors.put(anchor, new Anchored(value, values - before + 1));
    }
    return value;
  }

  private ConfigValue value(Event event, String place, int depth) {
    if (event instanceof ScalarEvent scalar) {
      boolean isQuoted = scalar.getScalarStyle() != ScalarStyle.PLAIN;
      return new ConfigValue.Text(textOf(scalar.getValue(), isQuoted), isQuoted, place);
    }
    if (event instanceof SequenceStartEvent) {
      return new ConfigValue.Items(items(depth), place);
    }
    if (event instanceof MappingStartEvent) {
      return new ConfigValue.Fields(fields(depth), place);
    }
    throw new Unreadable(place + ": this is not understood");
  }

  private static String textOf(String value, boolean isQuoted) {
    boolean isNull = !isQuoted && (value.equals("~") || value.equals("null"));
    return isNull ? "" : value;
  }

  private ConfigValue aliased(AliasEvent alias, String place) {
    Anchored anchored = anchors.get(alias.getAnchor());
    if (anchored == null) {
      throw new Unreadable(
          place + ": there is no anchor &" + alias.getAnchor() + " above this alias");
    }
    values += anchored.size();
    return anchored.value();
  }

  private List<ConfigValue> items(int depth) {
    List<ConfigValue> items = new ArrayList<>();
    try {
      while (!isBroken && !parser.checkEvent(Event.ID.SequenceEnd)) {
        items.add(value(depth + 1));
      }
      end();
    } catch (RuntimeException failure) {
      keepIfOuter(depth, failure);
    }
    return items;
  }

  private List<ConfigValue.Field> fields(int depth) {
    Map<String, Integer> lines = new HashMap<>();
    List<ConfigValue.Field> fields = new ArrayList<>();
    try {
      while (!isBroken && !parser.checkEvent(Event.ID.MappingEnd)) {
        field(depth, lines, fields);
      }
      end();
    } catch (RuntimeException failure) {
      keepIfOuter(depth, failure);
    }
    return fields;
  }

  private void field(int depth, Map<String, Integer> lines, List<ConfigValue.Field> fields) {
    Mark mark = parser.peekEvent().getStartMark();
    ConfigValue key = value(depth + 1);
    ConfigValue value = value(depth + 1);
    if (!(key instanceof ConfigValue.Text name)) {
      problems.add(place(mark) + ": a list or a map cannot be a key; it is ignored");
      return;
    }
    Integer earlier = lines.putIfAbsent(name.text(), mark.getLine() + 1);
    if (earlier == null) {
      fields.add(new ConfigValue.Field(name.text(), place(mark), value));
    } else {
      problems.add(
          place(mark)
              + ": \""
              + name.text()
              + "\" stands in line "
              + earlier
              + " already; this one is ignored");
    }
  }

  private void end() {
    if (!isBroken) {
      parser.getEvent();
    }
  }

  private void keepIfOuter(int depth, RuntimeException failure) {
    if (depth >= KEPT_LEVELS) {
      throw failure;
    }
    broken(failure);
  }

  private void broken(RuntimeException failure) {
    isBroken = true;
    problems.add(messageOf(failure) + "; what stands above counts, the rest is ignored");
  }

  private String messageOf(RuntimeException failure) {
    if (failure instanceof Unreadable) {
      return String.valueOf(failure.getMessage());
    }
    if (failure instanceof MarkedYAMLException marked && marked.getProblemMark() != null) {
      Mark mark = marked.getProblemMark();
      return place(mark) + ": this is no YAML: " + wayOut(mark, marked.getProblem());
    }
    return file + ": this is no YAML: " + oneLine(String.valueOf(failure.getMessage()));
  }

  /** The commonest mistake gets words of its own. */
  private String wayOut(Mark mark, @Nullable String problem) {
    int at = mark.getIndex();
    boolean isTab = at < text.length() && text.charAt(at) == '\t';
    return isTab ? "a tab; indent with blanks" : oneLine(String.valueOf(problem));
  }

  private static String oneLine(String message) {
    return message.replace('\n', ' ').replace('\r', ' ').trim();
  }

  private String place(Mark mark) {
    return file + ":" + (mark.getLine() + 1) + ":" + (mark.getColumn() + 1);
  }
}
