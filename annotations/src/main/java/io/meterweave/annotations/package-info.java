// SPDX-License-Identifier: Apache-2.0

/**
 * The annotations that mark what is measured, and nothing else.
 *
 * <p>In the application's class loader (possibly several times); sees {@code java.*} and the
 * extractors of {@code api}. The agent matches them by name and reads them from the class file,
 * never as classes.
 */
@NullMarked
package io.meterweave.annotations;

import org.jspecify.annotations.NullMarked;
