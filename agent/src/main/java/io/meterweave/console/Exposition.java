// SPDX-License-Identifier: Apache-2.0
package io.meterweave.console;

import java.nio.ByteBuffer;
import java.util.List;

/**
 * The metrics as text.
 *
 * <p>Immutable by agreement: nobody writes to the bytes once they are here.
 *
 * @param contentType the value of the {@code Content-Type} header
 * @param body not compressed, in pieces
 */
public record Exposition(String contentType, List<ByteBuffer> body) {}
