// SPDX-License-Identifier: Apache-2.0
package io.meterweave.record;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;

class LabelTreeTest {
  private static final ArgumentReader[] READERS = {
    (first, second, third, others) -> first, (first, second, third, others) -> second
  };

  private final List<String> made = new ArrayList<>();
  private final AtomicInteger room = new AtomicInteger(2);
  private final LabelTree tree = new LabelTree(this::make, new Object[] {"before"}, room);

  private CellSet make(Object[] values, boolean isKept) {
    made.add(List.of(values) + (isKept ? " kept" : " once"));
    return new CellSet(List.of(), values, null);
  }

  private CellSet at(Object first, Object second) {
    return tree.at(READERS, first, second, null, null);
  }

  @Test
  void whatWasMadeIsFoundAgain() {
    CellSet set = at("a", 1);
    assertThat(at(new StringBuilder("a"), 1)).isSameAs(set);
    assertThat(at("a", 2)).isNotSameAs(set);
    assertThat(made).containsExactly("[before, a, 1] kept", "[before, a, 2] kept");
  }

  @Test
  void whatIsBeyondTheRoomServesOneCallAndLeavesTheRestAsItIs() {
    CellSet set = at("a", 1);
    at("b", 1);
    assertThat(at("c", null).values()).containsExactly("before", "c", "none");
    at("c", null);
    assertThat(at("a", 1)).isSameAs(set);
    assertThat(room).hasValue(0);
    assertThat(made)
        .containsExactly(
            "[before, a, 1] kept",
            "[before, b, 1] kept",
            "[before, c, none] once",
            "[before, c, none] once");
  }

  @Test
  void boxesOfPrimitivesAreToldApartByWhatTheyShow() {
    CellSet set = at(0.5, 'x');
    assertThat(at(0.5, 'x')).isSameAs(set);
    assertThat(at(Double.NaN, 'x').values()).containsExactly("before", Double.NaN, 'x');
    assertThat(made).hasSize(2);
  }
}
