// SPDX-License-Identifier: Apache-2.0
package io.meterweave.plan;

import static io.meterweave.plan.WovenMethod.fixed;
import static io.meterweave.plan.WovenMethod.metrics;
import static io.meterweave.plan.WovenMethod.parameter;
import static io.meterweave.plan.WovenMethod.span;
import static io.meterweave.plan.WovenMethod.spec;
import static io.meterweave.plan.WovenMethod.withActive;
import static org.assertj.core.api.Assertions.assertThat;

import io.meterweave.spec.CacheSpec;
import io.meterweave.spec.CallTargets;
import io.meterweave.spec.InstrumentSpec.Kind;
import io.meterweave.spec.MethodSpec;
import io.meterweave.spec.PathSpec.Root;
import io.meterweave.spec.Requests;
import io.meterweave.spec.Specs;
import io.opentelemetry.api.trace.Span;
import java.lang.invoke.MethodHandle;
import java.lang.invoke.MethodHandles;
import java.lang.management.ManagementFactory;
import java.util.List;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import org.junit.jupiter.api.Test;

/** What a call leaves behind: no garbage, and no call in flight after a stack overflow. */
class CallCostTest {
  private static final MethodHandles.Lookup HERE = MethodHandles.lookup();
  private static final int INTEGER_BYTES = 16;
  private static final int DOUBLE_BYTES = 24;
  private static final Recording RECORDING = new Recording(2000);
  private static final CallTargets PLAIN =
      targets(spec("plain", "()V", metrics("plain", fixed("a", "b")), null));
  private static final CallTargets LABELLED =
      targets(
          spec(
              "labelled",
              "(Ljava/lang/Object;Ljava/lang/Object;)V",
              metrics("labelled", parameter("a", 0), parameter("b", 1)),
              null));
  private static final CallTargets COUNTED =
      targets(spec("counted", "()V", Specs.only(Kind.CALLS, "counted_total", ""), null));
  private static final MethodHandle START_COUNTED = COUNTED.start();
  private static final MethodHandle CLOSE_COUNTED = COUNTED.close();
  private static final MethodHandle START = PLAIN.start();
  private static final MethodHandle CLOSE_PLAIN = PLAIN.close();
  private static final MethodHandle OPEN = LABELLED.open();
  private static final MethodHandle CLOSE = LABELLED.close();
  private static final CallTargets RICH =
      targets(
          Specs.method(
              "rich",
              "(Ljava/lang/Object;)Ljava/lang/Object;",
              new Requests(
                  List.of(
                      metrics("early", parameter("a", 0)),
                      metrics("late", Specs.read("r", Root.RESULT), fixed("x", "y"))),
                  List.of(),
                  List.of(new CacheSpec("rich", null, List.of())),
                  null,
                  null)));
  private static final MethodHandle OPEN_RICH = RICH.open();
  private static final MethodHandle CLOSE_RICH = RICH.close();
  private static final CallTargets GAUGED =
      targets(spec("gauged", "()V", withActive("gauged"), span("gauged")));
  private static final MethodHandle OPEN_GAUGED = GAUGED.open();
  private static final MethodHandle FAIL_GAUGED = GAUGED.fail();

  private static final CallTargets PRIMITIVE =
      targets(
          Specs.method(
              "primitive",
              "(IDLjava/lang/Object;)I",
              new Requests(
                  List.of(
                      metrics("primitive", parameter("i", 0), parameter("d", 1)),
                      metrics("enum", parameter("e", 2)),
                      metrics("later", Specs.read("r", Root.RESULT))),
                  List.of(),
                  List.of(),
                  null,
                  null)));
  private static final MethodHandle OPEN_PRIMITIVE = PRIMITIVE.open();
  private static final MethodHandle CLOSE_PRIMITIVE = PRIMITIVE.close();

  private static CallTargets targets(MethodSpec spec) {
    return RECORDING.planner((of, lookup) -> null).resolve(spec.methodName().length(), spec, HERE);
  }

  @Test
  void aCallWithFixedLabelsAllocatesNothing() throws Throwable {
    assertThat(bytesPerCall(CallCostTest::plain)).isLessThan(1);
  }

  @Test
  void aCallThatIsOnlyCountedAllocatesNothing() throws Throwable {
    assertThat(bytesPerCall(CallCostTest::counted)).isLessThan(1);
  }

