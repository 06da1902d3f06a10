// SPDX-License-Identifier: Apache-2.0
package io.meterweave.bench.runner;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.TreeMap;
import org.knowm.xchart.BitmapEncoder;
import org.knowm.xchart.XYChart;
import org.knowm.xchart.XYChartBuilder;
import org.knowm.xchart.style.Styler;

/** Draws how cost grows, from the results, as pictures beside RESULTS.md. Immutable. */
record Plots(Path results, Path pictures) {
  private static final int WIDTH = 860;
  private static final int HEIGHT = 380;
  private static final int PROCESSORS = Runtime.getRuntime().availableProcessors();

  /** Draws what there are results for. */
  void draw() throws IOException {
    Files.createDirectories(pictures);
    Path threads = results.resolve("threads.csv");
    if (Files.exists(threads)) {
      save(threads(Results.read(threads)), "threads");
    }
    List<Figure> growth = Figure.read(results.resolve("growth.csv"));
    if (!growth.isEmpty()) {
      save(methods(growth), "methods");
      save(series(growth), "series");
    }
  }

  private void save(XYChart chart, String name) throws IOException {
    BitmapEncoder.saveBitmap(
        chart, pictures.resolve(name).toString(), BitmapEncoder.BitmapFormat.PNG);
  }

  private static XYChart chart(String title, String x, String y) {
    XYChart chart =
        new XYChartBuilder()
            .width(WIDTH)
            .height(HEIGHT)
            .title(title)
            .xAxisTitle(x)
            .yAxisTitle(y)
            .theme(Styler.ChartTheme.Matlab)
            .build();
    chart.getStyler().setXAxisLogarithmic(true);
    chart.getStyler().setYAxisLogarithmic(true);
    return chart;
  }

  /** What a call costs a processor: waiting for one is not counted. */
  private static XYChart threads(Results measured) {
    XYChart chart = chart("What measuring adds to a call", "threads", "ns of a processor, a call");
    for (Contender contender : Contender.THREADS) {
      TreeMap<Integer, Double> line = new TreeMap<>();
      for (Mode mode : contender.modes()) {
        double added = measured.added(contender, mode);
        line.put(mode.threads(), added * Math.min(PROCESSORS, mode.threads()) / mode.threads());
      }
      if (!contender.id().equals(contender.bare())) {
        add(chart, contender.id(), line);
      }
    }
    return chart;
  }

  private static XYChart methods(List<Figure> growth) {
    XYChart chart = chart("What a woven method adds", "methods", "a method");
    add(chart, "loading, ns", added(growth, "load ns"));
    add(chart, "first call, ns", added(growth, "first call ns"));
    add(chart, "later call, ns", added(growth, "call ns"));
    add(chart, "heap, B", added(growth, "heap B"));
    return chart;
  }

  private static XYChart series(List<Figure> growth) {
    XYChart chart = chart("What a series of a histogram costs", "series", "a series");
    for (String who : Scraped.WHO) {
      add(chart, who + ": heap, B", of(growth, Growth.SERIES, who, Scraped.HELD));
      add(chart, who + ": call, ns", of(growth, Growth.SERIES, who, "call ns"));
      TreeMap<Integer, Double> scrape = of(growth, Growth.SERIES, who, Scraped.MILLIS);
      scrape.replaceAll((series, millis) -> millis * 1e6 / series);
      add(chart, who + ": scrape, ns", scrape);
    }
    return chart;
  }

  private static void add(XYChart chart, String name, TreeMap<Integer, Double> line) {
    line.values().removeIf(value -> !(value > 0)); // there is no logarithm of it
    if (!line.isEmpty()) {
      chart.addSeries(name, new ArrayList<>(line.keySet()), new ArrayList<>(line.values()));
    }
  }

  private static TreeMap<Integer, Double> added(List<Figure> growth, String name) {
    TreeMap<Integer, Double> woven = of(growth, Growth.METHODS, "meterweave", name);
    TreeMap<Integer, Double> bare = of(growth, Growth.METHODS, "none", name);
    woven.replaceAll((methods, value) -> value - bare.getOrDefault(methods, 0.0));
    return woven;
  }

  /** The medians of a figure by the number that its subject begins with. */
  private static TreeMap<Integer, Double> of(
      List<Figure> growth, String kind, String who, String name) {
    TreeMap<Integer, List<Double>> all = new TreeMap<>();
    for (Figure figure : growth) {
      String[] subject = figure.subject().split(" ");
      if (subject[1].equals(kind) && figure.who().equals(who) && figure.name().equals(name)) {
        all.computeIfAbsent(Integer.valueOf(subject[0]), unused -> new ArrayList<>())
            .add(figure.value());
      }
    }
    TreeMap<Integer, Double> medians = new TreeMap<>();
    all.forEach(
        (size, values) ->
            medians.put(
                size, Median.of(values.stream().mapToDouble(Double::doubleValue).toArray())));
    return medians;
  }
}
