// SPDX-License-Identifier: Apache-2.0
package io.meterweave.bench.start;

import io.meterweave.annotations.Label;
import io.meterweave.annotations.MeasureLatency;

/** Ten methods whose label makes as many series as it has values. */
final class TenSeries implements Series {
  private long calls;

  @Override
  public void callAll(String tenant) {
    first(tenant);
    second(tenant);
    third(tenant);
    fourth(tenant);
    fifth(tenant);
    sixth(tenant);
    seventh(tenant);
    eighth(tenant);
    ninth(tenant);
    tenth(tenant);
  }

  @Override
  public long calls() {
    return calls;
  }

  @MeasureLatency(metricName = "series_first")
  void first(@Label("tenant") String tenant) {
    calls++;
  }

  @MeasureLatency(metricName = "series_second")
  void second(@Label("tenant") String tenant) {
    calls++;
  }

  @MeasureLatency(metricName = "series_third")
  void third(@Label("tenant") String tenant) {
    calls++;
  }

  @MeasureLatency(metricName = "series_fourth")
  void fourth(@Label("tenant") String tenant) {
    calls++;
  }

  @MeasureLatency(metricName = "series_fifth")
  void fifth(@Label("tenant") String tenant) {
    calls++;
  }

  @MeasureLatency(metricName = "series_sixth")
  void sixth(@Label("tenant") String tenant) {
    calls++;
  }

  @MeasureLatency(metricName = "series_seventh")
  void seventh(@Label("tenant") String tenant) {
    calls++;
  }

  @MeasureLatency(metricName = "series_eighth")
  void eighth(@Label("tenant") String tenant) {
    calls++;
  }

  @MeasureLatency(metricName = "series_ninth")
  void ninth(@Label("tenant") String tenant) {
    calls++;
  }

  @MeasureLatency(metricName = "series_tenth")
  void tenth(@Label("tenant") String tenant) {
    calls++;
  }
}
