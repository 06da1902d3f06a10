// SPDX-License-Identifier: Apache-2.0
package io.meterweave.llm.shapes;

import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.OptionalLong;

/** Results in the shapes that SDKs give them, in a package that the reader does not belong to. */
public final class Answers {
  private Answers() {}

  /** As openai-java: optional hops, primitive longs, details. */
  public record Chat(String id, String model, Optional<Object> usage) {}

  public record ChatUsage(
      long promptTokens,
      long completionTokens,
      long totalTokens,
      Optional<Prompt> promptTokensDetails,
      Optional<Completion> completionTokensDetails) {}

  public record Prompt(Optional<Long> cachedTokens) {}

  public record Completion(Optional<Long> reasoningTokens) {}

  public static Chat chat(long in, long cached, long out, long reasoning) {
    return new Chat(
        "chat-1",
        "gpt-5.4",
        Optional.of(
            new ChatUsage(
                in,
                out,
                in + out,
                Optional.of(new Prompt(Optional.of(cached))),
                Optional.of(new Completion(Optional.of(reasoning))))));
  }

  /** As anthropic-java. */
  public record Message(String id, ModelName model, MessageUsage usage) {}

  public record ModelName(String asString) {}

  public record MessageUsage(
      long inputTokens,
      long outputTokens,
      OptionalLong cacheReadInputTokens,
      OptionalInt cacheCreationInputTokens) {}

  public static Message message(long in, long read, int written, long out) {
    return new Message(
        "msg-1",
        new ModelName("claude-x"),
        new MessageUsage(in, out, OptionalLong.of(read), OptionalInt.of(written)));
  }

  /** As the Bedrock runtime: the total counts the cache. */
  public record Converse(ConverseUsage usage) {}

  public record ConverseUsage(
      Integer inputTokens,
      Integer outputTokens,
      Integer totalTokens,
      Integer cacheReadInputTokens,
      Integer cacheWriteInputTokens) {}

  /** As LangChain4j's AnthropicTokenUsage: the total does not count the cache. */
  public record AnthropicTokenUsage(
      Integer inputTokenCount,
      Integer outputTokenCount,
      Integer totalTokenCount,
      Integer cacheReadInputTokens,
      Integer cacheCreationInputTokens) {}

  /** As LangChain4j's GoogleAiGeminiTokenUsage. */
  public record GeminiTokenUsage(
      Integer inputTokenCount,
      Integer outputTokenCount,
      Integer totalTokenCount,
      Integer cachedContentTokenCount,
      Integer thoughtsTokenCount) {}

  public record FrameworkResponse(Object tokenUsage, String modelName, String id) {}

  public record SpringResponse(SpringMetadata getMetadata) {}

  public record SpringMetadata(Object getUsage, String getModel, String getId) {}

  /** A class that nobody but its package may see, behind an interface that all may. */
  public interface Visible {
    Optional<Integer> promptTokenCount();

    Optional<Integer> candidatesTokenCount();
  }

  private static final class AutoVisible implements Visible {
    @Override
    public Optional<Integer> promptTokenCount() {
      return Optional.of(7);
    }

    @Override
    public Optional<Integer> candidatesTokenCount() {
      return Optional.of(3);
    }
  }

  public static Object visible() {
    return new Object() {
      public Visible usageMetadata() {
        return new AutoVisible();
      }
    };
  }

  /** A record that nobody but its package may see. */
  record Hidden(int inputTokens, int outputTokens) {}

  public static Object hidden(int in, int out) {
    return new Hidden(in, out);
  }

  public static final class Fields {
    public final int inputTokens = 5;
    public final double outputTokens = 2.0;
    public static final int totalTokens = 99;
  }

  /** Some of its accessors throw. */
  public static final class Throwing {
    private final boolean inputToo;

    public Throwing(boolean inputToo) {
      this.inputToo = inputToo;
    }

    public long promptTokens() {
      if (inputToo) {
        throw new IllegalStateException("prompt_tokens is not set");
      }
      return 11;
    }

    public long completionTokens() {
      throw new IllegalStateException("completion_tokens is not set");
    }

    public String model() {
      throw new IllegalStateException("model is not set");
    }
  }

  /** As openai-java keeps what a gateway adds to the usage. */
  public record Extended(double dollars, boolean isOwnKey) {
    public long promptTokens() {
      return 1;
    }

    public Map<String, Json> _additionalProperties() {
      return Map.of(
          "cost", new Json(Optional.of(dollars), Optional.empty()),
          "is_byok", new Json(Optional.empty(), Optional.of(isOwnKey)),
          "prompt_tokens", new Json(Optional.of(77), Optional.empty()));
    }
  }

  public record Json(Optional<Number> asNumber, Optional<Boolean> asBoolean) {}

  /** Refers to itself by names that are followed. */
  public static final class Endless {
    public int calls;

    public Endless getMetadata() {
      calls++;
      return this;
    }

    public Endless getUsage() {
      calls++;
      return this;
    }
  }
}
