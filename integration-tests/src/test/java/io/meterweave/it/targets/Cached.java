// SPDX-License-Identifier: Apache-2.0
package io.meterweave.it.targets;

import io.meterweave.annotations.CacheMetrics;
import io.meterweave.annotations.Label;
import io.meterweave.it.targets.Stage.ExpectedException;
import java.util.List;
import java.util.Optional;

/** Look-ups of caches. */
public final class Cached {
  private Cached() {}

  /** What was found. */
  record Answer(Boolean found, Object anything) {}

  @CacheMetrics(cacheName = "names")
  static Object byName(String name) {
    if (name == null) {
      throw new ExpectedException("no name");
    }
    return switch (name) {
      case "nobody" -> null;
      case "empty" -> Optional.empty();
      case "found" -> Optional.of(name);
      default -> name;
    };
  }

  @CacheMetrics(cacheName = "answers", hit = "result.found")
  static Answer answer(Answer answer) {
    return answer;
  }

  @CacheMetrics(cacheName = "flags", hit = "result")
  static boolean flag(@Label("side") String side, boolean flag) {
    return flag;
  }

  @CacheMetrics(cacheName = "given", hit = "isHit")
  static void given(boolean isHit) {}

  @CacheMetrics(cacheName = "anything", hit = "result.anything")
  static Answer anything(Answer answer) {
    return answer;
  }

  /** Looks up a known number of times. */
  public static void main(String[] arguments) {
    for (String name : List.of("nobody", "empty", "found", "other", "found")) {
      System.out.println(byName(name));
    }
    Stage.fails(() -> byName(null));
    answer(new Answer(true, null));
    answer(new Answer(false, null));
    answer(new Answer(null, null));
    answer(null);
    System.out.println(flag("left", true) ^ flag("left", true) ^ flag("right", false));
    given(true);
    given(false);
    given(true);
    for (Object anything : new Object[] {true, false, "true", null, Boolean.TRUE}) {
      anything(new Answer(null, anything));
    }
    Stage.reached("done");
  }
}
