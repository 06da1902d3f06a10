// SPDX-License-Identifier: Apache-2.0
package io.meterweave.llm;

import static org.assertj.core.api.Assertions.assertThat;

import io.meterweave.llm.shapes.Answers;
import java.lang.invoke.MethodHandles;
import java.lang.ref.WeakReference;
import java.net.URL;
import java.net.URLClassLoader;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class UsageReaderTest {
  private static final String CHAT =
      """
      {"id":"chatcmpl-1","object":"chat.completion","model":"gpt-5.4-2026-03-05",
       "choices":[{"message":{"content":"{\\"usage\\":{\\"prompt_tokens\\":9}}"}}],
       "usage":{"prompt_tokens":1200,"completion_tokens":300,"total_tokens":1500,
         "prompt_tokens_details":{"cached_tokens":1024,"audio_tokens":0},
         "completion_tokens_details":{"reasoning_tokens":192}},
       "service_tier":"default"}
      """;

  private final UsageReader reader =
      new UsageReader("com.acme.Desk.ask", "any", MethodHandles.publicLookup());

  @Test
  void aJsonTextIsRead() {
    UsageReading reading = reader.read(CHAT);

    assertThat(reading.tokens()).isEqualTo(new TokenUsage(176, 1024, 0, 108, 192));
    assertThat(reading.missing()).isNull();
    assertThat(reading.model()).isEqualTo("gpt-5.4-2026-03-05");
    assertThat(reading.id()).isEqualTo("chatcmpl-1");
    assertThat(reading.costUsd()).isNaN();
  }

  @Test
  void otherTextsOfTheSameAreRead() {
    TokenUsage tokens = new TokenUsage(176, 1024, 0, 108, 192);

    assertThat(reader.read(new StringBuilder(CHAT)).tokens()).isEqualTo(tokens);
    assertThat(reader.read(CHAT.getBytes(StandardCharsets.UTF_8)).tokens()).isEqualTo(tokens);
    assertThat(reader.read(Optional.of("\n " + CHAT)).tokens()).isEqualTo(tokens);
  }

  @Test
  void usageInsideTheContentIsNoUsage() {
    assertThat(reader.read("{\"choices\":[{\"usage\":{\"prompt_tokens\":9}}]}").missing())
        .isEqualTo(MissingUsage.NO_USAGE);
    assertThat(reader.read("{\"content\":\"usage: {\\\"prompt_tokens\\\":9}\"}").missing())
        .isEqualTo(MissingUsage.NO_USAGE);
  }

  @Test
  void aBrokenTextGivesNothingAtAll() {
    String cut = CHAT.substring(0, CHAT.indexOf("\"completion_tokens_details\""));

    assertThat(reader.read(cut)).isEqualTo(UsageReading.missing(MissingUsage.UNREADABLE));
    assertThat(reader.read("{").missing()).isEqualTo(MissingUsage.UNREADABLE);
    assertThat(reader.read("{\"usage\":{\"prompt_tokens\":1e9999}}").tokens()).isNull();
  }

  @Test
  void aTextThatWasCutAnywhereGivesNoTokens() {
    int end = CHAT.lastIndexOf('}');
    for (int length = 0; length <= end; length++) {
      assertThat(reader.read(CHAT.substring(0, length)).tokens()).isNull();
    }
    assertThat(reader.read(CHAT.substring(0, end + 1)).tokens()).isNotNull();
  }

  @Test
  void anEndlessNestingIsUnreadable() {
    String deep = "{\"x\":".repeat(5000);
    String array = "{\"x\":" + "[".repeat(100_000);

    assertThat(reader.read(deep).missing()).isEqualTo(MissingUsage.UNREADABLE);
    assertThat(reader.read(array).missing()).isEqualTo(MissingUsage.UNREADABLE);
    assertThat(reader.read("{\"usage\":".repeat(50) + "1" + "}".repeat(50)).missing())
        .isEqualTo(MissingUsage.NO_USAGE);
  }

  @Test
  void aTextThatIsTooLongIsUnreadable() {
    String text = "{\"x\":\"" + "a".repeat(JsonUsage.MAX_LENGTH) + "\"}";

    assertThat(reader.read(text).missing()).isEqualTo(MissingUsage.UNREADABLE);
    assertThat(reader.read(text.getBytes(StandardCharsets.UTF_8)).missing())
        .isEqualTo(MissingUsage.UNREADABLE);
  }

  @Test
  void whatIsNoObjectHasNoUsage() {
    for (Object result :
        List.of("hello", "", " ", "[1]", 5, true, new int[3], List.of(CHAT), Thread.State.NEW)) {
      assertThat(reader.read(result)).isEqualTo(UsageReading.missing(MissingUsage.NO_USAGE));
    }
  }

  @Test
  void nothingHasNoUsage() {
    assertThat(reader.read(null).missing()).isEqualTo(MissingUsage.NULL_RESULT);
    assertThat(reader.read(Optional.empty()).missing()).isEqualTo(MissingUsage.NULL_RESULT);
  }

  @Test
  void aMapIsRead() {
    Map<String, Object> usage = Map.of("prompt_tokens", 21, "completion_tokens", 24L);

    assertThat(reader.read(Map.of("usage", usage, "model", "m")))
        .isEqualTo(new UsageReading(new TokenUsage(21, 0, 0, 24, 0), null, Double.NaN, "m", null));
    assertThat(reader.read(usage).tokens()).isEqualTo(new TokenUsage(21, 0, 0, 24, 0));
  }

  @Test
  void aMapWithOddKeysAndValuesIsRead() {
    Map<Object, Object> usage = new HashMap<>();
    usage.put(null, null);
    usage.put(5, "five");
    usage.put("inputTokens", 3);
    usage.put("outputTokens", null);
    usage.put("cachedTokens", "many");

    assertThat(reader.read(usage).tokens()).isEqualTo(new TokenUsage(3, 0, 0, 0, 0));
  }

  @Test
  void anObjectWithAccessorsIsRead() {
    UsageReading reading = reader.read(Answers.chat(1200, 1024, 300, 192));

    assertThat(reading.tokens()).isEqualTo(new TokenUsage(176, 1024, 0, 108, 192));
    assertThat(reading.model()).isEqualTo("gpt-5.4");
    assertThat(reading.id()).isEqualTo("chat-1");
  }

  @Test
  void aModelThatIsAnObjectIsRead() {
    assertThat(reader.read(Answers.message(1, 2, 3, 4)).model()).isEqualTo("claude-x");
  }

  @Test
  void gettersAreRead() {
    UsageReading reading =
        reader.read(
            new Answers.SpringResponse(
                new Answers.SpringMetadata(Map.of("promptTokens", 4), "m", "i")));

    assertThat(reading.tokens()).isEqualTo(new TokenUsage(4, 0, 0, 0, 0));
    assertThat(reading.model()).isEqualTo("m");
    assertThat(reading.id()).isEqualTo("i");
  }

  @Test
  void publicFieldsAreRead() {
    assertThat(reader.read(new Answers.Fields()).tokens()).isEqualTo(new TokenUsage(5, 0, 0, 2, 0));
  }

  @Test
  void classesThatAreNotPublicAreRead() {
    assertThat(reader.read(Answers.hidden(8, 9)).tokens()).isEqualTo(new TokenUsage(8, 0, 0, 9, 0));
    assertThat(reader.read(Answers.visible()).tokens()).isEqualTo(new TokenUsage(7, 0, 0, 3, 0));
  }

  @Test
  void anAccessorThatThrowsIsAValueThatIsMissing() {
    UsageReading reading = reader.read(new Answers.Throwing(false));

    assertThat(reading.tokens()).isEqualTo(new TokenUsage(11, 0, 0, 0, 0));
    assertThat(reading.missing()).isEqualTo(MissingUsage.INCOMPLETE);
    assertThat(reader.read(new Answers.Throwing(true)).missing())
        .isEqualTo(MissingUsage.UNREADABLE);
  }

  @Test
  void aMapThatThrowsIsUnreadable() {
    Map<String, Object> map =
        new HashMap<>() {
          @Override
          public java.util.Set<Map.Entry<String, Object>> entrySet() {
            throw new IllegalStateException("closed");
          }
        };

    assertThat(reader.read(map).missing()).isEqualTo(MissingUsage.UNREADABLE);
  }

  @Test
  void aResultThatRefersToItselfEnds() {
    Answers.Endless endless = new Answers.Endless();

    assertThat(reader.read(endless).tokens()).isNull();
    assertThat(endless.calls).isLessThanOrEqualTo(64);
  }

  @Test
  void numbersThatCannotBeAreMissing() {
    for (Number number : List.of(-1, 1_000_000_001L, Double.NaN, Double.POSITIVE_INFINITY)) {
      Map<String, Number> usage = Map.of("input_tokens", number, "output_tokens", 2);
      assertThat(reader.read(usage).tokens()).isEqualTo(new TokenUsage(0, 0, 0, 2, 0));
      assertThat(reader.read(usage).missing()).isEqualTo(MissingUsage.INCOMPLETE);
    }
  }

  @Test
  void outputAloneIsIncompleteAndInputAloneIsNot() {
    assertThat(reader.read(Map.of("output_tokens", 2)).missing())
        .isEqualTo(MissingUsage.INCOMPLETE);
    assertThat(reader.read(Map.of("prompt_tokens", 2, "total_tokens", 2)).missing()).isNull();
  }

  @Test
  void zeroForEverythingIsNoMeasurement() {
    UsageReading reading = reader.read(Map.of("prompt_tokens", 0, "completion_tokens", 0));

    assertThat(reading.tokens()).isNull();
    assertThat(reading.missing()).isEqualTo(MissingUsage.ZERO);
  }

  @Test
  void theCostThatTheProviderReportsIsRead() {
    Map<String, Object> usage = Map.of("prompt_tokens", 1, "cost", 0.00025);
    Map<String, Object> parts = Map.of("input_tokens_cost", 0.1, "total_cost", 0.5);

    assertThat(reader.read(Map.of("usage", usage)).costUsd()).isEqualTo(0.00025);
    assertThat(reader.read(Map.of("prompt_tokens", 1, "cost", parts)).costUsd()).isEqualTo(0.5);
    assertThat(reader.read(Map.of("prompt_tokens", 1, "cost", -1)).costUsd()).isNaN();
  }

  @Test
  void theCostOfACallWithOnesOwnKeyIsNotTheWhole() {
    assertThat(
            reader
                .read("{\"usage\":{\"prompt_tokens\":1,\"cost\":0.1,\"is_byok\":true}}")
                .costUsd())
        .isNaN();
  }

  @Test
  void theCostAmongWhatAnSdkHasNoAccessorForIsRead() {
    assertThat(reader.read(new Answers.Extended(0.25, false)).costUsd()).isEqualTo(0.25);
    assertThat(reader.read(new Answers.Extended(0.25, true)).costUsd()).isNaN();
  }

  @Test
  void aTreeOfAJsonLibraryIsReadByItsText() {
    Object tree =
        new com.google.gson.JsonElement() {
          @Override
          public String toString() {
            return CHAT;
          }
        };

    assertThat(reader.read(tree).tokens()).isEqualTo(new TokenUsage(176, 1024, 0, 108, 192));
    assertThat(reader.read(Map.of("metadata", tree)).tokens())
        .isEqualTo(new TokenUsage(176, 1024, 0, 108, 192));
  }

  @Test
  void billedUnitsAreReadNotConsumedOnes() {
    String cohere =
        """
        {"usage":{"billed_units":{"input_tokens":5.0,"output_tokens":418.0},
                  "tokens":{"input_tokens":71.0,"output_tokens":418.0}}}
        """;

    assertThat(reader.read(cohere).tokens()).isEqualTo(new TokenUsage(5, 0, 0, 418, 0));
  }

  @Test
  void ollamasCountsAreRead() {
    assertThat(
            reader.read("{\"model\":\"m\",\"prompt_eval_count\":26,\"eval_count\":298}").tokens())
        .isEqualTo(new TokenUsage(26, 0, 0, 298, 0));
  }

  @Test
  void manyEntriesAreNotAllRead() {
    Map<Object, Object> many = new HashMap<>();
    for (int i = 0; i < 10_000; i++) {
      many.put(i, i);
    }

    assertThat(reader.read(many).missing()).isEqualTo(MissingUsage.NO_USAGE);
  }

  @Test
  void theLoaderOfAResultsClassIsNotKept() throws Exception {
    WeakReference<ClassLoader> loader = new WeakReference<>(readThroughOwnLoader());

    byte[][] garbage = new byte[64][];
    for (int i = 0; i < 64 && loader.get() != null; i++) {
      garbage[i] = new byte[1 << 20];
      Arrays.fill(garbage[i], (byte) i);
      System.gc();
    }
    assertThat(loader.get()).isNull();
  }

  private ClassLoader readThroughOwnLoader() throws Exception {
    URL classes = Answers.class.getProtectionDomain().getCodeSource().getLocation();
    try (URLClassLoader own = new URLClassLoader(new URL[] {classes}, null)) {
      Class<?> answers = own.loadClass(Answers.class.getName());
      Object chat =
          answers
              .getMethod("chat", long.class, long.class, long.class, long.class)
              .invoke(null, 1L, 0L, 2L, 0L);
      assertThat(chat.getClass()).isNotEqualTo(Answers.Chat.class);
      assertThat(reader.read(chat).tokens()).isEqualTo(new TokenUsage(1, 0, 0, 2, 0));
      return own;
    }
  }
}
