// SPDX-License-Identifier: Apache-2.0

/**
 * Targets with annotations of other libraries; their class files name what need not be on the class
 * path.
 */
package io.meterweave.it.targets.foreign;
