// SPDX-License-Identifier: Apache-2.0
package io.meterweave.bench.runner;

import io.meterweave.bench.start.Figures;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.PrintWriter;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/** An application that says its figures, and answers lines with lines. Confined to one thread. */
final class Talker implements AutoCloseable {
  private final List<String> command;
  private final Process process;
  private final BufferedReader out;
  private final PrintWriter in;
  private final Map<String, Double> figures = new TreeMap<>();

  /** Starts it, and waits until it says that it is ready. */
  @SuppressWarnings("this-escape")
  Talker(List<String> command) throws IOException {
    this.command = command;
    process = new ProcessBuilder(command).redirectError(ProcessBuilder.Redirect.INHERIT).start();
    out = process.inputReader(StandardCharsets.UTF_8);
    in = new PrintWriter(process.outputWriter(StandardCharsets.UTF_8), true);
    awaitLine("READY");
  }

  /** What it said of itself so far. */
  Map<String, Double> figures() {
    return figures;
  }

  /** Asks it for its next answers. */
  void ask() {
    in.println();
  }

  /** Returns the number behind a word in its answers. */
  long answer(String word) throws IOException {
    return Long.parseLong(awaitLine(word + " ").substring(word.length() + 1));
  }

  private String awaitLine(String prefix) throws IOException {
    for (String line = out.readLine(); line != null; line = out.readLine()) {
      if (line.startsWith(Figures.PREFIX)) {
        String[] figure = line.substring(Figures.PREFIX.length()).split("=");
        figures.put(figure[0], Double.parseDouble(figure[1]));
      }
      if (line.startsWith(prefix)) {
        return line;
      }
    }
    throw new IOException("ended without a word: " + command);
  }

  @Override
  public void close() {
    process.destroyForcibly();
    process.onExit().join();
  }
}
