// SPDX-License-Identifier: Apache-2.0
package com.google.gson;

/** Carries the name of a type whose text is JSON. */
public abstract class JsonElement {}
