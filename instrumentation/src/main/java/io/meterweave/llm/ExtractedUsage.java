// SPDX-License-Identifier: Apache-2.0
package io.meterweave.llm;

import io.meterweave.incident.Incidents;
import io.meterweave.record.AppObject;
import java.lang.invoke.MethodHandle;
import java.lang.invoke.MethodHandles;
import java.lang.invoke.MethodType;
import org.jspecify.annotations.Nullable;

/**
 * Has a class of the application's take from a result what holds the usage; made once per woven
 * method.
 *
 * <p>Thread-safe. Where that class fails or cannot be made, a call counts as one without usage.
 */
final class ExtractedUsage implements UsageSource {
  private static final MethodType TYPE = MethodType.methodType(Object.class, Object.class);

  private final String where;
  private final UsageReader reader;
  private final @Nullable MethodHandle usage;

  /**
   * Makes the application's object.
   *
   * @param function the woven method, for reports
   * @param className the class's binary name
   * @param caller the full lookup of the class that holds the woven method
   * @param reader reads what the object finds
   */
  ExtractedUsage(
      String function, String className, MethodHandles.Lookup caller, UsageReader reader) {
    this.where = function + ", usageExtractor " + className;
    this.reader = reader;
    this.usage = AppObject.methodOrNull(className, "usage", TYPE, caller, where);
  }

  @Override
  public UsageReading read(@Nullable Object result) {
    if (result == null) {
      return reader.read(null);
    }
    Object found = null;
    try {
      found = usage == null ? null : (Object) usage.invokeExact(result);
    } catch (Throwable failure) {
      Incidents.swallow(Incidents.Kind.USER_CODE, where, failure);
    }
    return found == null ? UsageReading.missing(MissingUsage.NO_USAGE) : reader.read(found);
  }
}
