// SPDX-License-Identifier: Apache-2.0

/**
 * Programs that run under the agent. They know the annotations, the manual API and the JDK; they
 * say on standard output how far they are, and go on when a line comes in.
 *
 * <p>In the application loader of the JVMs that tests start.
 */
package io.meterweave.it.targets;
