// SPDX-License-Identifier: Apache-2.0
package io.meterweave.record;

import io.opentelemetry.api.common.AttributeKey;
import io.opentelemetry.api.common.Attributes;

/**
 * The only label of the series that takes what is beyond a metric's limit, as OpenTelemetry has it.
 *
 * <p>Immutable. A class of its own, so that attributes are not touched before main runs.
 */
final class OverflowLabels {
  static final Attributes ALL =
      Attributes.of(AttributeKey.stringKey("otel_metric_overflow"), "true");

  private OverflowLabels() {}
}
