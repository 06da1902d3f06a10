// SPDX-License-Identifier: Apache-2.0
package com.acme.named;

/** Stands between {@link Repository} and {@link OrderRepository}. */
@Audited
public abstract class Cached implements Repository<String> {
  @Override
  @Audited
  public String find(long id) {
    return "order " + id;
  }

  abstract void nothing();
}
