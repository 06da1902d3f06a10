// SPDX-License-Identifier: Apache-2.0
package io.meterweave.weave;

import io.meterweave.match.LoaderKey;
import io.meterweave.spec.MethodSpec;
import java.lang.ref.Reference;
import java.lang.ref.ReferenceQueue;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Numbers the woven methods: the same method of the same class loader with the same spec keeps its
 * number, however often its class is transformed; and knows which classes are woven.
 *
 * <p>Thread-safe; the lock is held for a few map operations and never while foreign code runs. A
 * class loader is held weakly, and what was known of its methods goes with it.
 */
final class WovenMethods {
  private final Object lock = new Object();
  private final Map<LoaderKey, OfLoader> loaders = new HashMap<>();
  private final ReferenceQueue<ClassLoader> collected = new ReferenceQueue<>();
  private final int first;
  private final TargetTable targets;
  private final WeaveReport report;
  private volatile @Nullable MethodSpec[] specs = new MethodSpec[64];
  private int count;

  /**
   * Knows of no method yet.
   *
   * @param first the first number to give; those below belong to agents that were here before
   * @param targets forgets what this forgets
   * @param report likewise
   */
  WovenMethods(int first, TargetTable targets, WeaveReport report) {
    this.first = first;
    this.targets = targets;
    this.report = report;
  }

  /** Gives the methods of one class their numbers. */
  List<WovenMethod> number(ClassLoader loader, List<MethodSpec> methods) {
    List<WovenMethod> numbered = new ArrayList<>(methods.size());
    synchronized (lock) {
      Map<String, Integer> known = of(loader).numbers;
      for (MethodSpec spec : methods) {
        numbered.add(new WovenMethod(numberOf(spec, known), spec));
      }
    }
    return numbered;
  }

  /** Returns what a number stands for, or null if it is unknown or its class loader is gone. */
  @Nullable MethodSpec spec(int number) {
    @Nullable MethodSpec[] all = specs;
    int index = number - first;
    return index >= 0 && index < all.length ? all[index] : null;
  }

  /** Returns the first number that is given. */
  int first() {
    return first;
  }

  /** Returns the first number that was not given. */
  int end() {
    synchronized (lock) {
      return first + count;
    }
  }

  /** Notes that a class has left the weaver woven, or as it was. */
  void note(ClassLoader loader, String className, boolean isWoven) {
    synchronized (lock) {
      if (isWoven) {
        of(loader).classes.add(className);
      } else {
        of(loader).classes.remove(className);
      }
    }
  }

  /** Returns whether a class left the weaver woven when it was seen last. */
  boolean isWoven(@Nullable ClassLoader loader, String className) {
    if (loader == null) {
      return false;
    }
    synchronized (lock) {
      OfLoader known = loaders.get(new LoaderKey(loader));
      return known != null && known.classes.contains(className);
    }
  }

  private OfLoader of(ClassLoader loader) {
    forgetCollected();
    LoaderKey key = new LoaderKey(loader, collected);
    OfLoader known = loaders.get(key);
    if (known == null) {
      known = new OfLoader();
      loaders.put(key, known);
    }
    return known;
  }

  private int numberOf(MethodSpec spec, Map<String, Integer> known) {
    String name = spec.className() + "." + spec.methodName() + spec.descriptor();
    Integer number = known.get(name);
    // A class redefined with another annotation asks for another plan.
    if (number == null || !spec.equals(spec(number))) {
      number = first + count++;
      known.put(name, number);
      store(number, spec);
    }
    return number;
  }

  private void store(int number, @Nullable MethodSpec spec) {
    @Nullable MethodSpec[] all = specs;
    int index = number - first;
    if (index >= all.length) {
      all = Arrays.copyOf(all, all.length * 2);
    }
    all[index] = spec;
    specs = all; // publishes the element as well
  }

  private void forgetCollected() {
    for (Reference<?> gone = collected.poll(); gone != null; gone = collected.poll()) {
      OfLoader forgotten = loaders.remove(gone);
      if (forgotten != null) {
        for (Integer number : forgotten.numbers.values()) {
          MethodSpec spec = spec(number);
          if (spec != null) {
            report.forget(number, spec);
          }
          store(number, null);
          targets.forget(number);
        }
      }
    }
  }

  private static final class OfLoader {
    final Map<String, Integer> numbers = new HashMap<>();
    final Set<String> classes = new HashSet<>();
  }
}
