// SPDX-License-Identifier: Apache-2.0
package io.meterweave.weave;

import io.meterweave.spec.CallTargets;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.util.HashMap;
import java.util.Map;

/** Class loaders that define the subjects anew: one weaves them, one leaves them alone. */
final class WovenWorld {
  static final String SUBJECTS = "com.acme.woven.";

  final Weaving weaving;
  final Loader woven;
  final Loader plain;

  private WovenWorld(Weaving weaving) {
    this.weaving = weaving;
    this.woven = new Loader(weaving.transformer());
    this.plain = new Loader(null);
  }

  static WovenWorld with(CallTargets.Factory factory) {
    try {
      WovenWorld world = new WovenWorld(Weaving.to(TestDispatcher.NAME, factory));
      TestDispatcher.plug(world.weaving);
      return world;
    } catch (ReflectiveOperationException impossible) {
      throw new AssertionError(impossible);
    }
  }

  /** Defines the subjects by itself, from the class path or from bytes that were given to it. */
  static final class Loader extends ClassLoader {
    private final WeavingTransformer transformer;
    private final Map<String, byte[]> given = new HashMap<>();

    Loader(WeavingTransformer transformer) {
      super(WovenWorld.class.getClassLoader());
      this.transformer = transformer;
    }

    Loader give(String name, byte[] classFile) {
      given.put(name, classFile);
      return this;
    }

    /** Runs the static method {@code run} of a subject. */
    Object run(String name) throws Exception {
      return loadClass(name).getMethod("run").invoke(null);
    }

    @Override
    protected Class<?> loadClass(String name, boolean resolve) throws ClassNotFoundException {
      synchronized (getClassLoadingLock(name)) {
        Class<?> known = findLoadedClass(name);
        if (known != null) {
          return known;
        }
        return name.startsWith(SUBJECTS) ? define(name) : super.loadClass(name, resolve);
      }
    }

    private Class<?> define(String name) {
      byte[] classFile = given.containsKey(name) ? given.get(name) : read(name);
      byte[] changed =
          transformer == null
              ? null
              : transformer.transform(this, name.replace('.', '/'), null, null, classFile);
      byte[] defined = changed == null ? classFile : changed;
      return defineClass(name, defined, 0, defined.length);
    }

    Class<?> define(String name, byte[] classFile) {
      return defineClass(name, classFile, 0, classFile.length);
    }

    private byte[] read(String name) {
      try (InputStream in = getParent().getResourceAsStream(name.replace('.', '/') + ".class")) {
        return in.readAllBytes();
      } catch (IOException failed) {
        throw new UncheckedIOException(failed);
      }
    }
  }
}
