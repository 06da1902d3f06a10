// SPDX-License-Identifier: Apache-2.0
package io.meterweave.record;

import io.opentelemetry.api.trace.Span;
import io.opentelemetry.sdk.trace.samplers.Sampler;

/**
 * What a sampler says, without asking it where the answer is known.
 *
 * <p>Immutable.
 */
/*
 * Asking takes ids, attributes and a context, which is most of what a span costs that is not wanted.
 * OpenTelemetry's own samplers that say always the same need none of that, nor do those that do as
 * the parent does where there is one. Any other is asked, with all it may look at.
 */
enum Sampling {
  /** Every span is wanted. */
  ALL(Answer.YES, Answer.YES, Answer.YES),
  /** No span is wanted. */
  NONE(Answer.NO, Answer.NO, Answer.NO),
  /** Every root is wanted; others as their parents. */
  ALL_ROOTS(Answer.YES, Answer.YES, Answer.NO),
  /** No root is wanted; others as their parents. */
  NO_ROOTS(Answer.NO, Answer.YES, Answer.NO),
  /** Who knows about roots; others as their parents. */
  SOME_ROOTS(Answer.UNKNOWN, Answer.YES, Answer.NO),
  /** Who knows. */
  SOME(Answer.UNKNOWN, Answer.UNKNOWN, Answer.UNKNOWN);

  private static final Sampler AS_PARENT = Sampler.parentBased(Sampler.alwaysOn());

  private final Answer ofRoot;
  private final Answer underSampled;
  private final Answer underUnsampled;

  Sampling(Answer ofRoot, Answer underSampled, Answer underUnsampled) {
    this.ofRoot = ofRoot;
    this.underSampled = underSampled;
    this.underUnsampled = underUnsampled;
  }

  static Sampling of(Sampler sampler) {
    if (sampler.equals(Sampler.alwaysOn())) {
      return ALL;
    }
    if (sampler.equals(Sampler.alwaysOff())) {
      return NONE;
    }
    if (sampler.equals(AS_PARENT)) {
      return ALL_ROOTS;
    }
    if (sampler.equals(Sampler.parentBased(Sampler.alwaysOff()))) {
      return NO_ROOTS;
    }
    return doesAsParent(sampler) ? SOME_ROOTS : SOME;
  }

  /** A sampler does not tell its parts but in its description, where the root comes first. */
  private static boolean doesAsParent(Sampler sampler) {
    String usual = AS_PARENT.getDescription();
    String rest = usual.substring(usual.indexOf(",remoteParentSampled:"));
    return sampler.getClass() == AS_PARENT.getClass() && sampler.getDescription().endsWith(rest);
  }

  /** Returns the answer for a span without a parent. */
  Answer ofRoot() {
    return ofRoot;
  }

  /** Returns the answer below a span that is not sampled. */
  Answer underUnsampled() {
    return underUnsampled;
  }

  /** Returns the answer below a span. */
  Answer under(Span parent) {
    if (!parent.getSpanContext().isValid()) {
      return ofRoot;
    }
    return parent.getSpanContext().isSampled() ? underSampled : underUnsampled;
  }

  /** Whether a span is wanted. */
  enum Answer {
    YES,
    NO,
    UNKNOWN
  }
}
