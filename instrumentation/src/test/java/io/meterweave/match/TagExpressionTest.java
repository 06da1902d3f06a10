// SPDX-License-Identifier: Apache-2.0
package io.meterweave.match;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

final class TagExpressionTest {
  @Test
  void aPlainPathIsItsSteps() {
    assertThat(TagExpression.steps("tier")).isEqualTo(List.of("tier"));
    assertThat(TagExpression.steps(" customer.tier ")).isEqualTo(List.of("customer", "tier"));
    assertThat(TagExpression.steps("customer?.name()")).isEqualTo(List.of("customer", "name"));
    assertThat(TagExpression.steps("size()")).isEqualTo(List.of("size"));
  }

  @Test
  void theValueItselfHasAName() {
    assertThat(TagExpression.steps("#this")).isEqualTo(List.of());
    assertThat(TagExpression.steps("#root.tier")).isEqualTo(List.of("tier"));
    assertThat(TagExpression.steps("#this?.tier")).isEqualTo(List.of("tier"));
  }

  @Test
  void aKeyOfAMapIsAStep() {
    assertThat(TagExpression.steps("['the key']")).isEqualTo(List.of("the key"));
    assertThat(TagExpression.steps("#this[\"a.b\"].c")).isEqualTo(List.of("a.b", "c"));
    assertThat(TagExpression.steps("headers['id']")).isEqualTo(List.of("headers", "id"));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "'fixed'",
        "a + b",
        "a.b(1)",
        "a..b",
        "a.",
        ".a",
        "a[0]",
        "a['x",
        "9a",
        "#thisx",
        "T(java.lang.Math).PI",
        "a ? b : c",
        "!a",
        "[]"
      })
  void whatIsMoreThanAPathIsNotUnderstood(String expression) {
    assertThat(TagExpression.steps(expression)).isNull();
  }
}
