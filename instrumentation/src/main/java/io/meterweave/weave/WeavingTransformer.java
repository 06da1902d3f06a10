// SPDX-License-Identifier: Apache-2.0
package io.meterweave.weave;

import io.meterweave.incident.Incidents;
import io.meterweave.match.AnnotationReader;
import io.meterweave.match.ByteSearch;
import io.meterweave.match.ClassFindings;
import io.meterweave.match.ClassPrefilter;
import io.meterweave.match.IgnoredTypes;
import io.meterweave.spec.Rejection;
import java.lang.instrument.ClassFileTransformer;
import java.nio.charset.StandardCharsets;
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
  private static final int VERSION_AT = 6;

  private final Weaver weaver;
  private final WovenMethods methods;
  private final WeaveReport report;
  private final ByteSearch wovenAlready;
  private final @Nullable ClassLoader agentLoader = WeavingTransformer.class.getClassLoader();
  private final ClassLoader platformLoader = ClassLoader.getPlatformClassLoader();

  WeavingTransformer(String dispatcher, WovenMethods methods, WeaveReport report) {
    this.weaver = new Weaver(dispatcher);
    this.methods = methods;
    this.report = report;
    this.wovenAlready = new ByteSearch(dispatcher.getBytes(StandardCharsets.US_ASCII));
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
    if (loader == null || loader == agentLoader || loader == platformLoader) {
      return null;
    }
    try {
      long start = System.nanoTime();
      byte[] woven = null;
      if (name != null
          && !IgnoredTypes.isIgnored(name)
          && ClassPrefilter.mayHoldMarks(classFile)
          && !wovenAlready.isIn(classFile)) {
        woven = weave(loader, name, classFile);
      }
      report.sawClass(System.nanoTime() - start);
      return woven;
    } catch (Throwable anyFailure) {
      Incidents.swallow(Incidents.Kind.WEAVE, String.valueOf(name), anyFailure);
      return null;
    }
  }

  private byte @Nullable [] weave(ClassLoader loader, String name, byte[] classFile) {
    StackRoom.require();
    int version = (classFile[VERSION_AT] & 0xff) << 8 | (classFile[VERSION_AT + 1] & 0xff);
    if (version > Weaver.NEWEST_VERSION) {
      report.rejected(List.of(tooNew(name, version)));
      return null;
    }
    ClassFindings findings = AnnotationReader.read(classFile);
    report.rejected(findings.rejections());
    if (findings.specs().isEmpty()) {
      return null;
    }
    WovenClass result = weaver.weave(classFile, methods.number(loader, findings.specs()));
    report.rejected(result.rejections());
    if (result.classFile() != null) {
      report.wove(result.methods());
    }
    return result.classFile();
  }

  private static Rejection tooNew(String name, int version) {
    return new Rejection(
        name.replace('/', '.'),
        "",
        "",
        Rejection.Cause.CLASS_FILE,
        "The class file's version "
            + version
            + " is newer than this agent knows ("
            + Weaver.NEWEST_VERSION
            + "); take a newer Meterweave.");
  }
}
