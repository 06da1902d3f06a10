// SPDX-License-Identifier: Apache-2.0
package com.acme.foreign;

import io.opentelemetry.api.trace.SpanKind;
import io.opentelemetry.instrumentation.annotations.AddingSpanAttributes;
import io.opentelemetry.instrumentation.annotations.SpanAttribute;
import io.opentelemetry.instrumentation.annotations.WithSpan;

/** OpenTelemetry's annotations, as people write them. */
public class Spanned {
  @WithSpan
  public void plain() {}

  @WithSpan(value = "in words", kind = SpanKind.PRODUCER, inheritContext = false)
  public void fully(@SpanAttribute("who") String name, @SpanAttribute int count, String other) {}

  @AddingSpanAttributes
  public void adding(@SpanAttribute("more") String more) {}

  @WithSpan
  @AddingSpanAttributes
  public void both(@SpanAttribute("x") String x) {}

  public void alone(@SpanAttribute("x") String x) {}

  @WithSpan
  public void blank(@SpanAttribute(" ") String who) {}

  /** Below, without an annotation. */
  public static class Below extends Spanned {
    @Override
    public void plain() {}
  }
}
