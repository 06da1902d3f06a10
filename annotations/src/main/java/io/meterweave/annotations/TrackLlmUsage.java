// SPDX-License-Identifier: Apache-2.0
package io.meterweave.annotations;

import io.meterweave.api.UsageExtractor;
import java.lang.annotation.Documented;
import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;

/**
 * Takes the token usage from what a method returns, and records requests, duration, tokens in
 * disjoint parts, and cost; each call is a span of kind CLIENT with the {@code gen_ai.*}
 * attributes.
 *
 * <p>The result may be a {@code Map}, a JSON text, or an object or record with the usual accessors
 * ({@code usage().promptTokens()}, {@code getUsage().getInputTokens()}, {@code
 * tokenUsage().inputTokenCount()} …). A result without usage is counted as such, never estimated.
 *
 * <p>On a class, an interface, a superclass or another annotation it means what {@link
 * TrackMetrics} means there.
 *
 * @since 0.1
 */
@Documented
@Retention(RetentionPolicy.RUNTIME)
@Target({ElementType.METHOD, ElementType.TYPE})
public @interface TrackLlmUsage {
  /** Returns the provider, such as {@code openai}. */
  String provider();

  /** Returns the model that is asked for, such as {@code gpt-5-mini}. */
  String model();

  /** Returns the price of 1,000 input tokens in US dollars; {@code NaN}: unknown. */
  double costPer1kPrompt() default Double.NaN;

  /** Returns the price of 1,000 output tokens in US dollars; {@code NaN}: unknown. */
  double costPer1kCompletion() default Double.NaN;

  /**
   * Returns a class that takes from the result what holds the usage. {@link UsageExtractor} itself:
   * none.
   */
  Class<? extends UsageExtractor> usageExtractor() default UsageExtractor.class;
}
