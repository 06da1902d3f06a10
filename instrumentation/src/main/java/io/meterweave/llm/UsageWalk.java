// SPDX-License-Identifier: Apache-2.0
package io.meterweave.llm;

import io.meterweave.incident.Incidents;
import io.meterweave.llm.UsageName.Convention;
import io.meterweave.llm.UsageName.Field;
import io.meterweave.llm.UsageName.Role;
import java.io.IOException;
import java.lang.invoke.MethodHandle;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.OptionalLong;
import org.jspecify.annotations.Nullable;

/**
 * Goes through one result, from the root to where its usage is.
 *
 * <p>Confined to the thread that reads. An accessor that throws is a value that is missing; what a
 * map or a tree throws goes to the reader.
 */
final class UsageWalk {
  private static final int MAX_CALLS = 64;
  private static final int MAX_ENTRIES = 256;

  /** A value of a map, with what its key means. */
  private record Entry(UsageName name, Object value) implements Comparable<Entry> {
    @Override
    public int compareTo(Entry other) {
      return Integer.compare(name.rank(), other.name.rank());
    }
  }

  /** Where an object stands, which decides which of its names mean something. */
  private enum Place {
    /** On the way to the usage, or the usage itself. */
    WAY,
    /** It splits a number up. */
    DETAILS,
    /** It splits the cost up, or holds a single value of it. */
    COST,
    /** It holds what the usage has no accessor for. */
    EXTRAS,
    /** It is a model's name. */
    TEXT
  }

  private final String where;
  private final ClassValue<UsageShape> shapes;
  private RawUsage raw = new RawUsage();
  private int callsLeft = MAX_CALLS;

  /**
   * Makes a walk.
   *
   * @param where the woven method, for reports
   */
  UsageWalk(String where, ClassValue<UsageShape> shapes) {
    this.where = where;
    this.shapes = shapes;
  }

  /** Returns what there is behind a result. */
  RawUsage read(Object root) throws IOException {
    read(root, Place.WAY, 0);
    return raw;
  }

  private void read(Object node, Place place, int depth) throws IOException {
    if (depth > UsageReader.MAX_DEPTH) {
      return;
    }
    UsageShape shape = shapes.get(node.getClass());
    switch (shape.kind()) {
      case MAP -> readMap((Map<?, ?>) node, place, depth);
      case JSON_TREE -> readTree(node, place, depth);
      case OBJECT, SPRING_AI -> readObject(node, shape, place, depth);
      case UNREADABLE -> raw.missed(null);
      case OPAQUE -> {}
    }
  }

  private void readTree(Object tree, Place place, int depth) throws IOException {
    Map<String, Object> members = JsonUsage.read(tree.toString());
    if (members != null) {
      readMap(members, place, depth);
    }
  }

  private void readMap(Map<?, ?> map, Place place, int depth) throws IOException {
    for (Entry entry : known(map)) {
      UsageName name = entry.name();
      if (isWanted(name, place) && accept(name, name.convention(), entry.value(), place, depth)) {
        return;
      }
    }
  }

  private static List<Entry> known(Map<?, ?> map) {
    List<Entry> entries = new ArrayList<>();
    int seen = 0;
    for (Map.Entry<?, ?> entry : map.entrySet()) {
      if (++seen > MAX_ENTRIES) {
        break;
      }
      UsageName name = entry.getKey() instanceof String key ? UsageName.of(key) : null;
      Object value = name == null ? null : unwrap(entry.getValue());
      if (name != null && value != null) {
        entries.add(new Entry(name, value));
      }
    }
    Collections.sort(entries);
    return entries;
  }

  private void readObject(Object node, UsageShape shape, Place place, int depth)
      throws IOException {
    boolean isSpringAi = shape.kind() == UsageShape.Kind.SPRING_AI;
    for (Accessor accessor : shape.accessors()) {
      UsageName name = accessor.name();
      if (!isWanted(name, place) || (name.role() == Role.GUARDED_HOP && !isSpringAi)) {
        continue;
      }
      Convention convention = isSpringAi ? Convention.UNSAID : name.convention();
      Object value = get(accessor, node, place);
      if (value != null && accept(name, convention, value, place, depth)) {
        return;
      }
    }
  }

