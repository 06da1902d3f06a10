// SPDX-License-Identifier: Apache-2.0
package io.meterweave.record;

import io.opentelemetry.sdk.common.InstrumentationScopeInfo;
import io.opentelemetry.sdk.metrics.data.Data;
import io.opentelemetry.sdk.metrics.data.MetricData;
import io.opentelemetry.sdk.metrics.data.MetricDataType;
import io.opentelemetry.sdk.resources.Resource;

/** One metric of one collection. Immutable. */
final class ProducedMetric implements MetricData {
  static final InstrumentationScopeInfo SCOPE = InstrumentationScopeInfo.create("io.meterweave");

  private final Resource resource;
  private final FamilySpec spec;
  private final MetricDataType type;
  private final Data<?> data;

  ProducedMetric(Resource resource, FamilySpec spec, MetricDataType type, Data<?> data) {
    this.resource = resource;
    this.spec = spec;
    this.type = type;
    this.data = data;
  }

  @Override
  public Resource getResource() {
    return resource;
  }

  @Override
  public InstrumentationScopeInfo getInstrumentationScopeInfo() {
    return SCOPE;
  }

  @Override
  public String getName() {
    return spec.name();
  }

  @Override
  public String getDescription() {
    return spec.help();
  }

  @Override
  public String getUnit() {
    return spec.unit();
  }

  @Override
  public MetricDataType getType() {
    return type;
  }

  @Override
  public Data<?> getData() {
    return data;
  }

  @Override
  public String toString() {
    return spec.name() + data;
  }
}
