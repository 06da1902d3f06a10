// SPDX-License-Identifier: Apache-2.0

/**
 * What the tests start and ask: JVMs under the packaged agent on every JDK, the real Prometheus,
 * Jaeger and Chromium, HTTP.
 *
 * <p>In the JVM of the tests; {@code targets} holds what runs in the JVMs that are started.
 */
package io.meterweave.it.harness;
