// SPDX-License-Identifier: Apache-2.0
package io.meterweave.it.targets;

import io.meterweave.annotations.TraceOperation;
import io.meterweave.annotations.TrackMetrics;
import java.lang.management.ManagementFactory;
import java.net.ProxySelector;
import java.nio.file.FileSystems;
import java.security.Provider;
import java.security.Security;
import java.util.Locale;
import java.util.Set;
import java.util.TimeZone;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.logging.LogManager;

/**
 * Says everything about its JVM that an agent might have changed. What it prints is compared with a
 * run without the agent.
 */
public final class Surroundings {
  private static final Set<String> CHANGES_BY_ITSELF =
      Set.of("sun.java.command", "java.class.path", "jdk.debug", "java.vm.compressedOopsMode");

  private Surroundings() {}

  /** Chosen by a system property, and visible only on the class path. */
  public static final class OwnLogManager extends LogManager {}

  @TrackMetrics
  @TraceOperation
  static void work() {}

  private static void print(String what, Object value) {
    System.out.println(what + ": " + value);
  }

  private static boolean isVisible(String name) {
    try {
      Class.forName(name, false, ClassLoader.getSystemClassLoader());
      return true;
    } catch (ClassNotFoundException e) {
      return false;
    }
  }

  /** Prints it all. */
  public static void main(String[] args) throws Exception {
    System.setProperty("java.util.logging.manager", OwnLogManager.class.getName());
    work();
    Stage.reached("worked");
    print("log manager", LogManager.getLogManager().getClass().getName());
    print("file system", FileSystems.getDefault().getClass().getName());
    print("locale", Locale.getDefault());
    print("time zone", TimeZone.getDefault().getID());
    print("proxy selector", ProxySelector.getDefault().getClass().getName());
    print("uncaught", Thread.getDefaultUncaughtExceptionHandler());
    print("context loader", Thread.currentThread().getContextClassLoader().getClass().getName());
    print("platform beans", ManagementFactory.getPlatformMBeanServer().getDefaultDomain());
    for (Provider provider : Security.getProviders()) {
      print("provider", provider.getName());
    }
    TreeMap<Object, Object> properties = new TreeMap<>(System.getProperties());
    properties.keySet().removeAll(CHANGES_BY_ITSELF);
    properties.forEach((key, value) -> print("property " + key, value));
    TreeSet<String> threads = new TreeSet<>();
    for (Thread thread : Thread.getAllStackTraces().keySet()) {
      if (!thread.isDaemon()) {
        threads.add(thread.getName());
      }
    }
    print("threads that keep the JVM alive", threads);
    for (String name :
        new String[] {
          "net.bytebuddy.ByteBuddy",
          "io.opentelemetry.api.OpenTelemetry",
          "io.opentelemetry.context.Context",
          "com.fasterxml.jackson.core.JsonFactory",
          "io.prometheus.metrics.model.registry.PrometheusRegistry",
          "okhttp3.OkHttpClient",
          "kotlin.Unit",
          "io.netty.buffer.ByteBuf",
          "org.eclipse.jetty.server.Server",
          "io.meterweave.runtime.AgentRuntime",
          "io.meterweave.weave.Weaver"
        }) {
      print("visible " + name, isVisible(name));
    }
    print(
        "services",
        ClassLoader.getSystemClassLoader()
            .resources("META-INF/services/io.opentelemetry.context.ContextStorageProvider")
            .count());
  }
}
