// SPDX-License-Identifier: Apache-2.0
package io.meterweave.record;

import static org.assertj.core.api.Assertions.assertThat;

import io.opentelemetry.api.common.AttributeKey;
import io.opentelemetry.api.trace.Span;
import io.opentelemetry.sdk.testing.exporter.InMemorySpanExporter;
import io.opentelemetry.sdk.trace.SdkTracerProvider;
import io.opentelemetry.sdk.trace.export.SimpleSpanProcessor;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class ThrownEventTest {
  private static final AttributeKey<String> TRACE = AttributeKey.stringKey("exception.stacktrace");

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

  private String traceOf(Throwable thrown) {
    exporter.reset();
    Span span = provider.get("test").spanBuilder("s").startSpan();
    ThrownEvent.add(span, thrown, 1);
    span.end();
    return exporter.getFinishedSpanItems().get(0).getEvents().get(0).getAttributes().get(TRACE);
  }
}
