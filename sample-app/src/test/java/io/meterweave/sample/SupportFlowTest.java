// SPDX-License-Identifier: Apache-2.0
package io.meterweave.sample;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.file.Path;
import java.util.Map;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.springframework.context.ConfigurableApplicationContext;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** Both services over HTTP, as a customer meets them; without the agent. */
class SupportFlowTest {
  private static final JsonMapper JSON = JsonMapper.shared();

  private static final HttpClient HTTP = HttpClient.newHttpClient();

  @TempDir private static Path data;
  private static ConfigurableApplicationContext articles;
  private static ConfigurableApplicationContext desk;

  @BeforeAll
  static void start() {
    String directory = "--sample.data=" + data;
    articles = Sample.startArticles("--server.port=0", directory, "--sample.mishaps=false");
    desk =
        Sample.startDesk(
            "--server.port=0",
            directory,
            "--sample.mishaps=false",
            "--sample.load=false",
            "--OPENAI_API_KEY=",
            "--OPENAI_BASE_URL=",
            "--sample.articles=" + address(articles));
  }

  @AfterAll
  static void stop() {
    desk.close();
    articles.close();
  }

  @Test
  void aQuestionIsAnsweredFromTheArticleThatFits() throws Exception {
    HttpResponse<String> response = ask("C-3001", "How are our files encrypted?");

    JsonNode answer = JSON.readTree(response.body());
    assertThat(response.statusCode()).isEqualTo(200);
    assertThat(answer.path("outcome").asString()).isEqualTo("answered");
    assertThat(answer.path("category").asString()).isEqualTo("security");
    assertThat(answer.path("articles").path(0).path("id").asInt()).isEqualTo(143);
    assertThat(answer.path("text").asString()).contains("AES-256").endsWith("(Article 143)");
  }

  @Test
  void theAnswerIsKeptAsATicket() throws Exception {
    long id =
        JSON.readTree(ask("C-2001", "What is a conflicted copy?").body()).path("ticket").asLong();

    assertThat(JSON.readTree(get("/api/tickets").body()))
        .anySatisfy(
            ticket -> {
              assertThat(ticket.path("id").asLong()).isEqualTo(id);
              assertThat(ticket.path("channel").asString()).isEqualTo("chat");
            });
  }

  @Test
  void whatOnlyTheArchiveKnowsIsFoundThere() throws Exception {
    JsonNode answer = JSON.readTree(ask("C-2001", "BlackBerry: there is no connection.").body());

    assertThat(answer.path("articles").path(0).path("id").asInt()).isEqualTo(906);
  }

  @Test
  void whatNobodyKnowsIsHandedOver() throws Exception {
    JsonNode answer = JSON.readTree(ask("C-2001", "Is your cafeteria open on Saturday?").body());

    assertThat(answer.path("outcome").asString()).isEqualTo("handed over");
    assertThat(answer.path("articles")).isEmpty();
  }

  @Test
  void aStrangerGetsNoAnswer() throws Exception {
    assertThat(ask("C-9999", "How are our files encrypted?").statusCode()).isEqualTo(404);
  }

  @Test
  void anEmptyQuestionIsRejected() throws Exception {
    assertThat(ask("C-2001", " ").statusCode()).isEqualTo(400);
  }

  @Test
  void theDeskIsReadyAndHasAPage() throws Exception {
    assertThat(get("/api/ready").statusCode()).isEqualTo(204);
    assertThat(get("/").body()).contains("Tidewater support desk");
  }

  private static HttpResponse<String> ask(String customer, String question)
      throws IOException, InterruptedException {
    String body =
        JSON.writeValueAsString(
            Map.of("customer", customer, "channel", "chat", "question", question));
    return HTTP.send(
        HttpRequest.newBuilder(URI.create(address(desk) + "/api/questions"))
            .header("Content-Type", "application/json")
            .POST(BodyPublishers.ofString(body))
            .build(),
        BodyHandlers.ofString());
  }

  private static HttpResponse<String> get(String path) throws IOException, InterruptedException {
    URI uri = URI.create(address(desk) + path);
    return HTTP.send(HttpRequest.newBuilder(uri).build(), BodyHandlers.ofString());
  }

  private static String address(ConfigurableApplicationContext service) {
    return "http://127.0.0.1:" + service.getEnvironment().getProperty("local.server.port");
  }
}
