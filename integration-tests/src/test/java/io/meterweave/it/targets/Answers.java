// SPDX-License-Identifier: Apache-2.0
package io.meterweave.it.targets;

import io.meterweave.annotations.SpanAttribute;
import io.meterweave.annotations.TraceOperation;
import io.meterweave.annotations.TrackLlmUsage;
import io.meterweave.annotations.TrackMetrics;
import io.meterweave.it.targets.Stage.ExpectedException;
import java.util.Map;

/** LLM usage in every form that a result may have. */
public final class Answers {
  /** An answer with its usage, as records. */
  public record Reply(String text, Usage usage) {}

  /** The usual figures of a record. */
  public record Usage(long inputTokens, long outputTokens) {}

  /** An answer with its usage, as beans; not public, as some libraries' classes are. */
  static final class Bean {
    /** Returns the usage. */
    public BeanUsage getUsage() {
      return new BeanUsage();
    }
  }

  /** The usual figures of a bean. */
  static final class BeanUsage {
    /** Returns the tokens that went in. */
    public int getPromptTokens() {
      return 40;
    }

    /** Returns the tokens that came out. */
    public int getCompletionTokens() {
      return 2;
    }
  }

  @TrackLlmUsage(provider = "acme", model = "map-1", costPer1kPrompt = 0.5, costPer1kCompletion = 2)
  static Map<String, Object> map(@SpanAttribute("asked.for") int in, int out) {
    return Map.of("usage", Map.of("prompt_tokens", in, "completion_tokens", out));
  }

  @TrackLlmUsage(provider = "acme", model = "json-1", costPer1kPrompt = 1, costPer1kCompletion = 10)
  static String json() {
    return "{\"model\":\"json-1\",\"usage\":{\"prompt_tokens\":1200,\"completion_tokens\":300,"
        + "\"total_tokens\":1500,\"prompt_tokens_details\":{\"cached_tokens\":1000},"
        + "\"completion_tokens_details\":{\"reasoning_tokens\":100}}}";
  }

  @TrackLlmUsage(
      provider = "acme",
      model = "record-1",
      costPer1kPrompt = 1,
      costPer1kCompletion = 1)
  static Reply record() {
    return new Reply("text", new Usage(30, 4));
  }

  @TrackLlmUsage(provider = "acme", model = "bean-1", costPer1kPrompt = 1, costPer1kCompletion = 1)
  static Object bean() {
    return new Bean();
  }

  @TrackLlmUsage(provider = "acme", model = "unpriced-1")
  static Reply unpriced() {
    return new Reply("text", new Usage(1, 1));
  }

  @TrackLlmUsage(
      provider = "acme",
      model = "silent-1",
      costPer1kPrompt = 1,
      costPer1kCompletion = 1)
  static String withoutUsage() {
    return "just words";
  }

  @TrackLlmUsage(provider = "acme", model = "null-1", costPer1kPrompt = 1, costPer1kCompletion = 1)
  static Reply withoutResult() {
    return null;
  }

  @TrackLlmUsage(provider = "acme", model = "error-1", costPer1kPrompt = 1, costPer1kCompletion = 1)
  static Reply failing() {
    throw new ExpectedException("the model is asleep");
  }

  @TrackLlmUsage(provider = "acme", model = "all-1", costPer1kPrompt = 1, costPer1kCompletion = 1)
  @TrackMetrics(name = "ask")
  @TraceOperation(name = "ask the model", attributes = "team=desk")
  static Reply everything() {
    return new Reply("text", new Usage(10, 20));
  }

  /** Runs it all. */
  public static void main(String[] args) {
    System.out.println(map(1000, 500).size());
    map(1000, 500);
    System.out.println(json().length());
    System.out.println(record());
    bean();
    unpriced();
    System.out.println(withoutUsage());
    System.out.println(withoutResult());
    Stage.fails(Answers::failing);
    everything();
    Stage.reached("done");
  }
}
