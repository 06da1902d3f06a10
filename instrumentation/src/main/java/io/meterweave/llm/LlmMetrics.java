// SPDX-License-Identifier: Apache-2.0
package io.meterweave.llm;

import io.meterweave.record.Amount;
import io.meterweave.record.Counter;
import io.meterweave.record.DurationHistogram;
import io.meterweave.record.Family;
import io.meterweave.record.Instruments;
import java.util.List;

/**
 * The metrics of the pack {@code llm}.
 *
 * <p>Immutable.
 */
record LlmMetrics(
    Family<Counter> requests,
    Family<DurationHistogram> duration,
    Family<Counter> tokens,
    Family<Amount> cost,
    Family<Counter> usageMissing,
    Family<Counter> priceMissing) {

  static LlmMetrics register(Instruments instruments) {
    return new LlmMetrics(
        instruments.counter(
            "llm_requests_total", "LLM API requests", List.of("provider", "model", "status")),
        instruments.histogram(
            "llm_request_duration_seconds",
            "Duration of an LLM request",
            List.of("provider", "model"),
            Instruments.LLM_BOUNDS),
        instruments.counter(
            "llm_tokens_used_total",
            "Tokens consumed in disjoint parts; type is input cache_read cache_write output or"
                + " reasoning",
            List.of("provider", "model", "type")),
        instruments.amount(
            "llm_cost_dollars_total",
            "Cumulative cost of LLM requests in US dollars",
            List.of("provider", "model", "cost_source")),
        instruments.counter(
            "llm_usage_missing_total",
            "Successful requests whose result carried no token usage",
            List.of("provider", "model", "reason")),
        instruments.counter(
            "llm_price_missing_total",
            "Requests with usage for which no price is known",
            List.of("provider", "model")));
  }
}
