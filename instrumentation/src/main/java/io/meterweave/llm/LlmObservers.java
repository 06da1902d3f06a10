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
    LlmSpec llm = method.llm();
    if (llm == null) {
      return null;
    }
    UsageReader reader = new UsageReader(method.functionName(), llm.provider(), caller);
    warm(reader);
    return new LlmRecorder(metrics, llm, reader);
  }

  /**
   * Reads something of each kind, so that no class of ours is initialized at the end of a stack:
   * one whose initializer meets a {@link StackOverflowError} is lost for the life of the JVM.
   */
  private static void warm(UsageReader reader) {
    reader.read(
        "{\"usage\":{\"prompt_tokens\":1,\"prompt_tokens_details\":{\"cached_tokens\":1}}}");
    reader.read(new Sample(1));
  }

  /** A result like those of an SDK. */
  private record Sample(long inputTokens) {}
}
