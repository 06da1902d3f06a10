// SPDX-License-Identifier: Apache-2.0
package io.meterweave.weave;

import io.meterweave.incident.Incidents;
import io.meterweave.spec.MethodSpec;
import io.meterweave.spec.Rejection;
import java.util.Collection;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.StringJoiner;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicLong;
import net.bytebuddy.jar.asm.Type;

/**
 * What became of every class and every marked method, for people: the console, the log, the agent's
 * own series.
 *
 * <p>Thread-safe. A method that was loaded by several class loaders appears once, as woven last.
 */
public final class WeaveReport {
  private final Map<String, WovenMethod> woven = new ConcurrentHashMap<>();
  private final Map<String, Rejection> rejected = new ConcurrentHashMap<>();
  private final AtomicLong classesSeen = new AtomicLong();
  private final AtomicLong weavingNanos = new AtomicLong();

  WeaveReport() {}

  /** Returns the woven methods, in no particular order. */
  public List<WovenMethod> woven() {
    return List.copyOf(woven.values());
  }

  /** Returns the marked methods that are not woven, and why, in no particular order. */
  public List<Rejection> rejections() {
    return List.copyOf(rejected.values());
  }

  /** Returns how many class files were offered. */
  public long classesSeen() {
    return classesSeen.get();
  }

  /** Returns how many classes have woven methods. */
  public long classesWoven() {
    Set<String> classes = new HashSet<>();
    for (WovenMethod method : woven.values()) {
      classes.add(method.spec().className());
    }
    return classes.size();
  }

  /** Returns how many methods are woven. */
  public long methodsWoven() {
    return woven.size();
  }

  /** Returns the time that looking at and weaving class files has taken, in nanoseconds. */
  public long weavingNanos() {
    return weavingNanos.get();
  }

  void sawClass(long nanos) {
    classesSeen.incrementAndGet();
    weavingNanos.addAndGet(nanos);
  }

  void wove(Collection<WovenMethod> methods) {
    for (WovenMethod method : methods) {
      MethodSpec spec = method.spec();
      String key = spec.functionName() + spec.descriptor();
      rejected.remove(key);
      woven.put(key, method);
      Incidents.debug("Woven: " + key + " for " + asked(spec) + '.');
    }
  }

  private static String asked(MethodSpec spec) {
    StringJoiner asked = new StringJoiner(", ");
    if (!spec.requests().metrics().isEmpty()) {
      asked.add("metrics");
    }
    if (spec.requests().span() != null) {
      asked.add("a span");
    }
    if (spec.requests().llm() != null) {
      asked.add("LLM usage");
    }
    return asked.toString();
  }

  void rejected(Collection<Rejection> rejections) {
    for (Rejection rejection : rejections) {
      String key = rejection.className() + "." + rejection.methodName() + rejection.descriptor();
      woven.remove(key);
      rejected.put(key, rejection);
      Incidents.warn(Incidents.Kind.WEAVE, sentence(rejection));
    }
  }

  private static String sentence(Rejection rejection) {
    StringBuilder sentence = new StringBuilder("Not woven: ").append(rejection.className());
    if (!rejection.methodName().isEmpty()) {
      sentence.append('.').append(rejection.methodName()).append('(');
      String separator = "";
      for (Type type : Type.getArgumentTypes(rejection.descriptor())) {
        sentence.append(separator).append(type.getClassName());
        separator = ", ";
      }
      sentence.append(')');
    }
    return sentence.append(". ").append(rejection.reason()).toString();
  }
}
