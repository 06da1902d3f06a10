// SPDX-License-Identifier: Apache-2.0
package io.meterweave.record;

import static org.assertj.core.api.Assertions.assertThat;

import io.opentelemetry.api.common.AttributeKey;
import io.opentelemetry.api.common.Attributes;
import io.opentelemetry.api.trace.Span;
import io.opentelemetry.sdk.testing.exporter.InMemorySpanExporter;
import io.opentelemetry.sdk.trace.SdkTracerProvider;
import io.opentelemetry.sdk.trace.data.SpanData;
import io.opentelemetry.sdk.trace.export.SimpleSpanProcessor;
import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.lang.ref.WeakReference;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class ThrownEventTest {
  private static final AttributeKey<String> TRACE = ThrownAttributes.TRACE;

  private final InMemorySpanExporter exporter = InMemorySpanExporter.create();
  private final SdkTracerProvider provider =
      SdkTracerProvider.builder().addSpanProcessor(SimpleSpanProcessor.create(exporter)).build();

  @AfterEach
  void close() {
    provider.close();
  }

  @Test
  void aThrowableThatLeavesSeveralMethodsIsWrittenOnce() {
    RuntimeException thrown = new RuntimeException("sold out");
    assertThat(traceOf(thrown)).isSameAs(traceOf(thrown)).contains("sold out");
  }

  @Test
  void anotherThrowableIsWrittenAnew() {
    assertThat(traceOf(new RuntimeException("one"))).contains("one");
    assertThat(traceOf(new RuntimeException("two"))).contains("two").doesNotContain("one");
  }

  @Test
  void whatWasSuppressedMeanwhileIsWritten() {
    RuntimeException thrown = new RuntimeException("body");
    assertThat(traceOf(thrown)).doesNotContain("close");
    thrown.addSuppressed(new RuntimeException("close"));
    assertThat(traceOf(thrown)).contains("Suppressed: java.lang.RuntimeException: close");
  }

  @Test
  void aMessageThatGrowsOnTheWayIsWritten() {
    StringBuilder path = new StringBuilder("at name");
    RuntimeException thrown =
        new RuntimeException() {
          @Override
          public String getMessage() {
            return path.toString();
          }
        };
    assertThat(traceOf(thrown)).contains(": at name\n");
    path.append(" of order");
    assertThat(traceOf(thrown)).contains(": at name of order\n");
  }

  @Test
  void aTraceThatIsFilledInAgainIsWritten() {
    RuntimeException thrown = new RuntimeException("reused");
    assertThat(traceOf(thrown)).doesNotContain("Elsewhere");
    thrown.setStackTrace(
        new StackTraceElement[] {new StackTraceElement("Elsewhere", "run", "Elsewhere.java", 1)});
    assertThat(traceOf(thrown)).contains("\tat Elsewhere.run(Elsewhere.java:1)\n");
  }

  @Test
  void theTraceIsWhatTheThrowablePrints() {
    RuntimeException thrown = new RuntimeException("outer", failure());
    StringWriter printed = new StringWriter();
    thrown.printStackTrace(new PrintWriter(printed));
    assertThat(traceOf(thrown)).isEqualTo(printed.toString());
  }

  private static RuntimeException failure() {
    return new IllegalStateException("cause");
  }

  @Test
  void suppressedOnesComeBeforeTheCause() {
    RuntimeException thrown = new RuntimeException("outer", failure());
    thrown.addSuppressed(new IOException());
    assertThat(traceOf(thrown).lines().filter(line -> !line.startsWith("\tat ")))
        .hasSize(5)
        .contains("java.lang.RuntimeException: outer")
        .containsSubsequence(
            "Suppressed: java.io.IOException", "Caused by: java.lang.IllegalStateException: cause")
        .filteredOn(line -> line.matches("\\t\\.\\.\\. [0-9]+ more"))
        .hasSize(2);
  }

  @Test
  void aTraceIsCutAt16KiBHoweverShortItsLines() {
    RuntimeException thrown = new RuntimeException("deep");
    StackTraceElement[] frames = new StackTraceElement[5000];
    Arrays.fill(frames, new StackTraceElement("A", "b", null, -1));
    thrown.setStackTrace(frames);
    String whole = "java.lang.RuntimeException: deep\n" + "\tat A.b(Unknown Source)\n".repeat(5000);
    assertThat(traceOf(thrown)).isEqualTo(whole.substring(0, 16 * 1024));
  }

  @Test
  void aThrowableWhoseFramesFailSaysSo() {
    RuntimeException thrown =
        new RuntimeException("odd") {
          @Override
          public StackTraceElement[] getStackTrace() {
            throw new IllegalStateException();
          }
        };
    assertThat(traceOf(thrown)).endsWith(": odd\n\t... java.lang.IllegalStateException");
  }

  @Test
  void theTraceIsWrittenOnceAndOnlyForWhoReadsIt() {
    AtomicInteger writings = new AtomicInteger();
    Object line =
        new Object() {
          @Override
          public String toString() {
            writings.incrementAndGet();
            return "T\n";
          }
        };
    Attributes attributes = new ThrownAttributes("T", "m", new Object[] {line}, 100);
    Span span = provider.get("test").spanBuilder("s").startSpan();
    span.addEvent("exception", attributes, 1, TimeUnit.NANOSECONDS);
    span.end();
    SpanData ended = exporter.getFinishedSpanItems().get(0);
    assertThat(ended.getEvents().get(0).getTotalAttributeCount()).isEqualTo(3);
    assertThat(writings).hasValue(0);
    assertThat(attributes.get(TRACE)).isEqualTo("T\n");
    assertThat(attributes.get(TRACE)).isEqualTo("T\n");
    assertThat(writings).hasValue(1);
  }

  @Test
  void onceWrittenTheLinesAreLetGo() {
    Object[] lines = {new String("T\n")};
    WeakReference<Object[]> waiting = new WeakReference<>(lines);
    Attributes attributes = new ThrownAttributes("T", "m", lines, 100);
    lines = null;
    System.gc();
    assertThat(waiting.refersTo(null)).isFalse();
    assertThat(attributes.get(TRACE)).isEqualTo("T\n");
    long deadline = System.nanoTime() + 10_000_000_000L;
    while (!waiting.refersTo(null) && System.nanoTime() < deadline) {
      System.gc();
    }
    assertThat(waiting.refersTo(null)).isTrue();
    assertThat(attributes.get(TRACE)).isEqualTo("T\n");
  }

  @Test
  void itsAttributesAreThoseOfAnyOtherEvent() {
    RuntimeException thrown = new RuntimeException("same");
    Attributes attributes = attributesOf(thrown);
    Attributes plain = attributes.toBuilder().build();
    assertThat(plain.asMap()).isEqualTo(attributes.asMap()).hasSize(attributes.size());
    assertThat(attributes).isEqualTo(plain).hasSameHashCodeAs(plain).hasToString(plain.toString());
    List<String> keys = new ArrayList<>();
    attributes.forEach((key, value) -> keys.add(key.getKey()));
    assertThat(keys)
        .containsExactlyInAnyOrder("exception.type", "exception.message", "exception.stacktrace");
    assertThat(attributesOf(new RuntimeException()).size()).isEqualTo(2);
  }

  private String traceOf(Throwable thrown) {
    return attributesOf(thrown).get(TRACE);
  }

  private Attributes attributesOf(Throwable thrown) {
    exporter.reset();
    Span span = provider.get("test").spanBuilder("s").startSpan();
    ThrownEvent.add(span, thrown, 1);
    span.end();
    return exporter.getFinishedSpanItems().get(0).getEvents().get(0).getAttributes();
  }
}
