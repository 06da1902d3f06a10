// SPDX-License-Identifier: Apache-2.0
package io.meterweave.it.harness;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.OptionalDouble;
import java.util.Set;
import java.util.TreeMap;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * One scrape in the text format of Prometheus, read by rules of our own rather than by the library
 * that wrote it. Immutable.
 */
public final class Exposition {
  private static final Pattern SAMPLE =
      Pattern.compile("([a-zA-Z_:][a-zA-Z0-9_:]*)(?:\\{(.*)})? (\\S+)(?: .*)?");
  private static final Pattern LABEL =
      Pattern.compile("([a-zA-Z_][a-zA-Z0-9_]*)=\"((?:[^\"\\\\]|\\\\.)*)\",?");

  private final String text;
  private final Map<String, Double> samples = new LinkedHashMap<>();
  private final Map<String, String> help = new LinkedHashMap<>();
  private final Map<String, String> types = new LinkedHashMap<>();

  private Exposition(String text) {
    this.text = text;
  }

  /** Reads a scrape. */
  public static Exposition parse(String text) {
    Exposition exposition = new Exposition(text);
    text.lines().filter(line -> !line.isBlank()).forEach(exposition::read);
    return exposition;
  }

  /**
   * Returns the value of exactly one series.
   *
   * @param labels key, value, key, value …: all of the series' labels, in any order
   */
  public double value(String name, String... labels) {
    return find(name, labels)
        .orElseThrow(
            () -> new AssertionError("no " + key(name, map(labels)) + " among\n" + about(name)));
  }

  /** As {@link #value}, empty where there is no such series. */
  public OptionalDouble find(String name, String... labels) {
    Double value = samples.get(key(name, map(labels)));
    return value == null ? OptionalDouble.empty() : OptionalDouble.of(value);
  }

  /** Returns the names of all samples. */
  public Set<String> names() {
    Set<String> names = new LinkedHashSet<>();
    samples.keySet().forEach(key -> names.add(key.substring(0, key.indexOf('{'))));
    return names;
  }

  /** Returns every series of a sample name, labels sorted, as {@code name{key="value"}}. */
  public List<String> series(String name) {
    return samples.keySet().stream().filter(key -> key.startsWith(name + "{")).toList();
  }

  /** Returns the sum of all series of a sample name. */
  public double sum(String name) {
    return series(name).stream().mapToDouble(samples::get).sum();
  }

  /** Returns the sums of a sample by one label's values, but those that are 0. */
  public Map<String, Double> byLabel(String name, String label) {
    Pattern labelled = Pattern.compile("[{,]" + label + "=\"([^\"]*)\"");
    Map<String, Double> sums = new TreeMap<>();
    for (String series : series(name)) {
      Matcher matcher = labelled.matcher(series);
      if (matcher.find()) {
        sums.merge(matcher.group(1), samples.get(series), Double::sum);
      }
    }
    sums.values().removeIf(sum -> sum == 0);
    return sums;
  }

  /** Returns the HELP text of a family. */
  public String help(String family) {
    return help.getOrDefault(family, "");
  }

  /** Returns the TYPE of a family. */
  public String type(String family) {
    return types.getOrDefault(family, "");
  }

  /** Returns the upper bounds of a histogram's buckets, as written. */
  public List<String> bounds(String family) {
    Set<String> bounds = new LinkedHashSet<>();
    Matcher matcher = Pattern.compile(family + "_bucket\\{[^\n]*le=\"([^\"]+)\"").matcher(text);
    while (matcher.find()) {
      bounds.add(matcher.group(1));
    }
    return new ArrayList<>(bounds);
  }

  /** Returns the scrape as it came. */
  public String text() {
    return text;
  }

  private void read(String line) {
    if (line.startsWith("# HELP ") || line.startsWith("# TYPE ")) {
      String[] parts = line.split(" ", 4);
      (line.startsWith("# HELP ") ? help : types).put(parts[2], parts.length > 3 ? parts[3] : "");
    } else if (!line.startsWith("#")) {
      Matcher matcher = SAMPLE.matcher(line);
      if (!matcher.matches()) {
        throw new AssertionError("not a sample: " + line);
      }
      String key = key(matcher.group(1), labels(matcher.group(2)));
      if (samples.put(key, number(matcher.group(3))) != null) {
        throw new AssertionError("twice in one scrape: " + key);
      }
    }
  }

  private static Map<String, String> labels(String text) {
    Map<String, String> labels = new TreeMap<>();
    Matcher matcher = LABEL.matcher(text == null ? "" : text);
    while (matcher.find()) {
      String value = matcher.group(2);
      labels.put(
          matcher.group(1), value.replace("\\n", "\n").replace("\\\"", "\"").replace("\\\\", "\\"));
    }
    return labels;
  }

  private static double number(String text) {
    return switch (text) {
      case "+Inf" -> Double.POSITIVE_INFINITY;
      case "-Inf" -> Double.NEGATIVE_INFINITY;
      default -> Double.parseDouble(text);
    };
  }

  private static Map<String, String> map(String... labels) {
    Map<String, String> map = new TreeMap<>();
    for (int i = 0; i < labels.length; i += 2) {
      map.put(labels[i], labels[i + 1]);
    }
    return map;
  }

  private static String key(String name, Map<String, String> labels) {
    StringBuilder key = new StringBuilder(name).append('{');
    labels.forEach((label, value) -> key.append(label).append("=\"").append(value).append("\","));
    return key.append('}').toString();
  }

  private String about(String name) {
    List<String> near = series(name);
    return near.isEmpty() ? text : String.join("\n", near);
  }
}
