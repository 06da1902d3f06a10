// SPDX-License-Identifier: Apache-2.0
package io.meterweave.console;

import java.io.IOException;
import java.io.InputStream;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.zip.CRC32;
import org.jspecify.annotations.Nullable;

/**
 * The console's files, out of the agent's jar: those of a table and no others, so no path of a
 * request ever meets a file system.
 *
 * <p>Thread-safe.
 */
final class Assets {
  /** The page itself. */
  static final String PAGE = "/";

  private static final String HTML = "text/html; charset=utf-8";
  private static final String CSS = "text/css; charset=utf-8";
  private static final String SCRIPT = "text/javascript; charset=utf-8";
  private static final String SVG = "image/svg+xml";

  private static final Map<String, String> TYPES =
      Map.ofEntries(
          Map.entry(PAGE, HTML),
          Map.entry("/assets/console.css", CSS),
          Map.entry("/assets/icon.svg", SVG),
          Map.entry("/assets/main.js", SCRIPT),
          Map.entry("/assets/dom.js", SCRIPT),
          Map.entry("/assets/format.js", SCRIPT),
          Map.entry("/assets/history.js", SCRIPT),
          Map.entry("/assets/live.js", SCRIPT),
          Map.entry("/assets/router.js", SCRIPT),
          Map.entry("/assets/sparkline.js", SCRIPT),
          Map.entry("/assets/switch.js", SCRIPT),
          Map.entry("/assets/table.js", SCRIPT),
          Map.entry("/assets/pages/overview.js", SCRIPT),
          Map.entry("/assets/pages/methods.js", SCRIPT),
          Map.entry("/assets/pages/endpoints.js", SCRIPT),
          Map.entry("/assets/pages/configuration.js", SCRIPT));

  private final Map<String, Reply> loaded = new ConcurrentHashMap<>();

  static Set<String> paths() {
    return TYPES.keySet();
  }

  /** Returns the answer, if it was loaded before. */
  @Nullable Reply loaded(String path) {
    return loaded.get(path);
  }

  /**
   * Returns the answer, loading it where that has not happened yet.
   *
   * @param path one of {@link #paths()}
   */
  Reply load(String path) throws IOException {
    Reply known = loaded.get(path);
    if (known != null) {
      return known;
    }
    Reply reply = read(path, String.valueOf(TYPES.get(path))).withGzip();
    loaded.put(path, reply);
    return reply;
  }

  private static Reply read(String path, String type) throws IOException {
    String name = path.equals(PAGE) ? "index.html" : path.substring(1);
    try (InputStream in = Assets.class.getResourceAsStream(name)) {
      if (in == null) {
        throw new IOException("io/meterweave/console/" + name + " is not in the agent's jar");
      }
      byte[] bytes = in.readAllBytes();
      return Reply.ok(type, bytes, "Cache-Control", "no-cache", "ETag", tag(bytes));
    }
  }

  private static String tag(byte[] bytes) {
    CRC32 crc = new CRC32();
    crc.update(bytes);
    return String.format(Locale.ROOT, "\"%08x-%x\"", crc.getValue(), bytes.length);
  }
}
