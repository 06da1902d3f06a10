// SPDX-License-Identifier: Apache-2.0
package io.meterweave.plan;

import io.meterweave.incident.Incidents;
import io.meterweave.record.AppObject;
import io.meterweave.record.LabelExtraction;
import io.meterweave.record.Reading;
import java.lang.invoke.MethodHandle;
import java.lang.invoke.MethodHandles;
import java.lang.invoke.MethodType;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * A label extractor of the application's, made once when the method is linked.
 *
 * <p>Thread-safe. What it throws is swallowed and counted, and there are no labels then.
 *
 * @param labels {@code (Object[], Object, Throwable)Map}
 * @param where the method and the class, for reports
 */
record UserExtraction(MethodHandle labels, String where) implements LabelExtraction {
  private static final MethodType TYPE =
      MethodType.methodType(Map.class, Object[].class, Object.class, Throwable.class);

  /** Makes the extractor of a class, or returns null if it cannot be made, which is said. */
  static @Nullable LabelExtraction of(
      String className, String function, MethodHandles.Lookup caller) {
    String where = function + ", labelExtractor " + className;
    MethodHandle labels = AppObject.methodOrNull(className, "labels", TYPE, caller, where);
    return labels == null ? null : new UserExtraction(labels, where);
  }

  @Override
  public @Nullable Map<?, ?> labels(
      @Nullable Object[] arguments, @Nullable Object result, @Nullable Throwable thrown) {
    int[] reading = Reading.begin();
    try {
      return (Map<?, ?>) labels.invokeExact(arguments, result, thrown);
    } catch (Throwable failure) {
      Incidents.swallow(Incidents.Kind.USER_CODE, where, failure);
      return null;
    } finally {
      reading[0]--;
    }
  }
}
