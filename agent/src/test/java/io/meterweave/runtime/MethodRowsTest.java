// SPDX-License-Identifier: Apache-2.0
package io.meterweave.runtime;

import static org.assertj.core.api.Assertions.assertThat;

import io.meterweave.console.MethodRow;
import io.meterweave.explain.Sources;
import io.meterweave.match.ForeignSettings;
import io.meterweave.match.MethodFinder;
import io.meterweave.match.MethodPatterns;
import io.meterweave.plan.Recording;
import io.meterweave.spec.CallTargets;
import io.meterweave.weave.ForeignWatch;
import io.meterweave.weave.Weaving;
import io.meterweave.weave.WovenMethod;
import java.lang.invoke.MethodHandles;
import java.net.URL;
import java.net.URLClassLoader;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

final class MethodRowsTest {
  private static final String SHOP =
      """
      class Shop {
        @TrackMetrics(name = "shop") static void sell() {}
        @TrackMetrics(name = "not a name!") static void wrong() {}
      }
      interface Supplier {
        @TrackMetrics void order();
        @Timed("left") void left();
      }
      """;

  @TempDir Path work;
  private final Recording recording = new Recording(10);
  private final CallTargets.Factory planner = recording.planner((spec, caller) -> null);
  private final FakeInstrumentation jvm = new FakeInstrumentation();
  private Path classes;
  private Weaving weaving;
  private MethodRows rows;

  @BeforeEach
  void begin() throws ReflectiveOperationException {
    classes = Sources.compile(work, SHOP);
    weaving =
        Weaving.to(
            MethodFinder.ofAnnotations(), new ForeignWatch(ForeignSettings.DEFAULT), planner, 0);
    weaving.start(jvm.instrumentation());
    UnloadedMethods nothing =
        new UnloadedMethods(MethodPatterns.NONE, ForeignSettings.DEFAULT, weaving.report());
    nothing.end();
    HiddenMethods none =
        new HiddenMethods(weaving.hiddenClasses(jvm.instrumentation(), ForeignSettings.DEFAULT));
    none.end();
    rows = new MethodRows(recording, weaving, nothing, none);
  }

  @Test
  void aWovenMethodThatNobodyCalledHasNoCalls() throws Exception {
    weave(loader());
    assertThat(row("com.acme.Shop.sell"))
        .isEqualTo(
            new MethodRow(
                "com.acme.Shop.sell",
                "()V",
                List.of("metrics"),
                "shop_calls_total, shop_duration_seconds, shop_errors_total",
                MethodRow.Status.WOVEN,
                "",
                0,
                0,
                Double.NaN));
  }

  @Test
  void itsCallsAreCountedWhateverClassLoaderItIsIn() throws Throwable {
    for (int i = 0; i < 2; i++) {
      ClassLoader loader = loader();
      weave(loader);
      CallTargets targets = link(loader, "sell");
      long start = (long) targets.start().invoke();
      targets.close().invoke(start, (Object) null, (Object) null);
      targets.fail().invoke(start, (Object) null, new Throwable("expected"));
    }
    MethodRow row = row("com.acme.Shop.sell");
    assertThat(row.calls()).isEqualTo(4);
    assertThat(row.errors()).isEqualTo(2);
    assertThat(row.meanMillis()).isPositive();
  }

  @Test
  void whatIsNotWovenSaysWhyAndCountsNothing() throws Exception {
    weave(loader());
    MethodRow wrong = row("com.acme.Shop.wrong");
    assertThat(wrong.status()).isEqualTo(MethodRow.Status.REJECTED);
    assertThat(wrong.reason()).contains("not a name!");
    assertThat(wrong.records()).isEmpty();
    assertThat(wrong.calls()).isEqualTo(MethodRow.NOT_COUNTED);
    assertThat(wrong.errors()).isEqualTo(MethodRow.NOT_COUNTED);
    assertThat(wrong.meanMillis()).isNaN();
    MethodRow abstractOne = row("com.acme.Supplier.order");
    assertThat(abstractOne.status()).isEqualTo(MethodRow.Status.ABSTRACT);
    assertThat(abstractOne.calls()).isEqualTo(MethodRow.NOT_COUNTED);
  }

  @Test
  void whatIsLeftToItsLibrarySaysSo() throws Exception {
    weave(loader());
    MethodRow left = row("com.acme.Supplier.left");
    assertThat(left.status()).isEqualTo(MethodRow.Status.SWITCHED_OFF);
    assertThat(left.reason()).contains("@Timed means no others");
    assertThat(left.calls()).isEqualTo(MethodRow.NOT_COUNTED);
  }

  private CallTargets link(ClassLoader loader, String method) throws ReflectiveOperationException {
    Class<?> shop = loader.loadClass("com.acme.Shop");
    WovenMethod woven = woven(method);
    return planner.resolve(
        woven.number(), woven.spec(), MethodHandles.privateLookupIn(shop, MethodHandles.lookup()));
  }

  private WovenMethod woven(String method) {
    return weaving.report().woven().stream()
        .filter(woven -> woven.spec().methodName().equals(method))
        .findFirst()
        .orElseThrow();
  }

  private MethodRow row(String function) {
    return rows.rows().stream()
        .filter(row -> row.function().equals(function))
        .findFirst()
        .orElseThrow();
  }

  private ClassLoader loader() throws Exception {
    return new URLClassLoader(new URL[] {classes.toUri().toURL()}, null);
  }

  private void weave(ClassLoader loader) throws Exception {
    for (String name : List.of("com/acme/Shop", "com/acme/Supplier")) {
      byte[] classFile = Files.readAllBytes(classes.resolve(name + ".class"));
      jvm.transformers.get(0).transform(loader, name, null, null, classFile);
    }
  }
}
