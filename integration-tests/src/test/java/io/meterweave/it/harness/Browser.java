// SPDX-License-Identifier: Apache-2.0
package io.meterweave.it.harness;

import static org.awaitility.Awaitility.await;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import java.util.function.Predicate;

/**
 * A headless Chromium, steered through chromedriver by the W3C WebDriver protocol. Confined to the
 * calling thread; closing ends both programs.
 */
public final class Browser implements AutoCloseable {
  private static final ObjectMapper JSON = new ObjectMapper();

  private final AgentJvm driver;
  private final HttpProbe http;
  private final String session;

  private Browser(Path chromium, Path chromedriver) {
    int port = Ports.free();
    driver = Launch.program(chromedriver, "--port=" + port).start();
    http = new HttpProbe(port).awaitOk("/status");
    session =
        "/session/"
            + post("/session", Map.of("capabilities", Map.of("alwaysMatch", chrome(chromium))))
                .path("sessionId")
                .asText();
  }

  /** Starts a browser with a window of 1280 by 900. */
  public static Browser start() {
    return new Browser(Backend.CHROMIUM.path(), Backend.CHROMEDRIVER.path());
  }

  /** Opens an address and waits until it is loaded. */
  public Browser open(String url) {
    post(session + "/url", Map.of("url", url));
    return this;
  }

  /** Returns what a script returns, such as {@code return document.title}. */
  public JsonNode run(String script) {
    return post(session + "/execute/sync", Map.of("script", script, "args", List.of()));
  }

  /** Returns the text of the page as a person sees it. */
  public String text() {
    return run("return document.body.innerText").asText();
  }

  /** Waits until the text of the page satisfies a condition, and returns it. */
  public String awaitText(String what, Predicate<String> condition) {
    return await()
        .alias(what)
        .atMost(Duration.ofSeconds(20))
        .pollInterval(Duration.ofMillis(100))
        .until(this::text, condition);
  }

  /** Returns what the page and the browser complained about: script errors, refused resources. */
  public List<String> complaints() {
    JsonNode entries = post(session + "/se/log", Map.of("type", "browser"));
    return entries.findValuesAsText("message");
  }

  /** Gives the window another size. */
  public Browser resize(int width, int height) {
    post(session + "/window/rect", Map.of("width", width, "height", height));
    return this;
  }

  /** Keeps a picture of the window under {@code target/}. */
  public Path screenshot(String name) {
    try {
      String picture =
          JSON.readTree(http.get(session + "/screenshot").body()).path("value").asText();
      Path directory = Files.createDirectories(Artifacts.work().resolve("../screenshots"));
      return Files.write(directory.resolve(name + ".png"), Base64.getDecoder().decode(picture));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  @Override
  public void close() {
    try {
      http.delete(session);
    } catch (IOException e) {
      driver.terminate();
    } finally {
      driver.close();
    }
  }

  private JsonNode post(String path, Object body) {
    try {
      HttpResponse<String> response = http.post(path, JSON.writeValueAsString(body));
      if (response.statusCode() != 200) {
        throw new AssertionError(path + ": " + response.body());
      }
      return JSON.readTree(response.body()).path("value");
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static Map<String, Object> chrome(Path binary) {
    return Map.of(
        "browserName",
        "chrome",
        "goog:loggingPrefs",
        Map.of("browser", "ALL"),
        "goog:chromeOptions",
        Map.of(
            "binary",
            binary.toString(),
            "args",
            List.of(
                "--headless=new",
                "--no-sandbox",
                "--disable-dev-shm-usage",
                "--disable-gpu",
                "--window-size=1280,900")));
  }
}
