// SPDX-License-Identifier: Apache-2.0
package io.meterweave.it.targets;

import io.meterweave.annotations.TrackMetrics;

/** A method in each state that the console knows; one of its classes comes late, one never. */
public final class Catalogue {
  private Catalogue() {}

  /** Nobody implements it. */
  interface Supplier {
    @TrackMetrics(name = "reorder")
    void reorder(String article);
  }

  /** Is loaded when the first stage is over. */
  static final class Late {
    private Late() {}

    @TrackMetrics(name = "late")
    static int add(int one, int two) {
      return one + two;
    }
  }

  /** Is never loaded; the first method is measured by inheritance, if ever. */
  static final class Never implements Restocked {
    @Override
    public void restock() {}

    @TrackMetrics(
        name = "never",
        buckets = {2, 1})
    void spoiled() {}

    void named() {}
  }

  /** Is not loaded either. */
  interface Restocked {
    @TrackMetrics(name = "restock")
    void restock();
  }

  @TrackMetrics(name = "find")
  static int find(String article) {
    return article.length();
  }

  @TrackMetrics(name = "catalogue_broken", labels = "no-equals-sign")
  static void broken() {}

  /** Runs it. */
  public static void main(String[] args) {
    System.out.println(Supplier.class.getSimpleName() + " " + find("pen"));
    Stage.reached("early");
    System.out.println(Late.add(1, 2));
    Stage.reached("done");
  }
}
