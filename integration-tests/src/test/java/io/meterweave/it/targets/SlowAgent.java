// SPDX-License-Identifier: Apache-2.0
package io.meterweave.it.targets;

import java.lang.instrument.ClassFileTransformer;
import java.lang.instrument.Instrumentation;
import java.security.ProtectionDomain;

/** Another agent: it looks at one class at a time, and loads its own when it needs them. */
public final class SlowAgent implements ClassFileTransformer {
  private SlowAgent() {}

  /** Has {@link Filter} inherit from something else than the JDK. */
  public static class Base {}

  /** Is loaded under the lock of the agent. */
  public static final class Filter extends Base {
    boolean wants(String name) {
      return name == null;
    }
  }

  /** The entry point; takes the name of a class to load, or nothing. */
  public static void premain(String arguments, Instrumentation instrumentation)
      throws ClassNotFoundException {
    instrumentation.addTransformer(new SlowAgent());
    if (arguments != null) {
      Class.forName(arguments, false, ClassLoader.getSystemClassLoader());
    }
  }

  @Override
  public synchronized byte[] transform(
      ClassLoader loader,
      String name,
      Class<?> redefined,
      ProtectionDomain domain,
      byte[] classFile) {
    return loader != null && new Filter().wants(name) ? classFile : null;
  }
}