  private boolean isWanted(UsageName name, Place place) {
    Role role = name.role();
    return switch (place) {
      case WAY -> isWantedOnTheWay(name);
      case DETAILS -> name.field() != null && isPart(name.field());
      case COST -> role == Role.COST_TOTAL || role == Role.OWN_KEY_VALUE;
      case EXTRAS -> role == Role.COST || role == Role.OWN_KEY;
      case TEXT -> role == Role.TEXT && raw.model() == null;
    };
  }

  private boolean isWantedOnTheWay(UsageName name) {
    return switch (name.role()) {
      case HOP, GUARDED_HOP -> !raw.hasTokens();
      case EXTRAS -> raw.hasTokens();
      case COST_TOTAL, OWN_KEY_VALUE, TEXT -> false;
      default -> true;
    };
  }

  private static boolean isPart(Field field) {
    return field == Field.CACHE_READ || field == Field.CACHE_WRITE || field == Field.REASONING;
  }

  /** Takes a value in; returns whether that makes the rest of its object superfluous. */
  private boolean accept(
      UsageName name, Convention convention, Object value, Place place, int depth)
      throws IOException {
    switch (name.role()) {
      case NATIVE -> {
        return acceptNative(value, depth);
      }
      case TOKENS -> {
        if (name.field() != null && value instanceof Number number) {
          raw.put(name.field(), place == Place.DETAILS ? Convention.INSIDE : convention, number);
        }
      }
      case COST, COST_TOTAL, OWN_KEY, OWN_KEY_VALUE -> acceptCost(value, place, depth);
      case EXTRAS -> read(value, Place.EXTRAS, depth + 1);
      case MODEL, TEXT -> acceptModel(value, depth);
      case ID -> raw.putId(value);
      case DETAILS -> read(value, Place.DETAILS, depth + 1);
      case HOP, GUARDED_HOP -> read(value, Place.WAY, depth + 1);
    }
    return false;
  }

  private boolean acceptNative(Object value, int depth) throws IOException {
    RawUsage framework = raw;
    raw = new RawUsage();
    read(value, Place.WAY, depth + 1);
    RawUsage provider = raw;
    raw = framework;
    if (!provider.hasTokens()) {
      return false;
    }
    framework.takeTokens(provider);
    return true;
  }

  private void acceptCost(Object value, Place place, int depth) throws IOException {
    if (value instanceof Number dollars) {
      raw.putCost(dollars);
    } else if (value instanceof Boolean isOwnKey) {
      raw.payWithOwnKey(isOwnKey);
    } else if (place != Place.COST) {
      read(value, Place.COST, depth + 1);
    }
  }

  private void acceptModel(Object value, int depth) throws IOException {
    if (value instanceof CharSequence text) {
      raw.putModel(text);
    } else {
      read(value, Place.TEXT, depth + 1);
    }
  }

  private @Nullable Object get(Accessor accessor, Object node, Place place) {
    MethodHandle getter = accessor.getter();
    if (getter == null || --callsLeft < 0) {
      missed(accessor.name());
      return null;
    }
    try {
      return unwrap(getter.invokeExact(node));
    } catch (Throwable itThrows) {
      missed(accessor.name());
      if (place != Place.TEXT) {
        String type = node.getClass().getName();
        Incidents.swallow(
            Incidents.Kind.USER_CODE, where + ": reading usage from " + type, itThrows);
      }
      return null;
    }
  }

  private void missed(UsageName name) {
    if (name.field() != null || name.role() == Role.DETAILS || name.isHop()) {
      raw.missed(name);
    }
  }

  private static @Nullable Object unwrap(@Nullable Object value) {
    if (value instanceof Optional<?> optional) {
      return optional.orElse(null);
    }
    if (value instanceof OptionalLong optional) {
      return optional.isPresent() ? optional.getAsLong() : null;
    }
    if (value instanceof OptionalInt optional) {
      return optional.isPresent() ? (long) optional.getAsInt() : null;
    }
    return value;
  }
}
