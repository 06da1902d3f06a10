// SPDX-License-Identifier: Apache-2.0
package io.meterweave.console;

import io.netty.handler.codec.DecoderResult;
import io.netty.handler.codec.http.HttpVersion;
import io.netty.handler.codec.http.TooLongHttpHeaderException;
import io.netty.handler.codec.http.TooLongHttpLineException;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * Decides who may ask for what, before anybody looks at what was asked.
 *
 * <p>Immutable.
 */
final class Gate {
  /*
   * A page of somebody else, open in a browser on this machine, can send requests here and, once its
   * name resolves to 127.0.0.1 (DNS rebinding), read the answers too. Its requests carry its own
   * name in the Host header, so a name that is not of the loopback is refused: 421. Reads count
   * as much as writes, for a console shows what an application does.
   *
   * Past the loopback, /metrics and /health are asked for by a scraper or a probe under whatever
   * address the machine has today, and hold nothing for a browser: any name will do there. The
   * console answers only to this machine, and to whoever brings the token: no page of somebody else
   * can bring that, so its name and its place say nothing.
   */
  private static final Pattern HOST =
      Pattern.compile("(\\[[0-9A-Fa-f:.]{2,45}]|[A-Za-z0-9._-]{1,253})(:[0-9]{1,5})?");

  private static final Pattern LOOPBACK_LITERAL =
      Pattern.compile("127(\\.[0-9]{1,3}){3}|\\[(0{0,4}:){2,7}0{0,3}1]");

  private static final Set<String> OPEN = Set.of(Routes.METRICS, Routes.HEALTH);

  private static final String TOO_FAR =
      "The console and /api answer only to the machine they run on. Open them there, or through a"
          + " tunnel: ssh -L 9464:localhost:PORT HOST. A program may also bring the token of"
          + " http.token in the header \"Authorization: Bearer TOKEN\".";

  private final boolean isOnLoopback;
  private final Permission permission;
  private final Set<String> names;

  /**
   * @param isOnLoopback whether the server listens to this machine only
   * @param allowedHosts further names by which it may be called
   * @param permission knows the token
   */
  Gate(boolean isOnLoopback, List<String> allowedHosts, Permission permission) {
    this.isOnLoopback = isOnLoopback;
    this.permission = permission;
    this.names = new TreeSet<>();
    for (String name : allowedHosts) {
      names.add(name.toLowerCase(Locale.ROOT));
    }
  }

  /** Returns why the request is refused, or null if it may go on. */
  @Nullable Reply refusal(Request request) {
    Reply malformed = malformed(request);
    if (malformed != null) {
      return malformed;
    }
    boolean isOpen =
        (!isOnLoopback && OPEN.contains(request.path())) || permission.hasToken(request);
    if (!isOpen && !isOurs(request.hosts())) {
      return Reply.sentence(
          421, "This server does not answer under that name. Use localhost or 127.0.0.1.");
    }
    return isOpen || request.isFromLoopback() ? null : Reply.sentence(403, TOO_FAR);
  }

  private static @Nullable Reply malformed(Request request) {
    DecoderResult decoded = request.head().decoderResult();
    if (decoded.isFailure()) {
      return undecodable(decoded.cause());
    }
    HttpVersion version = request.head().protocolVersion();
    if (!version.equals(HttpVersion.HTTP_1_1) && !version.equals(HttpVersion.HTTP_1_0)) {
      return Reply.sentence(505, "This server speaks HTTP/1.1.");
    }
    if (!isPlain(request.path())) {
      return Reply.sentence(400, "The request's target is not a plain path.");
    }
    List<String> hosts = request.hosts();
    boolean needsHost = version.equals(HttpVersion.HTTP_1_1);
    if (hosts.size() > 1
        || (needsHost && hosts.isEmpty())
        || !hosts.stream().allMatch(Gate::isHost)) {
      return Reply.sentence(400, "The request needs one well-formed Host header.");
    }
    return null;
  }

  private static Reply undecodable(Throwable cause) {
    if (cause instanceof TooLongHttpLineException) {
      return Reply.sentence(414, "The request's target is too long.");
    }
    if (cause instanceof TooLongHttpHeaderException) {
      return Reply.sentence(431, "The request's headers are too long.");
    }
    return Reply.sentence(400, "The request is not well-formed HTTP/1.1.");
  }

  /** Tells whether a path is made of what our own paths are made of; no escapes, no climbing. */
  private static boolean isPlain(String path) {
    if (!path.startsWith("/") || path.contains("//") || path.contains("/.")) {
      return false;
    }
    for (int i = 0; i < path.length(); i++) {
      char c = path.charAt(i);
      boolean isWordPart =
          (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || (c >= '0' && c <= '9');
      if (!isWordPart && "/-._~".indexOf(c) < 0) {
        return false;
      }
    }
    return true;
  }

  private static boolean isHost(String host) {
    return HOST.matcher(host).matches();
  }

  private boolean isOurs(List<String> hosts) {
    if (hosts.isEmpty()) {
      return false;
    }
    String name = withoutPort(hosts.get(0)).toLowerCase(Locale.ROOT);
    return name.equals("localhost")
        || name.endsWith(".localhost")
        || LOOPBACK_LITERAL.matcher(name).matches()
        || names.contains(name);
  }

  private static String withoutPort(String host) {
    int colon = host.lastIndexOf(':');
    return colon > host.lastIndexOf(']') ? host.substring(0, colon) : host;
  }
}
