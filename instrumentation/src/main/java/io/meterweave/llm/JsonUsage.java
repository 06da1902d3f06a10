// SPDX-License-Identifier: Apache-2.0
package io.meterweave.llm;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonFactoryBuilder;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonToken;
import com.fasterxml.jackson.core.StreamReadConstraints;
import com.fasterxml.jackson.core.util.JsonRecyclerPools;
import java.io.IOException;
import java.util.HashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Reads from a JSON object the few members that may say something about usage, as maps in maps.
 *
 * <p>Thread-safe. Everything else is skipped unread, whatever stands in it. Broken JSON and too
 * deep nesting throw an {@link IOException}, so that nothing is taken from a text that was cut off.
 */
final class JsonUsage {
  /** The longest text that is read: characters, or bytes. */
  static final int MAX_LENGTH = 4 * 1024 * 1024;

  private static final int MAX_NESTING = 200;
  private static final int MAX_NAME = 10_000;
  private static final int MAX_NUMBER = 100;
  private static final int MAX_NAME_VALUE = 1024;

  private static final JsonFactory FACTORY =
      new JsonFactoryBuilder()
          .recyclerPool(JsonRecyclerPools.newBoundedPool(8))
          .disable(JsonFactory.Feature.INTERN_FIELD_NAMES)
          .disable(JsonFactory.Feature.CANONICALIZE_FIELD_NAMES)
          .streamReadConstraints(
              StreamReadConstraints.builder()
                  .maxNestingDepth(MAX_NESTING)
                  .maxNameLength(MAX_NAME)
                  .maxNumberLength(MAX_NUMBER)
                  .maxStringLength(MAX_LENGTH)
                  .build())
          .build();

  private JsonUsage() {}

  /** Returns the members of a text, or null if it is no JSON object. */
  static @Nullable Map<String, Object> read(String text) throws IOException {
    for (int i = 0; i < text.length(); i++) {
      char c = text.charAt(i);
      if (!isBlank(c)) {
        if (c != '{') {
          return null;
        }
        refuseLonger(text.length());
        try (JsonParser parser = FACTORY.createParser(text)) {
          return root(parser);
        }
      }
    }
    return null;
  }

  /** Returns the members of an encoded text, or null if it is no JSON object. */
  static @Nullable Map<String, Object> read(byte[] text) throws IOException {
    for (byte b : text) {
      if (!isBlank((char) b)) {
        if (b != '{') {
          return null;
        }
        refuseLonger(text.length);
        try (JsonParser parser = FACTORY.createParser(text)) {
          return root(parser);
        }
      }
    }
    return null;
  }

  private static boolean isBlank(char c) {
    return c == ' ' || c == '\n' || c == '\r' || c == '\t';
  }

  private static void refuseLonger(int length) throws IOException {
    if (length > MAX_LENGTH) {
      throw new IOException("a JSON text of more than 4 MiB is not read");
    }
  }

  private static Map<String, Object> root(JsonParser parser) throws IOException {
    parser.nextToken();
    return object(parser, 0);
  }

  private static Map<String, Object> object(JsonParser parser, int depth) throws IOException {
    Map<String, Object> members = new HashMap<>();
    while (parser.nextToken() == JsonToken.FIELD_NAME) {
      String key = parser.currentName();
      UsageName name = UsageName.of(key);
      JsonToken token = parser.nextToken();
      Object value = name == null ? null : value(parser, token, depth);
      if (value != null) {
        members.put(key, value);
      }
      parser.skipChildren();
    }
    if (parser.currentToken() != JsonToken.END_OBJECT) {
      throw new IOException("a JSON object does not end");
    }
    return members;
  }

  private static @Nullable Object value(JsonParser parser, JsonToken token, int depth)
      throws IOException {
    return switch (token) {
      case START_OBJECT -> depth < UsageReader.MAX_DEPTH ? object(parser, depth + 1) : null;
      case VALUE_NUMBER_INT, VALUE_NUMBER_FLOAT -> parser.getDoubleValue();
      case VALUE_TRUE -> true;
      case VALUE_FALSE -> false;
      case VALUE_STRING -> parser.getTextLength() <= MAX_NAME_VALUE ? parser.getText() : null;
      default -> null;
    };
  }
}
