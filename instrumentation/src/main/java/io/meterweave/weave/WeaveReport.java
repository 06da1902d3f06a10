// SPDX-License-Identifier: Apache-2.0
package io.meterweave.weave;

import io.meterweave.incident.Incidents;
import io.meterweave.match.ClassFindings;
import io.meterweave.spec.MethodSpec;
import io.meterweave.spec.Rejection;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicLong;
import org.jspecify.annotations.Nullable;

/**
 * What became of every class and every marked method, for people: the console, the log, the agent's
 * own series.
 *
 * <p>Thread-safe. A method that was loaded by several class loaders appears once, as woven last. A
 * woven method whose class loader is gone is forgotten; of others at most {@value #MAX_METHODS} of
 * each state are kept, the first ones.
 */
public final class WeaveReport {
  private static final int MAX_METHODS = 20_000;

  private final Map<String, WovenMethod> woven = new ConcurrentHashMap<>();
  private final Map<String, Rejection> rejected = new ConcurrentHashMap<>();
  private final Map<String, ClassFindings.Member> withoutCode = new ConcurrentHashMap<>();
  private final Map<String, String> leftOut = new ConcurrentHashMap<>();
  private final Set<String> implemented = ConcurrentHashMap.newKeySet();
  private final AtomicLong classesSeen = new AtomicLong();
  private final AtomicLong weavingNanos = new AtomicLong();

  private final ForeignWatch foreign;

  /** Reports on nothing yet. */
  WeaveReport(ForeignWatch foreign) {
    this.foreign = foreign;
  }

  /** Returns the woven methods, in no particular order. */
  public List<WovenMethod> woven() {
    return List.copyOf(woven.values());
  }

  /** Returns the marked methods that are not woven, and why, in no particular order. */
  public List<Rejection> rejections() {
    return List.copyOf(rejected.values());
  }

  /** Returns a line for every method that was asked to be measured, in no particular order. */
  public List<ReportedMethod> methods() {
    List<ReportedMethod> all = new ArrayList<>();
    for (WovenMethod method : woven.values()) {
      ReportedMethod line = foreign.report(method.spec());
      String remark = leftOut.getOrDefault(key(method.spec()), "");
      all.add(remark.isEmpty() ? line : line.with(remark));
    }
    for (Rejection rejection : rejected.values()) {
      all.add(ReportedMethod.of(rejection));
    }
    for (Map.Entry<String, ClassFindings.Member> entry : withoutCode.entrySet()) {
      if (!implemented.contains(entry.getKey())) {
        all.add(withoutImplementation(entry.getValue()));
      }
    }
    return all;
  }

  private static ReportedMethod withoutImplementation(ClassFindings.Member member) {
    return new ReportedMethod(
        member.className(),
        member.methodName(),
        member.descriptor(),
        ReportedMethod.State.ABSTRACT,
        "The method has no code, and no class that implements it has been loaded.",
        "");
  }

  /** Returns the binary names of the classes that asked for something when they were loaded. */
  public Set<String> classes() {
    Set<String> classes = new HashSet<>();
    for (WovenMethod method : woven.values()) {
      classes.add(method.spec().className());
    }
    for (Rejection rejection : rejected.values()) {
      classes.add(rejection.className());
    }
    for (ClassFindings.Member member : withoutCode.values()) {
      classes.add(member.className());
    }
    return classes;
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

  /**
   * Notes which marked methods have no code, which of those of others are implemented, and what is
   * left out of methods now, whatever it was when they were woven before.
   */
  void found(ClassFindings findings) {
    for (ClassFindings.Member member : findings.abstractMethods()) {
      put(withoutCode, key(member), member);
    }
    for (ClassFindings.Member member : findings.implemented()) {
      if (implemented.size() < MAX_METHODS) {
        implemented.add(key(member));
      }
    }
    for (MethodSpec spec : findings.specs()) {
      leftOut.remove(spec.className() + "." + spec.methodName() + spec.descriptor());
    }
    for (ClassFindings.Remark remark : findings.remarks()) {
      put(leftOut, key(remark.method()), remark.text());
      Incidents.warn(
          Incidents.Kind.WEAVE, "Left out of " + key(remark.method()) + ": " + remark.text());
    }
  }

  void wove(Collection<WovenMethod> methods) {
    for (WovenMethod method : methods) {
      MethodSpec spec = method.spec();
      String key = key(spec);
      rejected.remove(key);
      if (!standsIn(spec, woven.get(key))) {
        put(woven, key, method);
      }
      Incidents.debug("Woven: " + key + " for " + ReportedMethod.asked(spec.requests()) + '.');
    }
  }

  /** A generated subclass has its methods beside the real ones, not in their place. */
  private static boolean standsIn(MethodSpec spec, @Nullable WovenMethod known) {
    return spec.lineage().isGenerated() && known != null && !known.spec().lineage().isGenerated();
  }

  void rejected(Collection<Rejection> rejections) {
    for (Rejection rejection : rejections) {
      String key = rejection.className() + "." + rejection.methodName() + rejection.descriptor();
      woven.remove(key);
      put(rejected, key, rejection);
      if (rejection.cause() != Rejection.Cause.LEFT_TO_LIBRARY) {
        Incidents.warn(Incidents.Kind.WEAVE, sentence(rejection));
      }
    }
  }

  /** Rejects all woven methods of a class, or the class itself if none is known. */
  void refused(String className, String reason) {
    List<Rejection> rejections = new ArrayList<>();
    for (WovenMethod method : woven.values()) {
      MethodSpec spec = method.spec();
      if (spec.className().equals(className)) {
        rejections.add(refused(className, spec.methodName(), spec.descriptor(), reason));
      }
    }
    rejected(rejections.isEmpty() ? List.of(refused(className, "", "", reason)) : rejections);
  }

  private static Rejection refused(
      String className, String method, String descriptor, String reason) {
    return new Rejection(className, method, descriptor, Rejection.Cause.CLASS_FILE, reason);
  }

  /** Forgets a method whose class loader is gone, if no other loader's took its place. */
  void forget(int number, MethodSpec spec) {
    String key = key(spec);
    WovenMethod known = woven.get(key);
    if (known != null && known.number() == number) {
      woven.remove(key, known);
      leftOut.remove(key);
    }
  }

  private static <T> void put(Map<String, T> into, String key, T value) {
    if (into.size() < MAX_METHODS || into.containsKey(key)) {
      into.put(key, value);
    }
  }

  private static String key(MethodSpec spec) {
    return spec.id();
  }

  private static String key(ClassFindings.Member member) {
    return member.className() + "." + member.methodName() + member.descriptor();
  }

  private static String sentence(Rejection rejection) {
    return "Not woven: " + ReportedMethod.of(rejection).signature() + ". " + rejection.reason();
  }
}
