// SPDX-License-Identifier: Apache-2.0
package io.meterweave.sample.desk;

import io.meterweave.annotations.TraceOperation;
import io.meterweave.annotations.TrackMetrics;
import io.meterweave.sample.DatabaseQuery;
import java.util.List;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;

/** The customers in the database. Thread-safe. */
@Repository
class Customers {
  private final JdbcClient jdbc;
  private final KnownCustomers known;

  Customers(JdbcClient jdbc, KnownCustomers known) {
    this.jdbc = jdbc;
    this.known = known;
  }

  /**
   * Returns the customer of that number.
   *
   * @throws UnknownCustomerException when there is none
   */
  Customer byId(String id) {
    return known.find(id).orElseGet(() -> read(id));
  }

  @TrackMetrics
  @TraceOperation(
      name = "SELECT customer",
      kind = TraceOperation.Kind.CLIENT,
      attributes = {"db.system.name=h2", "db.operation.name=SELECT", "db.collection.name=customer"})
  private Customer read(String id) {
    Customer customer =
        jdbc.sql("SELECT id, name, tier FROM customer WHERE id = ?")
            .param(id)
            .query(Customer.class)
            .optional()
            .orElseThrow(() -> new UnknownCustomerException("There is no customer " + id + "."));
    known.keep(customer);
    return customer;
  }

  /** Returns all customers by number. */
  @DatabaseQuery
  List<Customer> all() {
    return jdbc.sql("SELECT id, name, tier FROM customer ORDER BY id").query(Customer.class).list();
  }
}
