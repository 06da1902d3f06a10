// SPDX-License-Identifier: Apache-2.0
package io.meterweave.weave;

import io.meterweave.spec.MethodSpec;
import java.lang.ref.Reference;
import java.lang.ref.ReferenceQueue;
import java.lang.ref.WeakReference;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Numbers the woven methods: the same method of the same class loader with the same spec keeps its
 * number, however often its class is transformed.
 *
 * <p>Thread-safe; the lock is held for a few map operations and never while foreign code runs. A
 * class loader is held weakly, and what was known of its methods goes with it.
 */
final class WovenMethods {
  private final Object lock = new Object();
  private final Map<LoaderKey, Map<String, Integer>> numbers = new HashMap<>();
  private final ReferenceQueue<ClassLoader> collected = new ReferenceQueue<>();
  private volatile @Nullable MethodSpec[] specs = new MethodSpec[64];
  private int next;

  /** Gives the methods of one class their numbers. */
  List<WovenMethod> number(ClassLoader loader, List<MethodSpec> methods) {
    List<WovenMethod> numbered = new ArrayList<>(methods.size());
    synchronized (lock) {
      forgetCollected();
      LoaderKey key = new LoaderKey(loader, collected);
      Map<String, Integer> known = numbers.get(key);
      if (known == null) {
        known = new HashMap<>();
        numbers.put(key, known);
      }
      for (MethodSpec spec : methods) {
        numbered.add(new WovenMethod(numberOf(spec, known), spec));
      }
    }
    return numbered;
  }

  /** Returns what a number stands for, or null if it is unknown or its class loader is gone. */
  @Nullable MethodSpec spec(int number) {
    @Nullable MethodSpec[] all = specs;
    return number >= 0 && number < all.length ? all[number] : null;
  }

  private int numberOf(MethodSpec spec, Map<String, Integer> known) {
    String name = spec.className() + "." + spec.methodName() + spec.descriptor();
    Integer number = known.get(name);
    // A class redefined with another annotation asks for another plan.
    if (number == null || !spec.equals(specs[number])) {
      number = next++;
      known.put(name, number);
      store(number, spec);
    }
    return number;
  }

  private void store(int number, @Nullable MethodSpec spec) {
    @Nullable MethodSpec[] all = specs;
    if (number >= all.length) {
      all = Arrays.copyOf(all, all.length * 2);
    }
    all[number] = spec;
    specs = all; // publishes the element as well
  }

  private void forgetCollected() {
    for (Reference<?> gone = collected.poll(); gone != null; gone = collected.poll()) {
      Map<String, Integer> forgotten = numbers.remove(gone);
      if (forgotten != null) {
        for (Integer number : forgotten.values()) {
          store(number, null);
        }
      }
    }
  }

  /** A class loader by identity: its own {@code equals} is foreign code. */
  private static final class LoaderKey extends WeakReference<ClassLoader> {
    private final int hash;

    LoaderKey(ClassLoader loader, ReferenceQueue<ClassLoader> queue) {
      super(loader, queue);
      this.hash = System.identityHashCode(loader);
    }

    @Override
    public int hashCode() {
      return hash;
    }

    @Override
    public boolean equals(@Nullable Object other) {
      if (this == other) {
        return true;
      }
      ClassLoader loader = get();
      return loader != null && other instanceof LoaderKey key && key.refersTo(loader);
    }
  }
}
