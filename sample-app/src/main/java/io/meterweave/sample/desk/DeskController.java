// SPDX-License-Identifier: Apache-2.0
package io.meterweave.sample.desk;

import io.meterweave.annotations.SpanAttribute;
import io.meterweave.annotations.TraceOperation;
import io.meterweave.annotations.TrackMetrics;
import io.meterweave.sample.llm.ModelEndpoint;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.springframework.beans.factory.annotation.Value;
import org.springframework.http.HttpStatus;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.RestController;

/** The desk's HTTP interface. Thread-safe. */
@RestController
@RequestMapping("/api")
class DeskController {
  private final AnswerDesk desk;
  private final Customers customers;
  private final Tickets tickets;
  private final ArticleClient articles;
  private final About about;

  DeskController(
      AnswerDesk desk,
      Customers customers,
      Tickets tickets,
      ArticleClient articles,
      ModelEndpoint model,
      @Value("${sample.consoles.desk}") String deskConsole,
      @Value("${sample.consoles.articles}") String articleConsole) {
    this.desk = desk;
    this.customers = customers;
    this.tickets = tickets;
    this.articles = articles;
    this.about = new About(model.description(), deskConsole, articleConsole);
  }

  /** Answers a question and keeps a ticket. */
  @PostMapping("/questions")
  @TraceOperation(
      name = "POST /api/questions",
      kind = TraceOperation.Kind.SERVER,
      attributes = {"http.request.method=POST", "http.route=/api/questions"})
  Answer ask(@RequestBody Ask ask) {
    Customer customer = customers.byId(orEmpty(ask.customer()));
    return desk.answer(customer, channel(ask.channel()), orEmpty(ask.question()));
  }

  @GetMapping("/tickets")
  @TrackMetrics
  @TraceOperation(
      name = "GET /api/tickets",
      kind = TraceOperation.Kind.SERVER,
      attributes = {"http.request.method=GET", "http.route=/api/tickets"})
  List<Ticket> tickets(
      @RequestParam(defaultValue = "20") @SpanAttribute("tickets.limit") int limit) {
    return tickets.newest(Math.min(limit, 200));
  }

  @GetMapping("/customers")
  List<Customer> customers() {
    return customers.all();
  }

  @GetMapping("/about")
  About about() {
    return about;
  }

  /** Answers 204 as soon as the article service answers as well, and 503 before. */
  @GetMapping("/ready")
  ResponseEntity<Void> ready() {
    HttpStatus status = articles.isReady() ? HttpStatus.NO_CONTENT : HttpStatus.SERVICE_UNAVAILABLE;
    return ResponseEntity.status(status).build();
  }

  private static String channel(@Nullable String channel) {
    return switch (orEmpty(channel)) {
      case "email" -> "email";
      case "chat" -> "chat";
      case "phone" -> "phone";
      default -> "web";
    };
  }

  private static String orEmpty(@Nullable String text) {
    return text == null ? "" : text.strip();
  }

  record Ask(@Nullable String customer, @Nullable String channel, @Nullable String question) {}

  record About(String model, String deskConsole, String articleConsole) {}
}
