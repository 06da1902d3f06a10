// SPDX-License-Identifier: Apache-2.0
package io.meterweave.it.targets;

import io.meterweave.annotations.CountCalls;
import io.meterweave.annotations.Label;
import io.meterweave.annotations.TraceOperation;
import io.meterweave.annotations.TrackMetrics;
import io.meterweave.api.LabelExtractor;
import java.io.IOException;
import java.io.InputStream;
import java.lang.management.ManagementFactory;
import java.lang.management.MemoryPoolMXBean;
import java.lang.ref.WeakReference;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;

/** Loads, uses and drops class loaders as a container does that deploys again and again. */
public final class Dropped {
  private static final long DEADLINE_NANOS = 60_000_000_000L;

  private Dropped() {}

  /** Is defined anew by each loader. */
  public static final class Tenant implements Callable<String> {
    @Override
    @TraceOperation(attributes = "tier={this.order.tier}")
    public String call() {
      String served = serve(new Order("gold"), "web");
      try {
        serve(null, "none");
      } catch (IllegalArgumentException expected) {
        return served + counted(new Order("silver"));
      }
      return "not refused";
    }

    /** Is read by a path. */
    public Order order() {
      return new Order("bronze");
    }

    @TrackMetrics(name = "tenant", labels = "tier={order.tier}", trackActive = true)
    private static String serve(Order order, @Label("channel") String channel) {
      if (order == null) {
        throw new IllegalArgumentException("no order");
      }
      return order.tier() + channel;
    }

    @CountCalls(metricName = "extracted", labelExtractor = Tier.class)
    private static String counted(Order order) {
      return order.tier();
    }
  }

  /** Is defined anew by each loader. */
  public record Order(String tier) {}

  /** Is defined anew by each loader. */
  public static final class Tier implements LabelExtractor {
    @Override
    public Map<String, String> labels(Object[] arguments, Object result, Throwable error) {
      return Map.of("tier", ((Order) arguments[0]).tier());
    }
  }

  /** Defines the three itself and leaves the rest to its parent. */
  private static final class Deployment extends ClassLoader {
    Deployment() {
      super(Dropped.class.getClassLoader());
    }

    @Override
    protected Class<?> loadClass(String name, boolean resolve) throws ClassNotFoundException {
      if (!name.startsWith(Dropped.class.getName() + "$") || name.endsWith("Deployment")) {
        return super.loadClass(name, resolve);
      }
      Class<?> loaded = findLoadedClass(name);
      return loaded == null ? define(name) : loaded;
    }

    private Class<?> define(String name) throws ClassNotFoundException {
      try (InputStream in = getResourceAsStream(name.replace('.', '/') + ".class")) {
        byte[] bytes = in.readAllBytes();
        return defineClass(name, bytes, 0, bytes.length);
      } catch (IOException e) {
        throw new ClassNotFoundException(name, e);
      }
    }
  }

  /** Drops as many loaders as each argument says, and says each time what is left. */
  public static void main(String[] args) throws Exception {
    Stage.reached("started");
    for (String argument : args) {
      int loaders = Integer.parseInt(argument);
      List<WeakReference<ClassLoader>> dropped = new ArrayList<>();
      for (int i = 0; i < loaders; i++) {
        dropped.add(deployAndDrop());
      }
      long left = awaitCollection(dropped);
      System.out.println("left " + left + " metaspace " + metaspaceKib() + " heap " + heapKib());
    }
    Stage.reached("dropped");
  }

  private static WeakReference<ClassLoader> deployAndDrop() throws Exception {
    ClassLoader loader = new Deployment();
    Callable<?> tenant =
        (Callable<?>)
            loader.loadClass(Tenant.class.getName()).getDeclaredConstructor().newInstance();
    if (!tenant.call().equals("goldwebsilver")) {
      throw new IllegalStateException("the tenant serves otherwise");
    }
    return new WeakReference<>(loader);
  }

  private static long awaitCollection(List<WeakReference<ClassLoader>> dropped) {
    long start = System.nanoTime();
    long left = dropped.size();
    while (left > 0 && System.nanoTime() - start < DEADLINE_NANOS) {
      System.gc();
      left = dropped.stream().filter(loader -> loader.get() != null).count();
    }
    System.gc();
    return left;
  }

  private static long metaspaceKib() {
    for (MemoryPoolMXBean pool : ManagementFactory.getMemoryPoolMXBeans()) {
      if (pool.getName().equals("Metaspace")) {
        return pool.getUsage().getUsed() / 1024;
      }
    }
    throw new IllegalStateException("no metaspace");
  }

  private static long heapKib() {
    return ManagementFactory.getMemoryMXBean().getHeapMemoryUsage().getUsed() / 1024;
  }
}
