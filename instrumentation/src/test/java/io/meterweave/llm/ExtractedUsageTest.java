// SPDX-License-Identifier: Apache-2.0
package io.meterweave.llm;

import static org.assertj.core.api.Assertions.assertThat;

import io.meterweave.incident.Incidents;
import java.lang.invoke.MethodHandles;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** Usage that a class of the application's finds. */
class ExtractedUsageTest {
  private static UsageReading read(Class<?> extractor, Object result) {
    MethodHandles.Lookup here = MethodHandles.lookup();
    UsageReader reader = new UsageReader("com.acme.Chat.ask", "openai", here);
    return new ExtractedUsage("com.acme.Chat.ask", extractor.getName(), here, reader).read(result);
  }

  @Test
  void whatItFindsIsReadAsAResultIs() {
    TokenUsage tokens =
        read(Nested.class, Map.of("deep", "{\"input_tokens\":7,\"output_tokens\":3}")).tokens();
    assertThat(tokens).isNotNull();
    assertThat(tokens.input()).isEqualTo(7);
    assertThat(tokens.output()).isEqualTo(3);
  }

  @Test
  void aNullResultIsNotAskedAbout() {
    assertThat(read(Failing.class, null).missing()).isEqualTo(MissingUsage.NULL_RESULT);
  }

  @Test
  void whereItFindsNothingThereIsNoUsage() {
    assertThat(read(Nested.class, Map.of()).missing()).isEqualTo(MissingUsage.NO_USAGE);
  }

  @Test
  void oneThatFailsOrCannotBeMadeFindsNothing() {
    long before = Incidents.count(Incidents.Kind.USER_CODE);
    assertThat(read(Failing.class, "x").missing()).isEqualTo(MissingUsage.NO_USAGE);
    assertThat(read(Runnable.class, "x").missing()).isEqualTo(MissingUsage.NO_USAGE);
    assertThat(Incidents.count(Incidents.Kind.USER_CODE) - before).isEqualTo(2);
  }

  /** As the interface of the API has it, by name. */
  interface Extractor {
    Object usage(Object result);
  }

  private static final class Nested implements Extractor {
    @Override
    public Object usage(Object result) {
      return ((Map<?, ?>) result).get("deep");
    }
  }

  private static final class Failing implements Extractor {
    @Override
    public Object usage(Object result) {
      throw new IllegalStateException("no");
    }
  }
}
