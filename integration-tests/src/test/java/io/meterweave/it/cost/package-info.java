// SPDX-License-Identifier: Apache-2.0

/** What a woven call must not do: allocate, or be too much for the compiler. Times are in bench. */
package io.meterweave.it.cost;
