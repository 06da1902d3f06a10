// SPDX-License-Identifier: Apache-2.0
package com.acme.named;

/** A subtype at the second degree; its class file has a bridge. */
public class OrderRepository extends Cached {
  /** Creates it. */
  public OrderRepository() {}

  @Override
  public String find(long id) {
    return super.find(id) + "!";
  }

  @Override
  void nothing() {
    close();
  }

  private void close() {}
}
