// SPDX-License-Identifier: Apache-2.0
package io.meterweave.sample.desk;

import io.meterweave.annotations.SpanAttribute;
import io.meterweave.annotations.TraceOperation;
import io.meterweave.annotations.TrackMetrics;
import io.meterweave.api.Spans;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.time.Duration;
import java.util.List;
import org.springframework.beans.factory.annotation.Value;
import org.springframework.stereotype.Component;
import org.springframework.web.util.UriComponentsBuilder;
import tools.jackson.databind.json.JsonMapper;

/** Asks the article service over HTTP. Thread-safe. */
@Component
class ArticleClient {
  private static final Duration TIMEOUT = Duration.ofSeconds(5);

  private final HttpClient http = HttpClient.newBuilder().connectTimeout(TIMEOUT).build();
  private final JsonMapper json;
  private final String address;

  ArticleClient(JsonMapper json, @Value("${sample.articles}") String address) {
    this.json = json;
    this.address = address;
  }

  /**
   * Returns the articles that fit a question, best first. The headers that {@link Spans#inject}
   * adds let the article service go on with this trace.
   *
   * @throws ArticleServiceException when the service cannot be reached or cannot search
   */
  @TrackMetrics(name = "article.requests", labels = "operation=search")
  @TraceOperation(
      name = "GET /articles/search",
      kind = TraceOperation.Kind.CLIENT,
      attributes = {"http.request.method=GET", "peer.service=article-service"})
  List<FoundArticle> search(String question, @SpanAttribute("search.limit") int limit) {
    URI uri =
        UriComponentsBuilder.fromUriString(address + "/articles/search?q={q}&limit={limit}")
            .encode()
            .buildAndExpand(question, limit)
            .toUri();
    HttpRequest.Builder request = HttpRequest.newBuilder(uri).timeout(TIMEOUT);
    Spans.inject(request::header);
    return List.of(json.readValue(send(request.build()), FoundArticle[].class));
  }

  /** Returns whether the article service answers. */
  boolean isReady() {
    try {
      send(HttpRequest.newBuilder(URI.create(address + "/articles/categories")).build());
      return true;
    } catch (ArticleServiceException notYet) {
      return false;
    }
  }

  private String send(HttpRequest request) {
    try {
      HttpResponse<String> response = http.send(request, BodyHandlers.ofString());
      if (response.statusCode() != 200) {
        throw new ArticleServiceException(
            "The article service answered " + response.statusCode() + ".");
      }
      return response.body();
    } catch (IOException e) {
      throw new ArticleServiceException("The article service cannot be reached: " + e);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new ArticleServiceException("The desk is closing.");
    }
  }
}
