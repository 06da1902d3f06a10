// SPDX-License-Identifier: Apache-2.0
package io.meterweave.plan;

import static io.meterweave.plan.WovenMethod.metrics;
import static io.meterweave.plan.WovenMethod.parameter;
import static org.assertj.core.api.Assertions.assertThat;

import io.meterweave.spec.LabelSpec;
import io.meterweave.spec.MethodSpec;
import java.lang.invoke.MethodHandles;
import org.junit.jupiter.api.Test;

/** What the agent calls to read a label is not measured, whatever it calls in turn. */
class ReadingTest {
  private final Recording recording = new Recording(2000);
  private final Exposition exposition = new Exposition(recording);

  /** Every method that a label reads is measured, with a label that reads it. */
  public final class Customer {
    private int reads;

    /** Is read by a path. */
    public String id() throws Exception {
      return (String)
          getId.call(
              () -> {
                reads++;
                return "id";
              },
              this);
    }

    @Override
    public String toString() {
      try {
        return (String)
            text.call(
                () -> {
                  reads++;
                  return "customer";
                },
                this);
      } catch (Exception impossible) {
        throw new AssertionError(impossible);
      }
    }
  }

  private final WovenMethod getId = woven("id", parameter("id", 0, "id"));
  private final WovenMethod text = woven("text", parameter("of", 0));
  private final Customer customer = new Customer();

  @Test
  void aMeasuredGetterCountsItsOwnCallsOnly() throws Exception {
    customer.id();
    assertThat(exposition.samples("id_calls_total"))
        .containsExactly("id_calls_total{id=\"id\"} 1.0");
    assertThat(customer.reads).isEqualTo(2); // the call, and the label's value
  }

  @Test
  void aMeasuredToStringCountsItsOwnCallsOnly() throws Exception {
    assertThat(customer.toString()).isEqualTo("customer");
    assertThat(exposition.samples("text_calls_total"))
        .containsExactly("text_calls_total{of=\"customer\"} 1.0");
    assertThat(customer.reads).isEqualTo(2);
  }

  @Test
  void afterTheReadingCallsCountAgain() throws Exception {
    customer.id();
    customer.id();
    woven("plain").call();
    assertThat(exposition.samples("id_calls_total"))
        .containsExactly("id_calls_total{id=\"id\"} 2.0");
    assertThat(exposition.samples("plain_calls_total")).containsExactly("plain_calls_total 1.0");
  }

  private WovenMethod woven(String name, LabelSpec... labels) {
    String descriptor = labels.length == 0 ? "()V" : "(L" + internal() + ";)V";
    MethodSpec spec = WovenMethod.spec(name, descriptor, metrics(name, labels), null);
    return new WovenMethod(recording, spec, MethodHandles.lookup());
  }

  private static String internal() {
    return Customer.class.getName().replace('.', '/');
  }
}
