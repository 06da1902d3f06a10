// SPDX-License-Identifier: Apache-2.0

/** What is called: the same work, recorded in different ways. */
package io.meterweave.bench.calls;
