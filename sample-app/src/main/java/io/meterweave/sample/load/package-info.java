// SPDX-License-Identifier: Apache-2.0

/**
 * The customers: requests to the desk's real HTTP endpoint from the moment it is ready.
 *
 * <p>In the application's loader; sees the JDK's HTTP client and Spring. Switched off by {@code
 * sample.load=false}.
 */
@NullMarked
package io.meterweave.sample.load;

import org.jspecify.annotations.NullMarked;
