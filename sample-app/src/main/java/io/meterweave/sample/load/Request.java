// SPDX-License-Identifier: Apache-2.0
package io.meterweave.sample.load;

/** One request to the desk; field names are those of its JSON. Immutable. */
record Request(String customer, String channel, String question) {}
