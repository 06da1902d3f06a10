// SPDX-License-Identifier: Apache-2.0
package io.meterweave.weave;

import io.meterweave.spec.MethodSpec;

/**
 * A method that is woven, or is about to be.
 *
 * <p>Immutable.
 *
 * @param number what its call sites carry; unique in this JVM, from 0
 * @param spec what it asks for
 */
public record WovenMethod(int number, MethodSpec spec) {}
