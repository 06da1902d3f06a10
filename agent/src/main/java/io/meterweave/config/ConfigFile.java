// SPDX-License-Identifier: Apache-2.0
package io.meterweave.config;

import io.meterweave.spec.ConfigValue;
import java.io.File;
import java.io.FileInputStream;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.CharBuffer;
import java.nio.charset.CharsetDecoder;
import java.nio.charset.CoderResult;
import java.nio.charset.StandardCharsets;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Fetches {@code meterweave.yaml}, or the file that {@code config.file} names.
 *
 * <p>Confined to the thread that reads the configuration. Whatever is wrong is a problem, and there
 * is no file then. Where there is none, nothing of the YAML parser is loaded.
 */
/*
 * The file is read before the application's main: with java.io, for the first use of java.nio.file
 * would fix the application's default file system; only if it is a regular file, for a pipe could
 * keep the application waiting for ever; and only up to a size.
 */
final class ConfigFile {
  static final int MAX_BYTES = 1 << 20;

  private static final int BYTE_ORDER_MARK = '\ufeff';
  private static final int NONE = -1;

  private final String name;
  private final List<String> problems;

  private ConfigFile(String name, List<String> problems) {
    this.name = name;
    this.problems = problems;
  }

  /**
   * Reads the file.
   *
   * @param name the path, relative to the working directory
   * @param asked the place where somebody named the file, or null for the default, which may be
   *     missing
   */
  static @Nullable ConfigValue read(String name, @Nullable String asked, List<String> problems) {
    return new ConfigFile(name, problems).read(asked);
  }

  private @Nullable ConfigValue read(@Nullable String asked) {
    try {
      File file = new File(name);
      if (!file.exists()) {
        if (asked != null) {
          problems.add(missing(file, asked));
        }
        return null;
      }
      String text = isReadable(file) ? decode(readAll(file)) : null;
      return text == null ? null : YamlReader.read(name, text, problems);
    } catch (IOException | SecurityException unreadable) {
      problems.add(name + " cannot be read (" + unreadable.getMessage() + "); it is ignored");
      return null;
    }
  }

  private static String missing(File file, String asked) {
    String absolute = file.getAbsolutePath();
    return asked
        + " names "
        + file
        + ", but there is no such file"
        + (file.isAbsolute() ? "" : " (looked for " + absolute + ")")
        + "; correct the path";
  }

  private boolean isReadable(File file) {
    if (file.isDirectory()) {
      problems.add(name + " is a directory and ignored; name a file with config.file");
    } else if (!file.isFile()) {
      problems.add(name + " is no regular file and ignored; name one with config.file");
    } else if (file.length() > MAX_BYTES) {
      problems.add(tooLarge());
    } else {
      return true;
    }
    return false;
  }

  private String tooLarge() {
    return name + " is larger than 1 MiB and ignored; keep only settings in it";
  }

  private byte @Nullable [] readAll(File file) throws IOException {
    try (FileInputStream in = new FileInputStream(file)) {
      byte[] bytes = in.readNBytes(MAX_BYTES + 1);
      if (bytes.length > MAX_BYTES) {
        problems.add(tooLarge());
        return null;
      }
      return bytes;
    }
  }

  private @Nullable String decode(byte @Nullable [] bytes) {
    if (bytes == null) {
      return null;
    }
    ByteBuffer in = ByteBuffer.wrap(bytes);
    CharBuffer out = CharBuffer.allocate(bytes.length);
    CharsetDecoder decoder = StandardCharsets.UTF_8.newDecoder();
    CoderResult result = decoder.decode(in, out, true);
    if (result.isError()) {
      problems.add(notUtf8(bytes, in.position()));
      return null;
    }
    out.flip();
    if (out.hasRemaining() && out.charAt(0) == BYTE_ORDER_MARK) {
      out.position(1);
    }
    String text = out.toString();
    if (text.isBlank()) {
      problems.add(name + " is empty; write settings into it or remove it");
      return null;
    }
    return text;
  }

  private String notUtf8(byte[] bytes, int at) {
    int zero = NONE;
    int line = 1;
    for (int i = 0; i < at; i++) {
      if (bytes[i] == '\n') {
        line++;
      } else if (bytes[i] == 0) {
        zero = i;
      }
    }
    boolean isUtf16 = zero != NONE || at == 0;
    return name
        + ":"
        + line
        + ": is not UTF-8"
        + (isUtf16 ? " (UTF-16 perhaps)" : "")
        + " and ignored; save the file as UTF-8";
  }
}
