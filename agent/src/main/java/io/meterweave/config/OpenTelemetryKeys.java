// SPDX-License-Identifier: Apache-2.0
package io.meterweave.config;

import io.meterweave.config.ConfigReader.Found;
import java.util.Map;

/**
 * Says in OpenTelemetry's words what was set in ours.
 *
 * <p>Thread-safe: no state.
 */
final class OpenTelemetryKeys {
  private static final String DISABLED = "otel.sdk.disabled";
  private static final String SERVICE_NAME = "otel.service.name";
  private static final String RESOURCE_ATTRIBUTES = "otel.resource.attributes";

  private OpenTelemetryKeys() {}

  /**
   * Adds the resource to OpenTelemetry's settings, and takes back a switch that lost.
   *
   * @param openTelemetry OpenTelemetry's settings by property name, changed here
   * @param found what is in force of ours
   */
  static void complete(Map<String, Found> openTelemetry, Map<ConfigKey, Found> found) {
    Found enabled = MeterweaveConfig.of(found, ConfigKey.ENABLED);
    if (openTelemetry.containsKey(DISABLED) && enabled.value().equals(true)) {
      openTelemetry.put(DISABLED, new Found("false", enabled.origin()));
    }
    Found name = MeterweaveConfig.of(found, ConfigKey.SERVICE_NAME);
    if (isSet(name) && !isFromResource(name, openTelemetry)) {
      openTelemetry.put(SERVICE_NAME, name);
    }
    addAttribute(
        openTelemetry, "service.version", MeterweaveConfig.of(found, ConfigKey.SERVICE_VERSION));
    addAttribute(
        openTelemetry,
        "deployment.environment.name",
        MeterweaveConfig.of(found, ConfigKey.DEPLOYMENT_ENVIRONMENT));
  }

  private static void addAttribute(
      Map<String, Found> openTelemetry, String attribute, Found found) {
    if (!isSet(found) || isFromResource(found, openTelemetry)) {
      return;
    }
    Found before = openTelemetry.get(RESOURCE_ATTRIBUTES);
    String text = before == null ? "" : (String) before.value();
    ConfigOrigin origin = before == null ? found.origin() : before.origin();
    openTelemetry.put(
        RESOURCE_ATTRIBUTES,
        new Found(ResourceAttributes.with(text, attribute, (String) found.value()), origin));
  }

  private static boolean isSet(Found found) {
    return !found.value().equals("");
  }

  private static boolean isFromResource(Found found, Map<String, Found> openTelemetry) {
    Found attributes = openTelemetry.get(RESOURCE_ATTRIBUTES);
    return attributes != null && attributes.origin().isSameAs(found.origin());
  }
}
