// SPDX-License-Identifier: Apache-2.0
package io.meterweave.spec;

import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * The LLM usage that a method was asked to record.
 *
 * <p>Immutable.
 *
 * @param provider the provider's name
 * @param model the model that is asked for
 * @param usdPer1kPrompt the price of 1,000 input tokens in US dollars, {@code NaN} if unknown
 * @param usdPer1kCompletion the price of 1,000 output tokens in US dollars, {@code NaN} if unknown
 * @param usageExtractor the binary name of a class that takes the usage from a result, or null
 */
public record LlmSpec(
    String provider,
    String model,
    double usdPer1kPrompt,
    double usdPer1kCompletion,
    @Nullable String usageExtractor) {
  /** Returns the span that each call is if nothing else asks for one. */
  public SpanSpec span(List<LabelSpec> attributes) {
    String name = model.isEmpty() ? "chat" : "chat " + model;
    return new SpanSpec(SpanSpec.Form.CHILD, name, SpanSpec.Kind.CLIENT, attributes);
  }
}
