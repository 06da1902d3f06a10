// SPDX-License-Identifier: Apache-2.0
package io.meterweave.it.targets.kinds;

import io.meterweave.it.targets.Stage.ExpectedException;

/**
 * Methods that override measured ones: a call by {@code super} belongs to the call it is made in.
 */
class Overrides {
  static class Base {
    /** One of its own and one by another object. */
    @Marked(calls = 2)
    String name(int n) {
      if (n < 0) {
        throw new ExpectedException("negative");
      }
      return "base " + n;
    }

    @Marked(calls = 0)
    int depth(int n) {
      return n == 0 ? 0 : depth(n - 1) + 1;
    }
  }

  static class Middle extends Base {
    @Override
    @Marked(calls = 1)
    String name(int n) {
      return "middle " + super.name(n);
    }

    /** Each level is a call of its own, whoever is between. */
    @Override
    @Marked(calls = 4)
    int depth(int n) {
      return super.depth(n) + 10;
    }
  }

  static class Last extends Middle {
    @Override
    @Marked(calls = 2, errors = 1)
    String name(int n) {
      return "last " + super.name(n) + super.name(n + 1);
    }
  }

  static class Wrapper extends Base {
    private final Base next;

    Wrapper(Base next) {
      this.next = next;
    }

    @Override
    @Marked(calls = 1)
    String name(int n) {
      return "wrapped " + next.name(n);
    }
  }

  interface Polite {
    @Marked(calls = 0)
    default String thanks() {
      return "thanks";
    }
  }

  static class VeryPolite implements Polite {
    @Override
    @Marked(calls = 1)
    public String thanks() {
      return "many " + Polite.super.thanks();
    }
  }

  static void run() {
    Transcript.says("base", () -> new Base().name(1));
    Transcript.says("middle", () -> new Middle().name(2));
    Transcript.says("last", () -> new Last().name(3));
    Transcript.says("last fails", () -> new Last().name(-3));
    Transcript.says("wrapper", () -> new Wrapper(new Base()).name(4));
    Transcript.says("depth", () -> new Middle().depth(3));
    Transcript.says("thanks", () -> new VeryPolite().thanks());
  }
}
