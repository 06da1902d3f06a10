// SPDX-License-Identifier: Apache-2.0
package io.meterweave.llm;

import io.meterweave.record.CallObserver;
import io.meterweave.record.Instruments;
import io.meterweave.spec.LlmSpec;
import io.meterweave.spec.MethodSpec;
import java.lang.invoke.MethodHandles;
import java.util.function.BiFunction;
import org.jspecify.annotations.Nullable;

/**
 * Makes the observers of the methods that call a language model.
 *
 * <p>Immutable, thread-safe.
 */
public final class LlmObservers
    implements BiFunction<MethodSpec, MethodHandles.Lookup, @Nullable CallObserver> {
  private final LlmMetrics metrics;

  /** Registers the metrics of the pack {@code llm}. */
  public LlmObservers(Instruments instruments) {
    this.metrics = LlmMetrics.register(instruments);
  }

  /**
   * Makes the observer of one method, or returns null if the method does not ask for one.
   *
   * @param caller the full lookup of the class that holds the method, for results that only it may
   *     see
   */
  @Override
  public @Nullable CallObserver apply(MethodSpec method, MethodHandles.Lookup caller) {
    LlmSpec llm = method.requests().llm();
    if (llm == null) {
      return null;
    }
    UsageReader reader = new UsageReader(method.functionName(), llm.provider(), caller);
    warm(reader, method.descriptor());
    String extractor = llm.usageExtractor();
    return new LlmRecorder(
        metrics,
        llm,
        extractor == null
            ? reader
            : new ExtractedUsage(method.functionName(), extractor, caller, reader));
  }

  /**
   * Reads something of the kind that the method may return, so that no class of ours is initialized
   * at the end of a stack: one whose initializer meets a {@link StackOverflowError} is lost for the
   * life of the JVM. The parser is not loaded for those who return an SDK's object.
   */
  private static void warm(UsageReader reader, String descriptor) {
    reader.read(new Sample(new Sample(null, 1), 1));
    if (mayReturnText(descriptor.substring(descriptor.indexOf(')') + 1))) {
      reader.read("{\"usage\":{\"prompt_tokens\":1,\"completion_tokens\":1}}");
    }
  }

  private static boolean mayReturnText(String type) {
    return type.equals("[B") || type.startsWith("Ljava/lang/") || type.endsWith("JsonNode;");
  }

  /** A result like those of an SDK. */
  private record Sample(@Nullable Sample metadata, long inputTokens) {}
}
