// SPDX-License-Identifier: Apache-2.0
package io.meterweave.rules;

/**
 * What is wrong with something written in an annotation.
 *
 * <p>Immutable.
 *
 * @param message the value, what is wrong with it and the way out; one or more whole sentences
 */
public record Problem(String message) {}
