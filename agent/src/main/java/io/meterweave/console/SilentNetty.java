// SPDX-License-Identifier: Apache-2.0
package io.meterweave.console;

import io.netty.util.internal.logging.InternalLogger;
import io.netty.util.internal.logging.InternalLoggerFactory;
import java.lang.reflect.Proxy;

/**
 * Gives Netty loggers that say nothing: left alone, it would look for logging libraries and end at
 * {@code java.util.logging}, which is the application's. What matters to a person reaches {@link
 * io.meterweave.incident.Incidents} from our own handlers.
 *
 * <p>Thread-safe: no state.
 */
final class SilentNetty extends InternalLoggerFactory {
  /** Takes effect for the classes of Netty that are initialised afterwards, so comes first. */
  static void install() {
    setDefaultFactory(new SilentNetty());
  }

  @Override
  protected InternalLogger newInstance(String name) {
    return (InternalLogger)
        Proxy.newProxyInstance(
            SilentNetty.class.getClassLoader(),
            new Class<?>[] {InternalLogger.class},
            (proxy, method, arguments) ->
                switch (method.getName()) {
                  case "name", "toString" -> name;
                  case "hashCode" -> name.hashCode();
                  default -> method.getReturnType() == boolean.class ? false : null;
                });
  }
}
