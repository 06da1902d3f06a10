// SPDX-License-Identifier: Apache-2.0
package io.meterweave.spec;

/**
 * The LLM usage that a method was asked to record.
 *
 * <p>Immutable.
 *
 * @param provider the provider's name
 * @param model the model that is asked for
 * @param usdPer1kPrompt the price of 1,000 input tokens in US dollars, {@code NaN} if unknown
 * @param usdPer1kCompletion the price of 1,000 output tokens in US dollars, {@code NaN} if unknown
 */
public record LlmSpec(
    String provider, String model, double usdPer1kPrompt, double usdPer1kCompletion) {}
