// SPDX-License-Identifier: Apache-2.0
package io.meterweave.match;

import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * All annotation types that are understood: our own, and other families that are switched on.
 *
 * <p>Immutable.
 */
final class MarkTypes {
  private final Map<String, MarkType> types = new HashMap<>();
  private final Map<String, String> containers = new HashMap<>();
  private final byte[][] packages;

  /** Takes the types of some families. */
  MarkTypes(List<MarkFamily> families) {
    List<String> names = new ArrayList<>();
    for (MarkFamily family : families) {
      for (MarkType type : family.types()) {
        types.put(type.descriptor(), type);
        addPackage(names, type.descriptor());
      }
      containers.putAll(family.containers());
    }
    packages = new byte[names.size()][];
    for (int i = 0; i < packages.length; i++) {
      packages[i] = names.get(i).getBytes(StandardCharsets.UTF_8);
    }
  }

  private static void addPackage(List<String> names, String descriptor) {
    String name = descriptor.substring(0, descriptor.lastIndexOf('/') + 1);
    if (!names.contains(name)) {
      names.add(name);
    }
  }

  /** Returns what an annotation means, or null if it means nothing. */
  @Nullable MarkType type(String descriptor) {
    return types.get(descriptor);
  }

  /** Returns the descriptor of the annotations that a container holds, or null if it is none. */
  @Nullable String containedIn(String descriptor) {
    return containers.get(descriptor);
  }

  /** Returns how the descriptors begin: {@code L}, the package, a slash. Not to be changed. */
  byte[][] packages() {
    return packages;
  }
}
