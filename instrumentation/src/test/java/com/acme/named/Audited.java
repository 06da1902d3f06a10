// SPDX-License-Identifier: Apache-2.0
package com.acme.named;

/** An annotation that patterns name; it is not kept for reflection. */
public @interface Audited {}
