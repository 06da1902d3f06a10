// SPDX-License-Identifier: Apache-2.0
package io.meterweave.bench.runner;

import java.util.List;

/** How many threads call at the same time. */
@SuppressWarnings("ImmutableEnumChecker") // made by List.of
enum Mode {
  ONE("1 thread", 1, List.of()),
  TWO("2 threads", 2, List.of()),
  FOUR("4 threads", 4, List.of()),
  EIGHT("8 threads", 8, List.of()),
  SIXTEEN("16 threads", 16, List.of()),
  THIRTY_TWO("32 threads", 32, List.of()),
  SIXTY_FOUR("64 threads", 64, List.of()),
  /** With fewer carriers JMH's threads, which never wait, would starve each other. */
  VIRTUAL(
      "8 virtual threads",
      8,
      List.of("-Djmh.executor=VIRTUAL", "-Djdk.virtualThreadScheduler.parallelism=8"));

  private final String title;
  private final int threads;
  private final List<String> jvmArguments;

  Mode(String title, int threads, List<String> jvmArguments) {
    this.title = title;
    this.threads = threads;
    this.jvmArguments = jvmArguments;
  }

  boolean existsOn(Jdk jdk) {
    return this != VIRTUAL || jdk.feature() >= 21;
  }

  String title() {
    return title;
  }

  int threads() {
    return threads;
  }

  List<String> jvmArguments() {
    return jvmArguments;
  }
}
