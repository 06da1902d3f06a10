// SPDX-License-Identifier: Apache-2.0
package io.meterweave.plan;

import io.meterweave.incident.Incidents;
import java.lang.invoke.MethodHandles;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * A step whose class is known only at a call: behind {@code Object}, an interface or a map. It is
 * found once per class that is met.
 *
 * <p>Thread-safe. A class without it is reported once and gives null.
 */
final class RuntimeStep extends ClassValue<ValuePath.Step> implements ValuePath.Step {
  private static final ValuePath.Step NOWHERE = from -> null;

  private final String name;
  private final MethodHandles.Lookup caller;
  private final String where;

  RuntimeStep(String name, MethodHandles.Lookup caller, String where) {
    this.name = name;
    this.caller = caller;
    this.where = where;
  }

  @Override
  public @Nullable Object next(Object from) throws Throwable {
    return get(from.getClass()).next(from);
  }

  @Override
  protected ValuePath.Step computeValue(Class<?> type) {
    if (Map.class.isAssignableFrom(type)) {
      return new MapStep(name);
    }
    ValuePath.Step step = MemberStep.find(type, name, caller);
    if (step != null) {
      return step;
    }
    Incidents.warn(
        Incidents.Kind.CONFIG,
        where + ": " + type.getName() + " has no " + name + " within reach; the value is none.");
    return NOWHERE;
  }

  /**
   * The step to a key of a map. Immutable.
   *
   * @param key the key
   */
  record MapStep(String key) implements ValuePath.Step {
    @Override
    public @Nullable Object next(Object from) {
      return ((Map<?, ?>) from).get(key);
    }
  }
}
