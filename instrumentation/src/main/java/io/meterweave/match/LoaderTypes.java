// SPDX-License-Identifier: Apache-2.0
package io.meterweave.match;

import java.lang.ref.Reference;
import java.lang.ref.ReferenceQueue;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;

/**
 * What is known of the types of each class loader.
 *
 * <p>Thread-safe. A loader is held weakly, and what was known of its types goes with it.
 */
final class LoaderTypes {
  private final MarkTypes markTypes;
  private final List<MarkSource> sources;
  private final Map<LoaderKey, KnownTypes> known = new ConcurrentHashMap<>();
  private final ReferenceQueue<ClassLoader> collected = new ReferenceQueue<>();

  LoaderTypes(MarkTypes markTypes, List<MarkSource> sources) {
    this.markTypes = markTypes;
    this.sources = sources;
  }

  KnownTypes of(ClassLoader loader) {
    for (Reference<?> gone = collected.poll(); gone != null; gone = collected.poll()) {
      known.remove(gone);
    }
    LoaderKey key = new LoaderKey(loader, collected);
    KnownTypes types = known.get(key);
    if (types == null) {
      types = new KnownTypes(markTypes, sources, new LoaderClassFiles(loader));
      KnownTypes first = known.putIfAbsent(key, types);
      types = first == null ? types : first;
    }
    return types;
  }
}
