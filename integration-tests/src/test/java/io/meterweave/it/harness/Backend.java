// SPDX-License-Identifier: Apache-2.0
package io.meterweave.it.harness;

import java.io.File;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;
import java.util.stream.Stream;
import org.junit.jupiter.api.Assertions;
import org.junit.jupiter.api.Assumptions;

/**
 * A program of somebody else that the tests run against. It is looked for in its own environment
 * variable, then among the builds that {@code backends/prepare} keeps, then on the {@code PATH}.
 * Where it is nowhere, the test is skipped and says why, or fails under {@code
 * METERWEAVE_REQUIRE_BACKENDS=true}.
 *
 * <p>Immutable.
 */
enum Backend {
  JAEGER("jaeger", "jaeger-2.13.0", "jaeger"),
  PROMETHEUS("prometheus", "prometheus", "prometheus"),
  PROMTOOL("promtool", "promtool", "prometheus"),
  CHROMIUM("chromium", "chromium", "chromium"),
  CHROMEDRIVER("chromedriver", "chromedriver", "chromium");

  private final String command;
  private final String cached;
  private final String preparedAs;

  Backend(String command, String cached, String preparedAs) {
    this.command = command;
    this.cached = cached;
    this.preparedAs = preparedAs;
  }

  /** Returns the program's path, or ends the test. */
  Path path() {
    Optional<Path> found = candidates().filter(Files::isExecutable).findFirst();
    if (found.isPresent()) {
      return found.get();
    }
    String message =
        "SKIPPED: "
            + command
            + " is neither in METERWEAVE_"
            + name()
            + " nor in "
            + cache()
            + " nor on the PATH; to install it: integration-tests/backends/prepare "
            + preparedAs;
    if (Boolean.parseBoolean(System.getenv("METERWEAVE_REQUIRE_BACKENDS"))) {
      return Assertions.fail(message);
    }
    Assumptions.abort(message);
    throw new IllegalStateException(message);
  }

  private Stream<Path> candidates() {
    String given = System.getenv("METERWEAVE_" + name());
    return Stream.concat(
        Stream.concat(
            Stream.ofNullable(given).filter(path -> !path.isBlank()).map(Path::of),
            Stream.of(cache().resolve(cached))),
        Stream.of(System.getenv().getOrDefault("PATH", "").split(File.pathSeparator))
            .map(directory -> Path.of(directory, command)));
  }

  private static Path cache() {
    String given = System.getenv("METERWEAVE_CACHE");
    return given == null
        ? Path.of(System.getProperty("user.home"), ".cache", "meterweave")
        : Path.of(given);
  }
}
