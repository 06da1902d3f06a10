// SPDX-License-Identifier: Apache-2.0
package io.meterweave.it.harness;

import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;

/**
 * A span as it was exported, read from the protobuf message by rules of our own. Immutable.
 *
 * @param name its name
 * @param traceId its trace, one character for each byte
 * @param spanId its own identifier, likewise
 * @param parentId empty at the root of a trace
 */
public record OtlpSpan(String name, String traceId, String spanId, String parentId) {
  private static final int VARINT = 0;
  private static final int FIXED64 = 1;
  private static final int BYTES = 2;
  private static final int FIXED32 = 5;

  /** Returns the spans of all exports to an endpoint. */
  public static List<OtlpSpan> of(OtlpReceiver receiver) {
    List<OtlpSpan> spans = new ArrayList<>();
    for (OtlpReceiver.Request request : receiver.requests("/v1/traces")) {
      for (String resource : fields(request.body(), 1)) {
        for (String scope : fields(resource, 2)) {
          fields(scope, 2).forEach(span -> spans.add(read(span)));
        }
      }
    }
    return spans;
  }

  private static OtlpSpan read(String span) {
    byte[] name = one(span, 5).getBytes(StandardCharsets.ISO_8859_1);
    return new OtlpSpan(
        new String(name, StandardCharsets.UTF_8), one(span, 1), one(span, 2), one(span, 4));
  }

  private static String one(String message, int number) {
    List<String> values = fields(message, number);
    return values.isEmpty() ? "" : values.get(0);
  }

  /** Returns the values of one field of a message that have a length. */
  private static List<String> fields(String message, int number) {
    List<String> values = new ArrayList<>();
    int[] at = {0};
    while (at[0] < message.length()) {
      long key = varint(message, at);
      switch ((int) (key & 7)) {
        case VARINT -> varint(message, at);
        case FIXED64 -> at[0] += 8;
        case FIXED32 -> at[0] += 4;
        case BYTES -> {
          int length = (int) varint(message, at);
          if (key >>> 3 == number) {
            values.add(message.substring(at[0], at[0] + length));
          }
          at[0] += length;
        }
        default -> throw new AssertionError("not a protobuf message");
      }
    }
    return values;
  }

  private static long varint(String message, int[] at) {
    long value = 0;
    int shift = 0;
    char part;
    do {
      part = message.charAt(at[0]++);
      value |= (part & 0x7FL) << shift;
      shift += 7;
    } while (part > 0x7F);
    return value;
  }
}
