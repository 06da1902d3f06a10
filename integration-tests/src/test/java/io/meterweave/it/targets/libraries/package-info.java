// SPDX-License-Identifier: Apache-2.0

/**
 * What large libraries do, told so that two runs can be compared: their own tests, and exercises
 * for those that publish none.
 *
 * <p>In the application loader of the JVMs that tests start, beside the library.
 */
package io.meterweave.it.targets.libraries;
