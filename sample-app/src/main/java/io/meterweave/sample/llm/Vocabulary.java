// SPDX-License-Identifier: Apache-2.0
package io.meterweave.sample.llm;

import java.util.List;
import java.util.Map;

/** The words by which the built-in model tells categories apart. Immutable. */
final class Vocabulary {
  private static final Map<String, List<String>> WORDS =
      Map.of(
          "account", List.of("password", "account", "email address", "signed out", "suspended"),
          "billing", List.of("invoice", "charged", "refund", "billing", "vat", "seat", "pay for"),
          "sync", List.of("sync", "conflicted", "deleted", "upload", "bandwidth", "browser?"),
          "sharing", List.of("share", "sharing", "shared link", "viewer", "editor"),
          "security", List.of("two-factor", "encrypt", "saml", "country", "somebody else", "keys"),
          "api", List.of("api", "token", "webhook", "429", "403"),
          "mobile", List.of("phone", "battery", "photo", "blackberry"),
          "integrations", List.of("slack", "office document", "import", "scan", "connect"));

  private Vocabulary() {}

  /** Returns the words of a category; none for one that is not known. */
  static List<String> of(String category) {
    return WORDS.getOrDefault(category, List.of());
  }
}
