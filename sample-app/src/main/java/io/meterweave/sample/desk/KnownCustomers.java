// SPDX-License-Identifier: Apache-2.0
package io.meterweave.sample.desk;

import io.meterweave.annotations.CacheMetrics;
import java.time.Duration;
import java.time.InstantSource;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import org.springframework.stereotype.Component;

/** Remembers the customers who asked of late, so that not each question asks the database. */
@Component
class KnownCustomers {
  private static final long KEPT_MILLIS = Duration.ofSeconds(15).toMillis();

  private final InstantSource clock;
  private final Map<String, Known> known = new ConcurrentHashMap<>();

  KnownCustomers(InstantSource clock) {
    this.clock = clock;
  }

  /** Returns the customer of that number if it was read within the last seconds. */
  @CacheMetrics(cacheName = "customers")
  Optional<Customer> find(String id) {
    Known entry = known.get(id);
    return entry == null || clock.millis() - entry.readMillis() > KEPT_MILLIS
        ? Optional.empty()
        : Optional.of(entry.customer());
  }

  /** Remembers a customer that was read just now. */
  void keep(Customer customer) {
    known.put(customer.id(), new Known(customer, clock.millis()));
  }

  private record Known(Customer customer, long readMillis) {}
}
