// SPDX-License-Identifier: Apache-2.0

/** Runs the contenders in rounds and makes tables of what came out. */
package io.meterweave.bench.runner;
