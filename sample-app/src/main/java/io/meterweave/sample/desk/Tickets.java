// SPDX-License-Identifier: Apache-2.0
package io.meterweave.sample.desk;

import io.meterweave.annotations.SpanAttribute;
import io.meterweave.annotations.TraceOperation;
import io.meterweave.annotations.TrackMetrics;
import io.meterweave.sample.DatabaseQuery;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Objects;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.jdbc.support.GeneratedKeyHolder;
import org.springframework.scheduling.annotation.Scheduled;
import org.springframework.stereotype.Repository;

/** The tickets in the database. Thread-safe. */
@Repository
class Tickets {
  /** What the desk keeps; older tickets go. */
  private static final int KEPT = 2_000;

  private final JdbcClient jdbc;

  Tickets(JdbcClient jdbc) {
    this.jdbc = jdbc;
  }

  /** Keeps a ticket and returns its number. */
  @TrackMetrics
  @TraceOperation(
      name = "INSERT ticket",
      kind = TraceOperation.Kind.CLIENT,
      attributes = {"db.system.name=h2", "db.operation.name=INSERT", "db.collection.name=ticket"})
  long add(
      Customer customer,
      String channel,
      @SpanAttribute("ticket.category") String category,
      String question,
      String answer,
      @SpanAttribute("ticket.outcome") String outcome) {
    GeneratedKeyHolder id = new GeneratedKeyHolder();
    jdbc.sql(
            "INSERT INTO ticket (customer, channel, category, question, answer, outcome, created)"
                + " VALUES (?, ?, ?, ?, ?, ?, ?)")
        .params(customer.id(), channel, category, question, answer, outcome)
        .param(Instant.now().atOffset(ZoneOffset.UTC))
        .update(id, "id");
    return Objects.requireNonNull(id.getKey()).longValue();
  }

  /** Returns the newest tickets, newest first. */
  @DatabaseQuery
  List<Ticket> newest(int limit) {
    return jdbc.sql("SELECT * FROM ticket ORDER BY id DESC LIMIT ?")
        .param(limit)
        .query(Ticket.class)
        .list();
  }

  /** Removes the oldest tickets, so that the file does not grow for ever. */
  @Scheduled(initialDelay = 20_000, fixedDelay = 60_000)
  @TrackMetrics
  @TraceOperation(name = "clean up tickets")
  void removeOld() {
    jdbc.sql("DELETE FROM ticket WHERE id <= (SELECT MAX(id) FROM ticket) - ?")
        .param(KEPT)
        .update();
  }
}
