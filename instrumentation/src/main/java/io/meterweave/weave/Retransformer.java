// SPDX-License-Identifier: Apache-2.0
package io.meterweave.weave;

import io.meterweave.incident.Incidents;
import java.lang.instrument.Instrumentation;
import java.util.ArrayList;
import java.util.List;

/**
 * Hands classes that are loaded already to the transformers once more.
 *
 * <p>Runs on the agent's threads, never on one of the application's.
 */
/*
 * Problem: the JVM retransforms all classes of a request or none. One class that fails, for reasons
 * that need not be ours (another agent's change, a superclass that is gone), would cost all the
 * others theirs. And while it replaces classes, every thread stands still.
 *
 * Choice: small batches, so that each stop is short; and a batch that fails is done again class by
 * class, so that only the one that fails is left as it is. Rejected: one request for all (76 classes
 * lost by one, in a peer); one request for each, which stops all threads for each class.
 */
final class Retransformer {
  private static final int BATCH = 32;

  private final Instrumentation instrumentation;

  Retransformer(Instrumentation instrumentation) {
    this.instrumentation = instrumentation;
  }

  /** Told of a class that could not be retransformed. */
  interface Failed {
    void failed(Class<?> type, Throwable reason);
  }

  /** Retransforms classes; returns how many were. */
  int retransform(List<Class<?>> classes, Failed failed) {
    int done = 0;
    for (int from = 0; from < classes.size(); from += BATCH) {
      List<Class<?>> batch = classes.subList(from, Math.min(from + BATCH, classes.size()));
      done += batch(batch, failed);
    }
    return done;
  }

  private int batch(List<Class<?>> batch, Failed failed) {
    try {
      instrumentation.retransformClasses(batch.toArray(new Class<?>[0]));
      return batch.size();
    } catch (Throwable anyFailure) {
      Incidents.debug("Retransforming one by one, since " + anyFailure + '.');
    }
    int done = 0;
    for (Class<?> type : new ArrayList<>(batch)) {
      try {
        instrumentation.retransformClasses(type);
        done++;
      } catch (Throwable anyFailure) {
        failed.failed(type, anyFailure);
      }
    }
    return done;
  }
}
