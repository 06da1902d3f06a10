// SPDX-License-Identifier: Apache-2.0
package io.meterweave.record;

import static org.assertj.core.api.Assertions.assertThat;

import io.opentelemetry.context.Context;
import java.io.File;
import java.net.MalformedURLException;
import java.net.URL;
import java.net.URLClassLoader;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.CyclicBarrier;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;

class ThreadContextTest {
  private static final int TIMES = 100;

  /**
   * Which is first is up to them; whoever comes first, both come through. The class path has a
   * storage for another OpenTelemetry than the fresh one, as applications may.
   */
  @Test
  void aThreadThatPreparesAndOneThatAsksOpenTelemetryDoNotWaitForEachOther() throws Exception {
    for (int i = 0; i < TIMES; i++) {
      ExecutorService threads = Executors.newFixedThreadPool(2, ThreadContextTest::daemon);
      try (URLClassLoader fresh = fresh()) {
        Class<?> ours = fresh.loadClass(ThreadContext.class.getName());
        Class<?> theirs = fresh.loadClass(Context.class.getName());
        assertThat(ours).isNotSameAs(ThreadContext.class);
        CyclicBarrier both = new CyclicBarrier(2);
        List<Future<?>> calls = new ArrayList<>();
        calls.add(threads.submit(call(both, () -> ours.getMethod("prepare").invoke(null))));
        calls.add(
            threads.submit(
                call(
                    both,
                    () -> {
                      Thread.currentThread().setContextClassLoader(fresh);
                      return theirs.getMethod("root").invoke(null);
                    })));
        for (Future<?> call : calls) {
          call.get(10, TimeUnit.SECONDS);
        }
      } finally {
        threads.shutdown();
      }
    }
  }

  private static Thread daemon(Runnable work) {
    Thread thread = new Thread(work);
    thread.setDaemon(true);
    return thread;
  }

  private static Callable<?> call(CyclicBarrier both, Callable<?> call) {
    return () -> {
      both.await();
      return call.call();
    };
  }

  /** A loader with classes of its own, none of which is initialized. */
  private static URLClassLoader fresh() throws MalformedURLException {
    List<URL> path = new ArrayList<>();
    for (String entry : System.getProperty("java.class.path").split(File.pathSeparator)) {
      path.add(new File(entry).toURI().toURL());
    }
    return new URLClassLoader(path.toArray(new URL[0]), ClassLoader.getPlatformClassLoader());
  }
}
