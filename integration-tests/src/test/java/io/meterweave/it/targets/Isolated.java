// SPDX-License-Identifier: Apache-2.0
package io.meterweave.it.targets;

import io.meterweave.annotations.TrackMetrics;
import java.io.File;
import java.io.IOException;
import java.io.InputStream;
import java.net.MalformedURLException;
import java.net.URL;
import java.net.URLClassLoader;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/** Runs {@link Guest} in a loader that delegates nothing but {@code java.*}. */
public final class Isolated {
  private Isolated() {}

  /** Knows the class path and, of everybody else's, only {@code java.*}. */
  static final class JavaOnlyLoader extends ClassLoader {
    private final URLClassLoader classPath;

    JavaOnlyLoader(URL[] urls) {
      super("java-only", null);
      classPath = new URLClassLoader(urls, null);
    }

    @Override
    protected Class<?> loadClass(String name, boolean resolve) throws ClassNotFoundException {
      if (name.startsWith("java.")) {
        return Class.forName(name, false, null);
      }
      synchronized (getClassLoadingLock(name)) {
        Class<?> loaded = findLoadedClass(name);
        return loaded == null ? define(name) : loaded;
      }
    }

    private Class<?> define(String name) throws ClassNotFoundException {
      try (InputStream in = classPath.getResourceAsStream(name.replace('.', '/') + ".class")) {
        if (in == null) {
          throw new ClassNotFoundException(name);
        }
        byte[] bytes = in.readAllBytes();
        return defineClass(name, bytes, 0, bytes.length);
      } catch (IOException e) {
        throw new ClassNotFoundException(name, e);
      }
    }

    @Override
    public URL getResource(String name) {
      return classPath.getResource(name);
    }
  }

  /** What runs inside. */
  public static final class Guest implements Runnable {
    @Override
    @TrackMetrics(name = "guest")
    public void run() {
      visit("strict", 1);
    }

    @TrackMetrics(
        name = "visit",
        labels = {"by={who}", "again={arg1}"})
    static void visit(String who, int again) {
      System.out.println(Guest.class.getClassLoader().getName());
    }
  }

  /** Runs the guest three times. */
  public static void main(String[] args) throws Exception {
    List<URL> urls = new ArrayList<>();
    for (String entry : System.getProperty("java.class.path").split(File.pathSeparator)) {
      urls.add(url(entry));
    }
    Class<?> guest = new JavaOnlyLoader(urls.toArray(URL[]::new)).loadClass(Guest.class.getName());
    Runnable instance = (Runnable) guest.getConstructor().newInstance();
    for (int i = 0; i < 3; i++) {
      instance.run();
    }
    Stage.reached("done");
  }

  private static URL url(String entry) throws MalformedURLException {
    return Path.of(entry).toUri().toURL();
  }
}
