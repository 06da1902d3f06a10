// SPDX-License-Identifier: Apache-2.0
package com.acme.named;

/** A type whose subtypes are named by patterns. */
public interface Repository<T> {
  /** Has no code here. */
  T find(long id);

  /** Has code here. */
  default boolean has(long id) {
    return find(id) != null;
  }
}
