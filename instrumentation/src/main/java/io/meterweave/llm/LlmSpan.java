// SPDX-License-Identifier: Apache-2.0
package io.meterweave.llm;

import io.meterweave.spec.LlmSpec;
import io.opentelemetry.api.common.AttributeKey;
import io.opentelemetry.api.common.Attributes;
import io.opentelemetry.api.trace.Span;
import java.util.concurrent.CompletionException;
import java.util.concurrent.ExecutionException;
import org.jspecify.annotations.Nullable;

/**
 * What the span of a call says, in the words of OpenTelemetry's GenAI conventions 1.41.
 *
 * <p>Thread-safe: no state. Prompts and answers are never recorded.
 */
final class LlmSpan {
  private static final String OPERATION = "chat";
  private static final int MAX_CAUSES = 16;

  private static final AttributeKey<String> OPERATION_NAME =
      AttributeKey.stringKey("gen_ai.operation.name");
  private static final AttributeKey<String> PROVIDER_NAME =
      AttributeKey.stringKey("gen_ai.provider.name");
  private static final AttributeKey<String> REQUEST_MODEL =
      AttributeKey.stringKey("gen_ai.request.model");
  private static final AttributeKey<String> RESPONSE_MODEL =
      AttributeKey.stringKey("gen_ai.response.model");
  private static final AttributeKey<String> RESPONSE_ID =
      AttributeKey.stringKey("gen_ai.response.id");
  private static final AttributeKey<String> ERROR_TYPE = AttributeKey.stringKey("error.type");

  private static final AttributeKey<Long> INPUT = AttributeKey.longKey("gen_ai.usage.input_tokens");
  private static final AttributeKey<Long> OUTPUT =
      AttributeKey.longKey("gen_ai.usage.output_tokens");
  private static final AttributeKey<Long> CACHE_READ =
      AttributeKey.longKey("gen_ai.usage.cache_read.input_tokens");
  private static final AttributeKey<Long> CACHE_CREATION =
      AttributeKey.longKey("gen_ai.usage.cache_creation.input_tokens");
  private static final AttributeKey<Long> REASONING =
      AttributeKey.longKey("gen_ai.usage.reasoning.output_tokens");

  private LlmSpan() {}

  /** Returns the attributes that every call of a method has. */
  static Attributes attributes(LlmSpec spec) {
    return Attributes.of(
        OPERATION_NAME, OPERATION, PROVIDER_NAME, spec.provider(), REQUEST_MODEL, spec.model());
  }

  /** Writes what a result said: input with its cached part, output with its reasoning. */
  static void write(Span span, UsageReading reading) {
    if (reading.model() != null) {
      span.setAttribute(RESPONSE_MODEL, reading.model());
    }
    if (reading.id() != null) {
      span.setAttribute(RESPONSE_ID, reading.id());
    }
    TokenUsage tokens = reading.tokens();
    if (tokens != null) {
      writePart(span, INPUT, tokens.inputTotal());
      writePart(span, OUTPUT, tokens.outputTotal());
      writePart(span, CACHE_READ, tokens.cacheRead());
      writePart(span, CACHE_CREATION, tokens.cacheWrite());
      writePart(span, REASONING, tokens.reasoning());
    }
  }

  /** Writes what went wrong: the class of the failure, behind what futures wrap around it. */
  static void write(Span span, Throwable thrown) {
    Throwable failure = thrown;
    Throwable cause = wrapped(thrown);
    for (int i = 0; i < MAX_CAUSES && cause != null; i++) {
      failure = cause;
      cause = wrapped(failure);
    }
    span.setAttribute(ERROR_TYPE, failure.getClass().getName());
  }

  private static @Nullable Throwable wrapped(Throwable failure) {
    return failure instanceof CompletionException || failure instanceof ExecutionException
        ? failure.getCause()
        : null;
  }

  private static void writePart(Span span, AttributeKey<Long> key, long tokens) {
    if (tokens > 0) {
      span.setAttribute(key, tokens);
    }
  }
}
