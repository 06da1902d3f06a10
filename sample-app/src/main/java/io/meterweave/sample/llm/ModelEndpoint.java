// SPDX-License-Identifier: Apache-2.0
package io.meterweave.sample.llm;

/**
 * Where the language model is.
 *
 * <p>Immutable.
 *
 * @param baseUrl the address up to and with {@code /v1}
 * @param apiKey the key; something harmless where none is asked for
 * @param isBuiltIn whether it is the sample's own, which costs nothing
 */
public record ModelEndpoint(String baseUrl, String apiKey, boolean isBuiltIn) {
  private static final String OPEN_AI = "https://api.openai.com/v1";
  private static final String NO_KEY = "none";

  /** Returns the endpoint of the built-in model. */
  public static ModelEndpoint builtIn(String baseUrl) {
    return new ModelEndpoint(baseUrl, NO_KEY, true);
  }

  /** Returns a real endpoint; a blank address is OpenAI's. */
  public static ModelEndpoint real(String baseUrl, String apiKey) {
    return new ModelEndpoint(
        baseUrl.isBlank() ? OPEN_AI : baseUrl, apiKey.isBlank() ? NO_KEY : apiKey, false);
  }

  /** Returns what the page says about the model; never the key. */
  public String description() {
    return isBuiltIn ? "built-in model" : baseUrl;
  }
}
