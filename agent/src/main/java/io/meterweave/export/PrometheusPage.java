// SPDX-License-Identifier: Apache-2.0
package io.meterweave.export;

/**
 * A page as it goes over the wire, not compressed.
 *
 * @param contentType the {@code Content-Type}
 * @param body the bytes; shared by all who ask at the same time, and not to be changed
 */
@SuppressWarnings("ArrayRecordComponent") // it is written once and never compared
public record PrometheusPage(String contentType, byte[] body) {}
