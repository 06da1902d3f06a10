// SPDX-License-Identifier: Apache-2.0

/**
 * Methods and constructors of every kind, each marked once. {@link
 * io.meterweave.it.harness.AnnotationRow} copies the package for each row of annotations, with the
 * row in place of the mark.
 */
package io.meterweave.it.targets.kinds;
