// SPDX-License-Identifier: Apache-2.0
package io.meterweave.weave;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class WeavingTest {
  private final RecordingTargets targets = new RecordingTargets();
  private final WovenWorld world = WovenWorld.with(targets);

  @ParameterizedTest
  @ValueSource(strings = {"Returns", "Flow", "Shapes", "Failures"})
  void wovenMethodsDoWhatTheyDid(String subject) throws Exception {
    Object expected = world.plain.run(WovenWorld.SUBJECTS + subject);
    assertThat(world.woven.run(WovenWorld.SUBJECTS + subject)).isEqualTo(expected);
    assertThat(world.weaving.report().rejections()).isEmpty();
    assertThat(targets.count("start")).isPositive();
    assertThat(targets.count("close") + targets.count("fail")).isEqualTo(targets.count("start"));
  }

  @Test
  void eachReturnTypeClosesWithItsResult() throws Exception {
    world.woven.run("com.acme.woven.Returns");
    assertThat(targets.events)
        .containsExactly(
            "start ofNothing 0",
            "open ofNothing 0 []",
            "close ofNothing 0 state0 null",
            "start nothingEither 0",
            "open nothingEither 0 [2]",
            "close nothingEither 0 state0 null",
            "start nothingEither 1",
            "open nothingEither 1 [4]",
            "close nothingEither 1 state1 null",
            "start ofBoolean 0",
            "close ofBoolean 0 null null",
            "start ofByte 0",
            "open ofByte 0 []",
            "close ofByte 0 state0 null",
            "start ofChar 0",
            "open ofChar 0 []",
            "close ofChar 0 state0 c",
            "start ofShort 0",
            "open ofShort 0 []",
            "close ofShort 0 state0 -3",
            "start ofInt 0",
            "open ofInt 0 [41]",
            "close ofInt 0 state0 null",
            "start ofLong 0",
            "open ofLong 0 []",
            "close ofLong 0 state0 " + (3L << 33),
            "start ofFloat 0",
            "open ofFloat 0 [3.0]",
            "close ofFloat 0 state0 null",
            "start ofDouble 0",
            "open ofDouble 0 [2.5, x, true]",
            "close ofDouble 0 state0 2.5",
            "start ofDouble 1",
            "open ofDouble 1 [2.5, four, false]",
            "close ofDouble 1 state1 4.0",
            "start ofText 0",
            "open ofText 0 []",
            "close ofText 0 state0 text",
            "start ofArray 0",
            targets.events.get(39),
            "close ofArray 0 state0 null",
            "start ofGeneric 0",
            "open ofGeneric 0 []",
            "close ofGeneric 0 state0 b");
  }

  @Test
  void aThrowableEndsTheCallOnceAndInnermostFirst() throws Exception {
    world.woven.run("com.acme.woven.Failures");
    assertThat(targets.events.stream().filter(event -> event.contains(" deep ")))
        .containsExactly(
            "start deep 0",
            "open deep 0 []",
            "start deep 1",
            "open deep 1 []",
            "start deep 2",
            "open deep 2 []",
            "start deep 3",
            "open deep 3 []",
            "fail deep 3 state3 java.lang.NullPointerException: deep",
            "fail deep 2 state2 java.lang.NullPointerException: deep",
            "fail deep 1 state1 java.lang.NullPointerException: deep",
            "fail deep 0 state0 java.lang.NullPointerException: deep");
  }

  @Test
  void aBridgeIsNotCountedTwice() throws Exception {
    world.woven.run("com.acme.woven.Shapes");
    assertThat(targets.events.stream().filter(event -> event.startsWith("start apply")))
        .containsExactly("start apply 0");
  }

  @Test
  void callsThatFirstEndAtTheEndOfTheStackAreCounted() throws Exception {
    CountingTargets counts = new CountingTargets();
    WovenWorld deep = WovenWorld.with(counts);
    assertThat(deep.woven.run("com.acme.woven.Deep")).isEqualTo("java.lang.StackOverflowError00");
    // What the last frames of the stack lose is far less than what the others count.
    assertThat(counts.ended("overflows")).isGreaterThan(counts.started("overflows") / 2);
    assertThat(counts.ended("returns")).isGreaterThan(counts.started("returns") / 2);
    long ended = counts.ended("returns");
    deep.woven.run("com.acme.woven.Deep");
    assertThat(counts.ended("returns")).isGreaterThan(ended);
  }

  @Test
  void theFactoryIsAskedOncePerMethod() throws Exception {
    world.woven.run("com.acme.woven.Flow");
    world.woven.run("com.acme.woven.Flow");
    assertThat(targets.resolved).doesNotHaveDuplicates().contains("recursive", "nests");
  }

  @Test
  void theReportNamesWhatWasWoven() throws Exception {
    world.woven.run("com.acme.woven.Failures");
    WeaveReport report = world.weaving.report();
    assertThat(report.woven())
        .extracting(woven -> woven.spec().functionName())
        .containsExactlyInAnyOrderElementsOf(
            List.of(
                "com.acme.woven.Failures.checked",
                "com.acme.woven.Failures.implicit",
                "com.acme.woven.Failures.deep",
                "com.acme.woven.Failures.error",
                "com.acme.woven.Failures.helpful"));
    assertThat(report.classesWoven()).isEqualTo(1);
    assertThat(report.methodsWoven()).isEqualTo(5);
    assertThat(report.classesSeen()).isGreaterThanOrEqualTo(1);
    assertThat(report.weavingNanos()).isPositive();
  }
}
