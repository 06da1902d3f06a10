// SPDX-License-Identifier: Apache-2.0
package io.meterweave.llm;

import io.meterweave.incident.Incidents;
import java.io.IOException;
import java.lang.invoke.MethodHandles;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * Takes the token usage from what a method returned, whatever class that is; made once per woven
 * method.
 *
 * <p>Thread-safe. Whatever the application's accessors do, it does not throw: it says why there is
 * no usage.
 */
/*
 * Problem: a dozen SDKs and frameworks, none of which may be linked against, and records that
 * somebody wrote himself. What they share is some seventy names (UsageName) and the depth at which
 * these stand: result, usage, details.
 *
 * Choice: one hop at a time. Per class one plan (UsageShape: handles for those names that the class
 * has), kept in a ClassValue, so that it lives as long as the class and no longer. Chains of handles
 * across classes would be faster and would pin the loaders of the classes further down; a map keyed
 * by class leaks them even if its keys are weak, for the handle in the value holds the key.
 *
 * The plans are kept per woven method, not for all: which accessor is in reach depends on the class
 * that holds the method.
 *
 * Nothing but the names of the table is ever called: not get(), not parse(), not close().
 */
final class UsageReader implements UsageSource {
  static final int MAX_DEPTH = 5;

  private final String where;
  private final UsageNormalizer normalizer;
  private final ClassValue<UsageShape> shapes;

  /**
   * Makes a reader.
   *
   * @param where the woven method, for reports
   * @param provider the provider that the annotation names
   * @param caller the lookup of the class that holds the woven method
   */
  UsageReader(String where, String provider, MethodHandles.Lookup caller) {
    this.where = where;
    this.normalizer = new UsageNormalizer(provider);
    this.shapes = new Shapes(caller);
  }

  @Override
  public UsageReading read(@Nullable Object result) {
    Object value = result instanceof Optional<?> optional ? optional.orElse(null) : result;
    if (value == null) {
      return UsageReading.missing(MissingUsage.NULL_RESULT);
    }
    try {
      Object root = root(value);
      return root == null
          ? UsageReading.missing(MissingUsage.NO_USAGE)
          : reading(new UsageWalk(where, shapes).read(root));
    } catch (IOException broken) {
      return UsageReading.missing(MissingUsage.UNREADABLE);
    } catch (Throwable itThrows) {
      Incidents.swallow(Incidents.Kind.USER_CODE, where + ": reading usage", itThrows);
      return UsageReading.missing(MissingUsage.UNREADABLE);
    }
  }

  private static @Nullable Object root(Object value) throws IOException {
    if (value instanceof CharSequence text) {
      return JsonUsage.read(text.toString());
    }
    return value instanceof byte[] bytes ? JsonUsage.read(bytes) : value;
  }

  private UsageReading reading(RawUsage raw) {
    if (!raw.hasTokens()) {
      return without(raw, raw.isBlocked() ? MissingUsage.UNREADABLE : MissingUsage.NO_USAGE);
    }
    TokenUsage tokens = normalizer.normalize(raw);
    if (tokens.inputTotal() + tokens.outputTotal() == 0) {
      return without(raw, MissingUsage.ZERO);
    }
    MissingUsage missing = raw.isIncomplete() ? MissingUsage.INCOMPLETE : null;
    return new UsageReading(tokens, missing, raw.costUsd(), raw.model(), raw.id());
  }

  private static UsageReading without(RawUsage raw, MissingUsage reason) {
    return new UsageReading(null, reason, raw.costUsd(), raw.model(), raw.id());
  }

  /** The plans by class. */
  private static final class Shapes extends ClassValue<UsageShape> {
    private final MethodHandles.Lookup caller;

    Shapes(MethodHandles.Lookup caller) {
      this.caller = caller;
    }

    @Override
    protected UsageShape computeValue(Class<?> type) {
      return UsageShape.of(type, caller);
    }
  }
}
