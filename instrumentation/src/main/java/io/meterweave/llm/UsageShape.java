// SPDX-License-Identifier: Apache-2.0
package io.meterweave.llm;

import java.lang.invoke.MethodHandles;
import java.lang.reflect.Field;
import java.lang.reflect.Method;
import java.lang.reflect.Modifier;
import java.util.ArrayList;
import java.util.Collections;
import java.util.IdentityHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * What objects of one class have to say about usage; made once per class and woven method.
 *
 * <p>Immutable.
 *
 * @param kind how such an object is read
 * @param accessors what is read, in order; empty unless it is an object
 */
record UsageShape(Kind kind, List<Accessor> accessors) {
  /** How an object is read. */
  enum Kind {
    /** By its entries. */
    MAP,
    /** By the JSON that its {@code toString} gives. */
    JSON_TREE,
    /** By its accessors. */
    OBJECT,
    /** By its accessors, of which some mean something only here. */
    SPRING_AI,
    /** Not at all, for it holds nothing that matters. */
    OPAQUE,
    /** Not at all, for its class cannot be looked at. */
    UNREADABLE
  }

  private static final UsageShape MAP = new UsageShape(Kind.MAP, List.of());
  private static final UsageShape JSON_TREE = new UsageShape(Kind.JSON_TREE, List.of());
  private static final UsageShape OPAQUE = new UsageShape(Kind.OPAQUE, List.of());

  private static final UsageShape UNREADABLE = new UsageShape(Kind.UNREADABLE, List.of());

  private static final String SPRING_AI = "org.springframework.ai.";

  /** Types whose text is JSON by contract. */
  private static final Set<String> JSON_TREES =
      Set.of(
          "com.fasterxml.jackson.databind.JsonNode",
          "tools.jackson.databind.JsonNode",
          "com.google.gson.JsonElement",
          "jakarta.json.JsonStructure",
          "javax.json.JsonStructure",
          "org.json.JSONObject");

  /** Copies the list. */
  UsageShape {
    accessors = List.copyOf(accessors);
  }

  /** Looks at a class. One whose methods name a class that is not there cannot be looked at. */
  static UsageShape of(Class<?> type, MethodHandles.Lookup caller) {
    try {
      return look(type, caller);
    } catch (LinkageError | RuntimeException incomplete) {
      return UNREADABLE;
    }
  }

  private static UsageShape look(Class<?> type, MethodHandles.Lookup caller) {
    if (isJsonTree(type)) {
      return JSON_TREE;
    }
    if (Map.class.isAssignableFrom(type)) {
      return MAP;
    }
    if (type.isArray() || type.isEnum() || type.getName().startsWith("java.")) {
      return OPAQUE;
    }
    List<Accessor> accessors = accessors(type, caller);
    if (accessors.isEmpty()) {
      return OPAQUE;
    }
    boolean isSpringAi = type.getName().startsWith(SPRING_AI);
    return new UsageShape(isSpringAi ? Kind.SPRING_AI : Kind.OBJECT, accessors);
  }

  private static List<Accessor> accessors(Class<?> type, MethodHandles.Lookup caller) {
    IdentityHashMap<UsageName, Accessor> found = new IdentityHashMap<>();
    for (Method method : type.getMethods()) {
      UsageName name = isGetter(method) ? UsageName.of(method.getName()) : null;
      if (name != null && !found.containsKey(name)) {
        found.put(name, Accessor.of(name, method, type, caller));
      }
    }
    for (Field field : type.getFields()) {
      UsageName name =
          Modifier.isStatic(field.getModifiers()) ? null : UsageName.of(field.getName());
      if (name != null && !found.containsKey(name)) {
        found.put(name, Accessor.of(name, field, caller));
      }
    }
    List<Accessor> accessors = new ArrayList<>(found.values());
    Collections.sort(accessors);
    return accessors;
  }

  private static boolean isGetter(Method method) {
    return method.getParameterCount() == 0
        && method.getReturnType() != void.class
        && !Modifier.isStatic(method.getModifiers());
  }

  private static boolean isJsonTree(Class<?> type) {
    for (Class<?> at = type; at != null; at = at.getSuperclass()) {
      if (JSON_TREES.contains(at.getName())) {
        return true;
      }
      for (Class<?> face : at.getInterfaces()) {
        if (isJsonTree(face)) {
          return true;
        }
      }
    }
    return false;
  }
}
