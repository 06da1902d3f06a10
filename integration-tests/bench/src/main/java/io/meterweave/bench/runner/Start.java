// SPDX-License-Identifier: Apache-2.0
package io.meterweave.bench.runner;

import java.io.BufferedReader;
import java.io.IOException;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.TimeUnit;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** One start of one application, from its process's first moment to what it holds when it rests. */
final class Start {
  private static final Duration REST = Duration.ofSeconds(1);

  private final Jdk jdk;
  private final List<String> command;
  private final String ready;
  private final URI endpoint;
  private final Map<String, Double> figures = new TreeMap<>();

  /**
   * Prepares a start.
   *
   * @param ready what stands in the line that says that the application is ready
   * @param endpoint what shall answer after the start, or null
   */
  Start(Jdk jdk, List<String> command, String ready, URI endpoint) {
    this.jdk = jdk;
    this.command = command;
    this.ready = ready;
    this.endpoint = endpoint;
  }

  /** Starts, measures and ends the application. */
  Map<String, Double> measure() throws IOException, InterruptedException {
    long start = System.nanoTime();
    Process process = new ProcessBuilder(command).redirectErrorStream(true).start();
    BufferedReader out = process.inputReader(StandardCharsets.UTF_8);
    try {
      awaitLine(out);
      put("ready ms", millisSince(start));
      put("CPU ms", cpuMillis(process));
      put("peak RSS MB", kilobytes(process, "VmHWM") / 1024);
      Thread reader = new Thread(() -> out.lines().forEach(line -> {}), "out");
      reader.setDaemon(true);
      reader.start();
      if (endpoint != null) {
        new Endpoint(endpoint).await();
        put("endpoint ms", millisSince(start) - figures.get("ready ms"));
      }
      TimeUnit.NANOSECONDS.sleep(REST.toNanos());
      rest(process);
    } finally {
      process.destroyForcibly().waitFor();
    }
    return figures;
  }

  private void put(String figure, double value) {
    figures.put(figure, value);
  }

  private static double millisSince(long start) {
    return (System.nanoTime() - start) / 1e6;
  }

  private void awaitLine(BufferedReader out) throws IOException {
    StringBuilder said = new StringBuilder();
    for (String line = out.readLine(); line != null; line = out.readLine()) {
      if (line.contains(ready)) {
        return;
      }
      said.append(line).append('\n');
    }
    throw new IOException("ended before it was ready: " + command + "\n" + said);
  }

  private void rest(Process process) throws IOException, InterruptedException {
    put("CPU ms at rest", cpuMillis(process));
    jcmd(process, "GC.run");
    jcmd(process, "GC.run");
    put("heap MB", number("used (\\d+)K", jcmd(process, "GC.heap_info")) / 1024);
    put("RSS MB", kilobytes(process, "VmRSS") / 1024);
    String counters = jcmd(process, "PerfCounter.print");
    put(
        "classes", // those of the shared archive are counted apart
        number("java.cls.loadedClasses=(\\d+)", counters)
            + number("java.cls.sharedLoadedClasses=(\\d+)", counters));
    put("threads", number("java.threads.live=(\\d+)", counters));
  }

  private static double cpuMillis(Process process) {
    return process.info().totalCpuDuration().map(Duration::toMillis).orElse(-1L);
  }

  private static double kilobytes(Process process, String name) throws IOException {
    Path status = Path.of("/proc", Long.toString(process.pid()), "status");
    return number(name + ":\\s+(\\d+) kB", Files.readString(status, StandardCharsets.UTF_8));
  }

  private String jcmd(Process process, String command) throws IOException, InterruptedException {
    String tool = jdk.home().resolve("bin/jcmd").toString();
    Process asked =
        new ProcessBuilder(tool, Long.toString(process.pid()), command)
            .redirectErrorStream(true)
            .start();
    String answer = new String(asked.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
    asked.waitFor();
    return answer;
  }

  private static double number(String pattern, String text) {
    Matcher matcher = Pattern.compile(pattern).matcher(text);
    if (!matcher.find()) {
      throw new IllegalStateException("no " + pattern + " in " + text);
    }
    return Double.parseDouble(matcher.group(1));
  }
}
