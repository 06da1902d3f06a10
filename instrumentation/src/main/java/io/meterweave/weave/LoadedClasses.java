// SPDX-License-Identifier: Apache-2.0
package io.meterweave.weave;

import io.meterweave.incident.Incidents;
import io.meterweave.match.IgnoredTypes;
import java.io.IOException;
import java.io.InputStream;
import java.lang.instrument.Instrumentation;
import java.lang.instrument.UnmodifiableClassException;
import java.lang.reflect.Proxy;
import java.util.ArrayList;
import java.util.Collections;
import java.util.IdentityHashMap;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Chooses among the loaded classes those that are worth a retransformation.
 *
 * <p>Confined to the agent's thread that asks; holds the classes only while it is asked.
 */
/*
 * Problem: an agent that comes late finds ten thousand classes and no bytes. The JVM gives the bytes
 * of a class only to a retransformation, which costs a stop of all threads and throws the class's
 * compiled code away; reflection loads the types of all signatures, and links.
 *
 * Choice: read each class's file as a resource, the way its own loader finds it, and ask the same
 * question as at load time. A file that is not the one the class was made from only makes a wrong
 * candidate, or misses one: what is woven are always the bytes of the JVM. Generated classes have no
 * file: a proxy is a candidate if a type above it is one, anything else always.
 */
final class LoadedClasses implements Retransformer.Failed {
  private final Instrumentation instrumentation;
  private final WeavingTransformer transformer;
  private final boolean mayHaveObjects;
  private final IdentityHashMap<Class<?>, Boolean> answers = new IdentityHashMap<>();
  private final IdentityHashMap<Class<?>, Boolean> marked = new IdentityHashMap<>();

  LoadedClasses(
      Instrumentation instrumentation, WeavingTransformer transformer, boolean mayHaveObjects) {
    this.instrumentation = instrumentation;
    this.transformer = transformer;
    this.mayHaveObjects = mayHaveObjects;
  }

  /** Returns the candidates among the classes that were not there when this was asked before. */
  List<Class<?>> newCandidates() {
    List<Class<?>> candidates = new ArrayList<>();
    for (Class<?> type : instrumentation.getAllLoadedClasses()) {
      if (!answers.containsKey(type) && isCandidate(type)) {
        if (instrumentation.isModifiableClass(type)) {
          candidates.add(type);
        } else {
          failed(type, new UnmodifiableClassException(type.getName()));
        }
      }
    }
    return candidates;
  }

  private boolean isCandidate(@Nullable Class<?> type) {
    if (type == null) {
      return false;
    }
    Boolean known = answers.get(type);
    if (known == null) {
      known = mayBeWoven(type) && holdsMarks(type);
      answers.put(type, known);
    }
    return known;
  }

  private boolean mayBeWoven(Class<?> type) {
    return !type.isArray()
        && !type.isPrimitive()
        && !type.isHidden()
        && transformer.serves(type.getClassLoader())
        && !IgnoredTypes.isIgnored(internalName(type));
  }

  private boolean holdsMarks(Class<?> type) {
    ClassLoader loader = type.getClassLoader();
    if (loader == null || transformer.isWoven(type)) {
      return false;
    }
    try {
      byte[] classFile = fileOf(type);
      if (classFile == null) {
        return !isProxy(type) || hasCandidateAbove(type);
      }
      boolean isMarked =
          transformer.holdsMarks(loader, internalName(type), classFile, mayHaveObjects);
      if (isMarked) {
        marked.put(type, true);
      }
      return isMarked;
    } catch (Throwable anyFailure) { // a loader is the application's code
      Incidents.swallow(Incidents.Kind.WEAVE, type.getName(), anyFailure);
      return false;
    }
  }

  /** Reports a class that the JVM did not take, if anything was asked of it. */
  @Override
  public void failed(Class<?> type, Throwable reason) {
    if (marked.containsKey(type) || transformer.isWoven(type)) {
      transformer.refused(type, reason);
    }
  }

  private static byte @Nullable [] fileOf(Class<?> type) throws IOException {
    String name = type.getName();
    String file = name.substring(name.lastIndexOf('.') + 1) + ".class";
    try (InputStream in = type.getResourceAsStream(file)) {
      return in == null ? null : in.readAllBytes();
    }
  }

  private static boolean isProxy(Class<?> type) {
    return Proxy.isProxyClass(type) || type.getName().contains("$$");
  }

  private boolean hasCandidateAbove(Class<?> type) {
    if (isCandidateOrWoven(type.getSuperclass())) {
      return true;
    }
    for (Class<?> above : type.getInterfaces()) {
      if (isCandidateOrWoven(above)) {
        return true;
      }
    }
    return false;
  }

  private boolean isCandidateOrWoven(@Nullable Class<?> type) {
    return type != null
        && (transformer.isWoven(type) || isCandidate(type) || hasCandidateAbove(type));
  }

  private static String internalName(Class<?> type) {
    return type.getName().replace('.', '/');
  }

  /** Returns the loaded classes that are woven. */
  static List<Class<?>> woven(Instrumentation instrumentation, WeavingTransformer transformer) {
    List<Class<?>> woven = new ArrayList<>();
    for (Class<?> type : instrumentation.getAllLoadedClasses()) {
      if (!type.isArray() && !type.isPrimitive() && transformer.isWoven(type)) {
        woven.add(type);
      }
    }
    return Collections.unmodifiableList(woven);
  }
}
