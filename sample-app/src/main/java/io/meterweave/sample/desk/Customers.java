// SPDX-License-Identifier: Apache-2.0
package io.meterweave.sample.desk;

import io.meterweave.annotations.TraceOperation;
import io.meterweave.annotations.TrackMetrics;
import java.util.List;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;

/** The customers in the database. Thread-safe. */
@Repository
class Customers {
  private final JdbcClient jdbc;

  Customers(JdbcClient jdbc) {
    this.jdbc = jdbc;
  }

  /**
   * Returns the customer of that number.
   *
   * @throws UnknownCustomerException when there is none
   */
  @TrackMetrics
  @TraceOperation(
      name = "SELECT customer",
      kind = TraceOperation.Kind.CLIENT,
      attributes = {"db.system.name=h2", "db.operation.name=SELECT", "db.collection.name=customer"})
  Customer byId(String id) {
    return jdbc.sql("SELECT id, name, tier FROM customer WHERE id = ?")
        .param(id)
        .query(Customer.class)
        .optional()
        .orElseThrow(() -> new UnknownCustomerException("There is no customer " + id + "."));
  }

  /** Returns all customers by number. */
  @TrackMetrics
  List<Customer> all() {
    return jdbc.sql("SELECT id, name, tier FROM customer ORDER BY id").query(Customer.class).list();
  }
}