  @Test
  void aCallWithLabelsThatWereSeenAllocatesNothing() throws Throwable {
    assertThat(bytesPerCall(CallCostTest::labelled)).isLessThan(1);
  }

  @Test
  void aCallWithLabelsOfItsResultAndSeveralMetricsAllocatesNothing() throws Throwable {
    assertThat(bytesPerCall(CallCostTest::rich)).isLessThan(1);
  }

  @Test
  void aCallWithLabelsThatArePrimitivesAllocatesNoMoreThanTheirBoxes() throws Throwable {
    assertThat(bytesPerCall(CallCostTest::primitive)).isLessThan(INTEGER_BYTES + DOUBLE_BYTES + 1);
  }

  private static void primitive() throws Throwable {
    long start = (long) START.invokeExact();
    Object state =
        (Object) OPEN_PRIMITIVE.invokeExact(start, 100_000, 0.25, (Object) Thread.State.NEW);
    CLOSE_PRIMITIVE.invokeExact(start, state, (Object) 7);
  }

  private static void rich() throws Throwable {
    long start = (long) START.invokeExact();
    Object state = (Object) OPEN_RICH.invokeExact(start, (Object) "gold");
    CLOSE_RICH.invokeExact(start, state, (Object) "open");
  }

  private static void plain() throws Throwable {
    long start = (long) START.invokeExact();
    CLOSE_PLAIN.invokeExact(start, (Object) null, (Object) null);
  }

  private static void counted() throws Throwable {
    long start = (long) START_COUNTED.invokeExact();
    CLOSE_COUNTED.invokeExact(start, (Object) null, (Object) null);
  }

  private static void labelled() throws Throwable {
    long start = (long) START.invokeExact();
    Object state = (Object) OPEN.invokeExact(start, (Object) "gold", (Object) "eu");
    CLOSE.invokeExact(start, state, (Object) null);
  }

  private static double bytesPerCall(Body body) throws Throwable {
    var threads = (com.sun.management.ThreadMXBean) ManagementFactory.getThreadMXBean();
    int calls = 200_000;
    double best = Double.MAX_VALUE;
    for (int round = 0; round < 10; round++) {
      long before = threads.getThreadAllocatedBytes(Thread.currentThread().getId());
      for (int i = 0; i < calls; i++) {
        body.run();
      }
      long after = threads.getThreadAllocatedBytes(Thread.currentThread().getId());
      best = Math.min(best, (after - before) / (double) calls);
    }
    return best;
  }

  @Test
  void aStackOverflowLeavesNoCallInFlightAndNoSpanCurrent() throws Throwable {
    ExecutorService deep =
        Executors.newSingleThreadExecutor(task -> new Thread(null, task, "deep", 256 * 1024));
    try {
      for (int i = 0; i < 50; i++) {
        deep.submit(CallCostTest::overflow).get();
        assertThat(deep.submit(() -> Span.current()).get()).isSameAs(Span.getInvalid());
      }
    } finally {
      deep.shutdown();
    }
    assertThat(new Exposition(RECORDING).samples("gauged_active"))
        .containsExactly("gauged_active 0.0");
  }

  /** A class whose initialization overflows is lost to this JVM, and with it the tests after. */
  private static void initializeWhatThrowingNeeds() {
    assertThat(new ExceptionInInitializerError().getStackTrace()).isNotEmpty();
  }

  private static void overflow() {
    initializeWhatThrowingNeeds();
    try {
      deeper();
    } catch (StackOverflowError expected) {
      // The test asks what is left behind.
    }
  }

  private static void deeper() {
    long start = Long.MIN_VALUE;
    Object state = null;
    try {
      start = (long) START.invokeExact();
      state = (Object) OPEN_GAUGED.invokeExact(start);
    } catch (Throwable suppressed) {
      // As woven code does.
    }
    try {
      deeper();
    } catch (StackOverflowError thrown) {
      try {
        FAIL_GAUGED.invokeExact(start, state, (Throwable) thrown);
      } catch (Throwable suppressed) {
        // As woven code does.
      }
      throw thrown;
    }
  }

  /** A call. */
  interface Body {
    void run() throws Throwable;
  }
}
