// SPDX-License-Identifier: Apache-2.0
package io.meterweave.it.targets;

import io.meterweave.annotations.CountCalls;
import java.io.File;
import java.io.InputStream;
import java.net.MalformedURLException;
import java.net.URL;
import java.net.URLClassLoader;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/**
 * Does in its first moment what an agent that starts beside it could stumble over: forgets its
 * system properties, and loads classes under locks that a look into their loader needs as well.
 */
public final class Meddler {
  private Meddler() {}

  /** Has one lock for everything. */
  private static final class Locked extends URLClassLoader {
    Locked(URL[] urls) {
      super(urls, null);
    }

    @Override
    public synchronized InputStream getResourceAsStream(String name) {
      return super.getResourceAsStream(name);
    }

    @Override
    public synchronized URL getResource(String name) {
      return super.getResource(name);
    }
  }

  /** Bears nothing that could be woven. */
  public static final class Plain {}

  /** Is woven. */
  public static final class Counted {
    private Counted() {}

    @CountCalls(metricName = "meddled")
    public static void call() {}
  }

  /** Says how many threads it sees. */
  public static void main(String[] arguments) throws Exception {
    System.out.println("threads=" + Thread.activeCount());
    System.getProperties().keySet().removeIf(name -> name.toString().startsWith("meterweave."));
    ClassLoader locked = new Locked(classPath());
    locked.loadClass(Meddler.class.getName() + "$Plain");
    locked.loadClass(Meddler.class.getName() + "$Counted").getMethod("call").invoke(null);
    Stage.reached("done");
  }

  private static URL[] classPath() throws MalformedURLException {
    List<URL> urls = new ArrayList<>();
    for (String entry : System.getProperty("java.class.path").split(File.pathSeparator)) {
      urls.add(Path.of(entry).toUri().toURL());
    }
    return urls.toArray(new URL[0]);
  }
}
