// SPDX-License-Identifier: Apache-2.0
package io.meterweave.console;

import java.util.List;

/**
 * What the console's first page shows, at one moment.
 *
 * <p>Immutable.
 *
 * @param methods every annotated method that is known, woven or not
 * @param endpoints where the data goes
 * @param settings the configuration in force; secrets are hidden already
 */
public record Overview(
    List<MethodRow> methods, List<EndpointRow> endpoints, List<SettingRow> settings) {
  /** Copies the lists. */
  public Overview {
    methods = List.copyOf(methods);
    endpoints = List.copyOf(endpoints);
    settings = List.copyOf(settings);
  }
}
