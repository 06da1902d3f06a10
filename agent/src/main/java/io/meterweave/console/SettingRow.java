// SPDX-License-Identifier: Apache-2.0
package io.meterweave.console;

/**
 * One setting in force.
 *
 * <p>Immutable.
 *
 * @param key its name
 * @param value for people; a secret is {@code ***} already
 * @param origin where the value comes from, such as {@code environment METERWEAVE_PROMETHEUS_PORT}
 */
public record SettingRow(String key, String value, String origin) {}
