// SPDX-License-Identifier: Apache-2.0
package io.meterweave.config;

import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;
import org.jspecify.annotations.Nullable;

/**
 * Reads and extends the text of {@code otel.resource.attributes}: {@code key=value,key=value},
 * values percent-encoded.
 *
 * <p>Thread-safe: no state.
 */
final class ResourceAttributes {
  private static final int RADIX = 16;

  private ResourceAttributes() {}

  /** Returns the decoded value of the last entry with that key, or null. */
  static @Nullable String get(String attributes, String key) {
    String found = null;
    for (int from = 0; from <= attributes.length(); ) {
      int end = entryEnd(attributes, from);
      if (isEntryOf(attributes, from, end, key)) {
        found = decode(attributes.substring(attributes.indexOf('=', from) + 1, end).trim());
      }
      from = end + 1;
    }
    return found;
  }

  /** Returns the text with that key set and no other entry of that key. */
  static String with(String attributes, String key, String value) {
    StringBuilder result = new StringBuilder();
    for (int from = 0; from <= attributes.length(); ) {
      int end = entryEnd(attributes, from);
      if (end > from && !isEntryOf(attributes, from, end, key)) {
        result.append(attributes, from, end).append(',');
      }
      from = end + 1;
    }
    return result.append(key).append('=').append(encode(value)).toString();
  }

  private static int entryEnd(String attributes, int from) {
    int comma = attributes.indexOf(',', from);
    return comma < 0 ? attributes.length() : comma;
  }

  private static boolean isEntryOf(String attributes, int from, int end, String key) {
    int equals = attributes.indexOf('=', from);
    return equals >= from && equals < end && attributes.substring(from, equals).trim().equals(key);
  }

  private static String encode(String value) {
    StringBuilder encoded = new StringBuilder();
    for (byte b : value.getBytes(StandardCharsets.UTF_8)) {
      char c = (char) (b & 0xff);
      boolean isPlain = c > ' ' && c < 0x7f && c != ',' && c != '=' && c != '%';
      if (isPlain) {
        encoded.append(c);
      } else {
        encoded
            .append('%')
            .append(Character.toUpperCase(Character.forDigit(c >> 4, RADIX)))
            .append(Character.toUpperCase(Character.forDigit(c & 0xf, RADIX)));
      }
    }
    return encoded.toString();
  }

  private static String decode(String value) {
    if (value.indexOf('%') < 0) {
      return value;
    }
    byte[] bytes = value.getBytes(StandardCharsets.UTF_8);
    ByteArrayOutputStream decoded = new ByteArrayOutputStream(bytes.length);
    for (int i = 0; i < bytes.length; i++) {
      int high = i + 2 < bytes.length ? Character.digit(bytes[i + 1], RADIX) : -1;
      int low = i + 2 < bytes.length ? Character.digit(bytes[i + 2], RADIX) : -1;
      if (bytes[i] == '%' && high >= 0 && low >= 0) {
        decoded.write(high * RADIX + low);
        i += 2;
      } else {
        decoded.write(bytes[i]);
      }
    }
    return decoded.toString(StandardCharsets.UTF_8);
  }
}
