// SPDX-License-Identifier: Apache-2.0

/** Small applications that are started with and without agents. */
package io.meterweave.bench.start;
