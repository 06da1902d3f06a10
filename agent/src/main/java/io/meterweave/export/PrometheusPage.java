// SPDX-License-Identifier: Apache-2.0
package io.meterweave.export;

import java.nio.ByteBuffer;
import java.util.List;

/**
 * A page as it goes over the wire, not compressed.
 *
 * @param contentType the {@code Content-Type}
 * @param body the bytes, in pieces; shared by all who ask at the same time: neither the bytes nor
 *     the buffers' positions are to be changed
 */
public record PrometheusPage(String contentType, List<ByteBuffer> body) {}
