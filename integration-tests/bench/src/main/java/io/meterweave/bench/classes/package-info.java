// SPDX-License-Identifier: Apache-2.0

/** What is done with a class file when its class is loaded. */
package io.meterweave.bench.classes;
