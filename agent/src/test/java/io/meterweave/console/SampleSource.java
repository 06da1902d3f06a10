// SPDX-License-Identifier: Apache-2.0
package io.meterweave.console;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Supplier;

/** A small application, as the console is told about it. */
final class SampleSource implements ConsoleSource {
  static final String TEXT = "text/plain; version=0.0.4; charset=utf-8";
  static final String METRICS = "# TYPE orders_total counter\norders_total 7.0\n";

  final AtomicInteger scrapes = new AtomicInteger();
  final List<String> switched = new CopyOnWriteArrayList<>();
  private final Exposition.Text text;

  SampleSource() {
    this(() -> METRICS);
  }

  SampleSource(Supplier<String> text) {
    this.text = out -> out.write(text.get().getBytes(UTF_8));
  }

  private SampleSource(Exposition.Text text) {
    this.text = text;
  }

  /** Writes its metrics as it is told. */
  static SampleSource writing(Exposition.Text text) {
    return new SampleSource(text);
  }

  @Override
  public Identity identity() {
    return new Identity("shop", "1.2", "test", "OpenJDK 17", 42, "0.1.0", 1_000);
  }

  @Override
  public Exposition metrics(String accept) {
    scrapes.incrementAndGet();
    String type = accept.contains("openmetrics") ? "application/openmetrics-text" : TEXT;
    return new Exposition(type, text);
  }

  @Override
  public int switchMethods(String id, boolean isOn) {
    switched.add(id + " " + isOn);
    return id.startsWith("com.acme.Shop.order") ? 1 : 0;
  }

  @Override
  public Overview overview() {
    return new Overview(
        List.of(
            new MethodRow(
                "com.acme.Shop.order",
                "(Ljava/lang/String;)V",
                List.of("metrics", "span"),
                "orders_total, span",
                MethodRow.Status.WOVEN,
                "",
                7,
                2,
                1.5),
            new MethodRow(
                "com.acme.Shop.call",
                "()V",
                List.of(),
                "",
                MethodRow.Status.REJECTED,
                "native",
                MethodRow.NOT_COUNTED,
                MethodRow.NOT_COUNTED,
                Double.NaN)),
        List.of(new EndpointRow("Prometheus", "/metrics", EndpointRow.State.OK, "")),
        List.of(new SettingRow("prometheus.port", "9464", "default")));
  }
}
