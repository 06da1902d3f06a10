// SPDX-License-Identifier: Apache-2.0
package io.meterweave.sample.desk;

/** Somebody who may ask. Immutable. */
record Customer(String id, String name, Tier tier) {}
