// SPDX-License-Identifier: Apache-2.0
package io.meterweave.console;

/**
 * The metrics as text.
 *
 * <p>Immutable by agreement: nobody writes to the bytes once they are here.
 *
 * @param contentType the value of the {@code Content-Type} header
 * @param body not compressed
 */
@SuppressWarnings("ArrayRecordComponent") // Bytes on their way to a socket: never compared.
public record Exposition(String contentType, byte[] body) {}
