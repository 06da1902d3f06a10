// SPDX-License-Identifier: Apache-2.0
package io.meterweave.llm;

import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * A name that means something in a result: of an accessor, a public field, a map's key or a JSON
 * member.
 *
 * <p>Immutable. Written once in the table below, it is known as {@code prompt_tokens}, {@code
 * promptTokens} and {@code getPromptTokens}. Nothing but these names is ever read.
 *
 * @param role what is done with the value
 * @param field the number it holds, for the role {@link Role#TOKENS}
 * @param convention what the name says about the number it is part of
 * @param rank the order in which the names of one object are read
 */
record UsageName(Role role, @Nullable Field field, Convention convention, int rank) {

  /** What is done with a value, in the order in which the values of one object are read. */
  enum Role {
    /** The provider's own usage inside a framework's, which says what the numbers mean. */
    NATIVE,
    /** A number of tokens. */
    TOKENS,
    /** An object that splits a number up. */
    DETAILS,
    /** What the provider says the call cost; a number of dollars or an object with its total. */
    COST,
    /** The number within an object of costs. */
    COST_TOTAL,
    /** Says that the cost is not the whole: the caller pays the model with a key of his own. */
    OWN_KEY,
    /** The truth value within the object that says so. */
    OWN_KEY_VALUE,
    /** What an SDK found in the usage and has no accessor for; the cost may be there. */
    EXTRAS,
    /** The model that answered. */
    MODEL,
    /** The identifier of the answer. */
    ID,
    /** The text of a model's name that is an object. */
    TEXT,
    /** An object that may hold the usage. */
    HOP,
    /** Such an object, but only in maps, JSON and Spring AI, for elsewhere it may be anything. */
    GUARDED_HOP
  }

  /** What a number counts. */
  enum Field {
    INPUT,
    /** Input of a kind that is never included in {@link #INPUT}. */
    TOOL_INPUT,
    OUTPUT,
    TOTAL,
    CACHE_READ,
    CACHE_WRITE,
    REASONING
  }

  /** Whether a part is included in the number it is a part of. */
  enum Convention {
    INSIDE,
    OUTSIDE,
    UNSAID
  }

  private static final Map<String, UsageName> BY_SPELLING = new HashMap<>();

  static {
    tokens(Field.INPUT, "input_tokens", "prompt_tokens", "input_token_count", "prompt_token_count");
    tokens(Field.INPUT, "prompt_eval_count", "total_input_tokens", "input_text_token_count");
    tokens(Field.TOOL_INPUT, "tool_use_prompt_token_count");
    tokens(Field.OUTPUT, "output_tokens", "completion_tokens", "output_token_count");
    tokens(Field.OUTPUT, "completion_token_count", "candidates_token_count", "eval_count");
    tokens(Field.OUTPUT, "total_output_tokens", "generation_tokens", "generation_token_count");
    tokens(Field.TOTAL, "total_tokens", "total_token_count");

    part(Field.CACHE_READ, Convention.INSIDE, "cached_tokens", "cached_input_tokens");
    part(Field.CACHE_READ, Convention.INSIDE, "cached_content_token_count");
    part(Field.CACHE_READ, Convention.INSIDE, "total_cached_tokens", "cached_prompt_text_tokens");
    part(Field.CACHE_READ, Convention.INSIDE, "prompt_cache_hit_tokens");
    part(Field.CACHE_READ, Convention.OUTSIDE, "cache_read_input_tokens");
    part(Field.CACHE_READ, Convention.OUTSIDE, "cache_read_input_token_count");
    part(Field.CACHE_WRITE, Convention.OUTSIDE, "cache_creation_input_tokens");
    part(Field.CACHE_WRITE, Convention.OUTSIDE, "cache_write_input_tokens");
    part(Field.CACHE_WRITE, Convention.OUTSIDE, "cache_write_input_token_count");
    tokens(Field.CACHE_READ, "cache_read_tokens");
    tokens(Field.CACHE_WRITE, "cache_write_tokens", "cache_creation_tokens");
    part(Field.REASONING, Convention.INSIDE, "thinking_tokens");
    part(Field.REASONING, Convention.UNSAID, "reasoning_tokens");
    part(Field.REASONING, Convention.OUTSIDE, "thoughts_token_count");
    part(Field.REASONING, Convention.OUTSIDE, "total_thought_tokens", "total_thoughts_tokens");

    names(Role.NATIVE, "native_usage");
    names(Role.DETAILS, "prompt_tokens_details", "input_tokens_details", "input_token_details");
    names(Role.DETAILS, "completion_tokens_details", "output_tokens_details");
    names(Role.DETAILS, "output_token_details");
    names(Role.COST, "cost");
    names(Role.COST_TOTAL, "total_cost", "as_number");
    names(Role.OWN_KEY, "is_byok");
    names(Role.OWN_KEY_VALUE, "as_boolean");
    names(Role.EXTRAS, "additional_properties");
    names(Role.MODEL, "model", "model_name", "model_version", "model_id");
    names(Role.ID, "id", "response_id", "generation_id");
    names(Role.TEXT, "string", "chat", "only", "as_string");
    names(Role.HOP, "usage", "token_usage", "usage_metadata", "usage_info", "billed_units");
    names(Role.HOP, "metadata", "meta", "chat_response", "response_model");
    names(Role.HOP, "raw_chat_completion", "raw_response");
    names(Role.GUARDED_HOP, "response");
  }

  /** Returns what a name means, or null if nothing. */
  static @Nullable UsageName of(String spelling) {
    return BY_SPELLING.get(spelling);
  }

  /** Returns whether a name holds another object to look into. */
  boolean isHop() {
    return role == Role.HOP || role == Role.GUARDED_HOP;
  }

  private static void tokens(Field field, String... names) {
    part(field, Convention.UNSAID, names);
  }

  private static void part(Field field, Convention convention, String... names) {
    for (String name : names) {
      add(name, new UsageName(Role.TOKENS, field, convention, rank(Role.TOKENS)));
    }
  }

  private static void names(Role role, String... names) {
    for (String name : names) {
      add(name, new UsageName(role, null, Convention.UNSAID, rank(role)));
    }
  }

  /** Roles come in their order, names of one role in that of the table. */
  private static int rank(Role role) {
    return role.ordinal() * 1000 + BY_SPELLING.size();
  }

  private static void add(String snake, UsageName name) {
    StringBuilder camel = new StringBuilder();
    for (String word : List.of(snake.split("_", -1))) {
      String head = word.substring(0, 1);
      camel
          .append(camel.isEmpty() ? head : head.toUpperCase(Locale.ROOT))
          .append(word.substring(1));
    }
    String bean = "get" + camel.substring(0, 1).toUpperCase(Locale.ROOT) + camel.substring(1);
    BY_SPELLING.put(snake, name);
    BY_SPELLING.put(camel.toString(), name);
    BY_SPELLING.put(bean, name);
    if (name.role() == Role.EXTRAS) {
      BY_SPELLING.put("_" + camel, name);
    }
  }
}
