// SPDX-License-Identifier: Apache-2.0
package io.meterweave.weave;

import io.meterweave.incident.Incidents;
import io.meterweave.incident.StackRoom;
import io.meterweave.match.ClassFindings;
import io.meterweave.match.IgnoredTypes;
import io.meterweave.match.MethodFinder;
import io.meterweave.spec.MethodSpec;
import java.lang.instrument.ClassFileTransformer;
import java.security.ProtectionDomain;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Offers each class that is loaded to the weaver.
 *
 * <p>Thread-safe. Runs inside class loading, on the application's threads, so it holds no lock
 * while anything foreign runs, loads no class of the application, and links no lambda. Whatever
 * fails, the class stays as it was.
 */
final class WeavingTransformer implements ClassFileTransformer {
  private static final String AGENT_LOADER = "io.meterweave.agent.AgentClassLoader";

  private volatile boolean isStopped;
  private final MethodFinder finder;
  private final ForeignWatch foreign;
  private final Weaver weaver;
  private final WovenMethods methods;
  private final WeaveReport report;
  private final WovenCode wovenAlready;
  private final @Nullable ClassLoader agentLoader = WeavingTransformer.class.getClassLoader();
  private final ClassLoader platformLoader = ClassLoader.getPlatformClassLoader();

  WeavingTransformer(
      String dispatcher,
      MethodFinder finder,
      ForeignWatch foreign,
      WovenMethods methods,
      WeaveReport report) {
    this.finder = finder;
    this.foreign = foreign;
    this.weaver = new Weaver(dispatcher);
    this.methods = methods;
    this.report = report;
    this.wovenAlready = new WovenCode(dispatcher);
  }

  @Override
  public byte @Nullable [] transform(
      @Nullable Module module,
      @Nullable ClassLoader loader,
      @Nullable String name,
      @Nullable Class<?> redefined,
      @Nullable ProtectionDomain domain,
      byte[] classFile) {
    return transform(loader, name, redefined, domain, classFile);
  }

  @Override
  public byte @Nullable [] transform(
      @Nullable ClassLoader loader,
      @Nullable String name,
      @Nullable Class<?> redefined,
      @Nullable ProtectionDomain domain,
      byte[] classFile) {
    if (isStopped || loader == null || !serves(loader)) {
      return null;
    }
    try {
      long start = System.nanoTime();
      byte[] woven = null;
      if (!IgnoredTypes.isIgnored(name)) {
        List<MethodSpec> watched = foreign.watch(name, classFile, false);
        woven =
            watched.isEmpty() ? weave(loader, classFile) : weaveWatched(loader, classFile, watched);
      }
      report.sawClass(System.nanoTime() - start);
      return woven;
    } catch (Throwable anyFailure) {
      Incidents.swallow(Incidents.Kind.WEAVE, String.valueOf(name), anyFailure);
      return null;
    }
  }

  /** Returns whether classes of a loader are woven at all. */
  boolean serves(@Nullable ClassLoader loader) {
    return loader != null
        && loader != agentLoader
        && loader != platformLoader
        && !AGENT_LOADER.equals(loader.getClass().getName()); // that of one that has left
  }

  /**
   * Returns whether a loaded class would be woven, or rejected with a reason.
   *
   * @param mayHaveObjects whether code that uses it may have run
   */
  boolean holdsMarks(ClassLoader loader, String name, byte[] classFile, boolean mayHaveObjects) {
    if (IgnoredTypes.isIgnored(name)) {
      return false;
    }
    if (!foreign.watch(name, classFile, mayHaveObjects).isEmpty()) {
      return true;
    }
    ClassFindings findings = finder.find(loader, classFile);
    return !findings.specs().isEmpty() || !findings.rejections().isEmpty();
  }

  /** Returns whether a loaded class is woven. */
  boolean isWoven(Class<?> type) {
    return methods.isWoven(type.getClassLoader(), type.getName());
  }

  /** Reports a class that the JVM did not take woven. */
  void refused(Class<?> type, Throwable reason) {
    ClassLoader loader = type.getClassLoader();
    if (loader != null) {
      methods.note(loader, type.getName(), false);
    }
    if (foreign.cannotWatch(type.getName())) {
      return;
    }
    report.refused(
        type.getName(),
        "The JVM would not change the class while it runs ("
            + reason
            + "); start the JVM with -javaagent.");
  }

  /** Weaves no class from now on. */
  void stop() {
    isStopped = true;
  }

  /**
   * What watches the code of other libraries is nothing that was asked for, so it is not reported.
   */
  private byte @Nullable [] weaveWatched(
      ClassLoader loader, byte[] classFile, List<MethodSpec> constructors) {
    if (wovenAlready.isIn(classFile)) {
      return null;
    }
    StackRoom.require();
    WovenClass result = weaver.weave(classFile, methods.number(loader, constructors));
    methods.note(loader, constructors.get(0).className(), result.classFile() != null);
    return result.classFile();
  }

  private byte @Nullable [] weave(ClassLoader loader, byte[] classFile) {
    ClassFindings findings = finder.find(loader, classFile);
    if (findings.isEmpty() || wovenAlready.isIn(classFile)) {
      return null;
    }
    StackRoom.require();
    report.found(findings);
    report.rejected(findings.rejections());
    if (findings.specs().isEmpty()) {
      methods.note(loader, findings.className(), false);
      return null;
    }
    WovenClass result = weaver.weave(classFile, methods.number(loader, findings.specs()));
    report.rejected(result.rejections());
    methods.note(loader, findings.className(), result.classFile() != null);
    if (result.classFile() != null) {
      report.wove(result.methods());
    }
    return result.classFile();
  }
}
