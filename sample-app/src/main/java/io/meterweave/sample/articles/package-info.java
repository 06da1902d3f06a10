// SPDX-License-Identifier: Apache-2.0

/**
 * The article service: holds the support articles in its database and finds the ones that fit a
 * question. A process of its own, asked by {@code desk} over HTTP.
 *
 * <p>In the application's loader; sees Spring and Meterweave's annotations and API.
 */
@NullMarked
package io.meterweave.sample.articles;

import org.jspecify.annotations.NullMarked;
