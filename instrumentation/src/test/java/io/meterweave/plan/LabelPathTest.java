// SPDX-License-Identifier: Apache-2.0
package io.meterweave.plan;

import static io.meterweave.plan.WovenMethod.metrics;
import static io.meterweave.plan.WovenMethod.parameter;
import static io.meterweave.plan.WovenMethod.spec;
import static org.assertj.core.api.Assertions.assertThat;

import java.lang.invoke.MethodHandles;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

class LabelPathTest {
  private static final MethodHandles.Lookup HERE = MethodHandles.lookup();
  private static final Customer ANN = new Customer("Ann", Map.of("plan", new Plan("gold")));

  private final Recording recording = new Recording(2000);

  static List<Arguments> paths() {
    return List.of(
        path("a record component", Order.class, "7", "id"),
        path("a chain of them", Order.class, "Ann", "customer", "name"),
        path("a getter", Order.class, "open", "state"),
        path("a getter of a boolean", Order.class, "true", "paid"),
        path("a public field", Holder.class, "3", "size"),
        path("a method without arguments", String.class, "5", "length"),
        path("a key of a map", Order.class, "gold", "customer", "extra", "plan", "name"),
        path("a missing key", Order.class, "none", "customer", "extra", "other", "name"),
        path("a property behind an interface", Person.class, "Ann", "name"),
        path("a property that only the class has", Person.class, "gold", "extra", "plan", "name"),
        path("a property behind an object", Object.class, "Ann", "name"),
        path("a property that the met class lacks", Object.class, "none", "unheardOf"),
        path("a path that cannot exist", Order.class, "none", "colour"),
        path("a private field", Holder.class, "none", "secret"),
        path("a method that throws", Holder.class, "none", "trouble"),
        path("a method that returns nothing", Holder.class, "none", "run"),
        path("a static method", Holder.class, "none", "shared"),
        path("a class of the JDK out of reach", List.class, "2", "size"));
  }

  private static Arguments path(String name, Class<?> declared, String value, String... path) {
    Object argument =
        declared == Order.class
            ? new Order(7, ANN)
            : declared == Holder.class
                ? new Holder()
                : declared == String.class ? "hello" : declared == List.class ? List.of(1, 2) : ANN;
    return Arguments.argumentSet(name, declared, argument, value, path);
  }

  @ParameterizedTest
  @MethodSource("paths")
  void aPathLeadsToItsValue(Class<?> declared, Object argument, String value, String[] path)
      throws Exception {
    WovenMethod place = labelled(declared, path);
    place.call(() -> null, argument);
    place.call(() -> null, argument);
    assertThat(samples()).containsExactly("p_calls_total{v=\"" + value + "\"} 2.0");
  }

  @Test
  void aNullOnTheWayIsNone() throws Exception {
    WovenMethod place = labelled(Order.class, "customer", "name");
    place.call(() -> null, new Order(1, null));
    place.call(() -> null, (Object) null);
    place.call(() -> null, new Order(1, new Customer(null, Map.of())));
    assertThat(samples()).containsExactly("p_calls_total{v=\"none\"} 3.0");
  }

  @Test
  void aMapThatDoesNotTakeTheKeyIsNone() throws Exception {
    WovenMethod place = labelled(Map.class, "plan");
    place.call(() -> null, new TreeMap<>(Map.of(1, 2)));
    place.call(() -> null, new HashMap<>(Map.of("plan", "gold")));
    assertThat(samples())
        .containsExactlyInAnyOrder(
            "p_calls_total{v=\"none\"} 1.0", "p_calls_total{v=\"gold\"} 1.0");
  }

  @Test
  void eachClassThatIsMetIsReadInItsOwnWay() throws Exception {
    WovenMethod place = labelled(Object.class, "name");
    place.call(() -> null, ANN);
    place.call(() -> null, Map.of("name", "Map"));
    place.call(() -> null, new Plan("gold"));
    place.call(() -> null, "a string");
    assertThat(samples())
        .containsExactlyInAnyOrder(
            "p_calls_total{v=\"Ann\"} 1.0",
            "p_calls_total{v=\"Map\"} 1.0",
            "p_calls_total{v=\"gold\"} 1.0",
            "p_calls_total{v=\"none\"} 1.0");
  }

  @Test
  void aParameterTypeThatIsNotThereIsReadByTheClassThatIsMet() throws Exception {
    WovenMethod place =
        new WovenMethod(
            recording,
            spec("place", "(Lcom/acme/Gone;)V", metrics("p", parameter("v", 0, "name")), null),
            HERE);
    place.call(() -> null, ANN);
    assertThat(samples()).containsExactly("p_calls_total{v=\"Ann\"} 1.0");
  }

  private WovenMethod labelled(Class<?> declared, String... path) {
    return new WovenMethod(
        recording,
        spec(
            "place",
            "(" + declared.descriptorString() + ")V",
            metrics("p", parameter("v", 0, path)),
            null),
        HERE);
  }

  private List<String> samples() throws Exception {
    return new Exposition(recording).samples("p_calls_total");
  }

  interface Person {
    String name();
  }

  record Customer(String name, Map<String, Object> extra) implements Person {}

  record Plan(String name) {}

  record Order(int id, Customer customer) {
    public String getState() {
      return "open";
    }

    public boolean isPaid() {
      return true;
    }
  }

  /** A class of the old school. */
  public static final class Holder {
    public final int size = 3;
    private final int secret = 4;

    public static int shared() {
      return 1;
    }

    public int trouble() {
      throw new IllegalStateException("trouble " + secret);
    }

    public void run() {}
  }
}
