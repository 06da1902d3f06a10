// SPDX-License-Identifier: Apache-2.0
package io.meterweave.console;

import io.meterweave.incident.Incidents;
import io.netty.util.internal.logging.InternalLogger;
import io.netty.util.internal.logging.InternalLoggerFactory;
import java.io.IOException;
import java.lang.reflect.Proxy;
import org.jspecify.annotations.Nullable;

/**
 * Gives Netty loggers that say nothing: left alone, it would look for logging libraries and end at
 * {@code java.util.logging}, which is the application's. A failure that Netty can only log is an
 * incident.
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
                  case "equals" -> proxy == arguments[0];
                  case "warn", "error" -> swallow(name, arguments[arguments.length - 1]);
                  default -> method.getReturnType() == boolean.class ? false : null;
                });
  }

  /** Counts what would end the event loop or lose a connection; what a client does is no news. */
  private static @Nullable Object swallow(String name, Object last) {
    if (last instanceof Throwable failure
        && !(failure instanceof IOException)
        && !(failure.getCause() instanceof IOException)) {
      Incidents.swallow(Incidents.Kind.EXPORT, "HTTP server, " + name, failure);
    }
    return null;
  }
}
