// SPDX-License-Identifier: Apache-2.0
package io.meterweave.match;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.tuple;

import com.acme.foreign.Spanned;
import java.util.List;
import org.junit.jupiter.api.Test;

final class OpenTelemetryAnnotationsTest {
  @Test
  void withSpanIsASpanAndNoMetric() {
    assertThat(by("plain")).containsExactly("CHILD INTERNAL span Spanned.plain{}");
  }

  @Test
  void everyElementCounts() {
    assertThat(by("fully"))
        .containsExactly(
            "ROOT PRODUCER span in words{who=<name or 'none'>, count=<count or 'none'>}");
  }

  @Test
  void aBlankNameOfAnAttributeCountsAsNotWritten() {
    assertThat(by("blank"))
        .containsExactly("CHILD INTERNAL span Spanned.blank{who=<who or 'none'>}");
    assertThat(Wanted.in(Spanned.class, ForeignSettings.DEFAULT).remarks())
        .extracting(remark -> remark.method().methodName(), ClassFindings.Remark::text)
        .containsExactly(
            tuple("blank", "@SpanAttribute(value): \" \" is no name; it counts as not written."));
  }

  @Test
  void attributesMayGoToTheCurrentSpan() {
    assertThat(by("adding"))
        .containsExactly("CURRENT INTERNAL span Spanned.adding{more=<more or 'none'>}");
  }

  @Test
  void aSpanOfItsOwnTakesItsAttributes() {
    assertThat(by("both")).containsExactly("CHILD INTERNAL span Spanned.both{x=<x or 'none'>}");
  }

  @Test
  void anAttributeAloneAsksForNothing() {
    assertThat(by("alone")).isEmpty();
  }

  @Test
  void anOverrideHasNoSpanOfItsOwn() {
    assertThat(Wanted.by(Spanned.Below.class, "plain")).isEmpty();
  }

  private static List<String> by(String method) {
    return Wanted.by(Spanned.class, method);
  }
}
