// SPDX-License-Identifier: Apache-2.0
package io.meterweave.console;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.netty.handler.codec.http.HttpHeaderNames;
import java.security.MessageDigest;
import java.util.List;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/**
 * Who may change something here: whoever has the token, and the pages of this server.
 *
 * <p>Immutable.
 */
final class Permission {
  /*
   * A page of somebody else that is open in a browser on this machine can send a request here, though
   * it never sees the answer: what changes something must not obey it. The browser writes into the
   * request where it comes from (Origin, Sec-Fetch-Site), and no page can write that itself. Programs
   * send no Origin: they have the token.
   */
  private static final String BEARER = "bearer ";

  private static final String REFUSAL =
      "Only a page of this server may change something, or who has the token: set http.token, and"
          + " send it in the header \"Authorization: Bearer TOKEN\".";

  private final byte @Nullable [] token;

  /**
   * @param token empty: there is none
   */
  Permission(String token) {
    this.token = token.isEmpty() ? null : token.getBytes(UTF_8);
  }

  /** Returns why a request may not change anything, or null if it may. */
  @Nullable Reply refusal(Request request) {
    return hasToken(request) || isOfOurPage(request) ? null : Reply.sentence(403, REFUSAL);
  }

  /** Tells whether a request brings the token; how long that takes does not tell how much of it. */
  boolean hasToken(Request request) {
    List<String> given = request.head().headers().getAll(HttpHeaderNames.AUTHORIZATION);
    if (token == null || given.size() != 1) {
      return false;
    }
    String value = given.get(0);
    return value.toLowerCase(Locale.ROOT).startsWith(BEARER)
        && MessageDigest.isEqual(token, value.substring(BEARER.length()).trim().getBytes(UTF_8));
  }

  private static boolean isOfOurPage(Request request) {
    List<String> origins = request.head().headers().getAll(HttpHeaderNames.ORIGIN);
    List<String> sites = request.head().headers().getAll("Sec-Fetch-Site");
    boolean isOurSite = sites.isEmpty() || sites.equals(List.of("same-origin"));
    if (origins.isEmpty()) {
      return isOurSite && !sites.isEmpty();
    }
    return isOurSite && origins.size() == 1 && isOurs(origins.get(0), request.hosts());
  }

  /** A proxy in front of this server may speak TLS, so the scheme says nothing. */
  private static boolean isOurs(String origin, List<String> hosts) {
    String lower = origin.toLowerCase(Locale.ROOT);
    String authority =
        lower.startsWith("http://")
            ? lower.substring("http://".length())
            : lower.startsWith("https://") ? lower.substring("https://".length()) : "";
    return hosts.size() == 1 && authority.equals(hosts.get(0).toLowerCase(Locale.ROOT));
  }
}
