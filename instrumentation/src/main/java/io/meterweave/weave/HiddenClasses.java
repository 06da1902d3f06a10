// SPDX-License-Identifier: Apache-2.0
package io.meterweave.weave;

import io.meterweave.incident.Incidents;
import io.meterweave.match.ClassFindings;
import io.meterweave.match.IgnoredTypes;
import io.meterweave.match.MethodFinder;
import io.meterweave.spec.MethodSpec;
import io.meterweave.spec.Rejection;
import java.lang.instrument.Instrumentation;
import java.lang.reflect.Executable;
import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.WeakHashMap;
import org.jspecify.annotations.Nullable;

/**
 * Finds the marked methods of lambdas and other hidden classes, to say that they are not measured.
 *
 * <p>Confined to one thread at a time, the agent's: types that the methods' signatures name are
 * loaded, as by reflection. Keeps no class alive. Whatever fails concerns one class.
 */
/*
 * Problem: the JVM offers a hidden class to no agent, neither when it is defined nor later, so what
 * stands on its methods is not seen, and its owner waits for numbers that never come.
 *
 * Choice: when somebody looks, the hidden classes are picked from all that are loaded, each once. A
 * class whose constants do not tell of annotations, and that inherits no mark, is done with that:
 * nearly all, and all lambdas but those of a marked interface. For the others a class file is made
 * (HiddenClassFile) and read like any other. Classes made from one file, as a framework makes
 * thousands, are one line. Patterns of the configuration do not count here: one for a package would
 * name every lambda in it.
 *
 * The file is named like the class that the hidden one comes from, for names of metrics are made of
 * that; so the finder remembers nothing of it, or a lambda would stand for the interface that it is
 * written in.
 *
 * Only annotations retained at run time are left in a loaded class. Ours are, and so are those of
 * other libraries that are understood; one of the application's own, that stands for ours, may not
 * be, and is then not found.
 */
public final class HiddenClasses {
  private static final int MAX_CLASSES = 100_000;
  private static final int MAX_LINES = 2_000;
  private static final long MAX_NANOS = 10_000_000_000L;
  private static final String LAMBDA = "$$Lambda";

  private static final String OF_LAMBDA =
      "A lambda or a method reference implements it, and the JVM shows their classes to no agent;"
          + " write an anonymous class, or mark the method that it calls.";
  private static final String OF_HIDDEN =
      "Its class is a hidden one, and the JVM shows those to no agent; mark a method of a class"
          + " that has a name, such as one that it calls.";

  private final Instrumentation instrumentation;
  private final WeavingTransformer transformer;
  private final MethodFinder finder;
  private final Map<Class<?>, List<ReportedMethod>> known = new WeakHashMap<>();
  private @Nullable RawAnnotations annotations;
  private boolean isUnable;
  private volatile boolean isStopped;

  HiddenClasses(
      Instrumentation instrumentation, WeavingTransformer transformer, MethodFinder finder) {
    this.instrumentation = instrumentation;
    this.transformer = transformer;
    this.finder = finder;
  }

  /** Ends {@link #look} early, from any thread. */
  public void stop() {
    isStopped = true;
  }

  /** Returns a line for every marked method of the hidden classes that are there. */
  public List<ReportedMethod> look() {
    RawAnnotations opened = opened();
    if (opened == null) {
      return List.of();
    }
    long start = System.nanoTime();
    Map<String, ReportedMethod> lines = new LinkedHashMap<>();
    for (Class<?> type : instrumentation.getAllLoadedClasses()) {
      if (isStopped || lines.size() >= MAX_LINES) {
        break;
      }
      if (type.isHidden() && transformer.serves(type.getClassLoader())) {
        boolean mayRead = known.size() < MAX_CLASSES && System.nanoTime() - start < MAX_NANOS;
        for (ReportedMethod line : linesOf(type, mayRead ? opened : null)) {
          lines.put(line.className() + '.' + line.methodName() + line.descriptor(), line);
        }
      }
    }
    return new ArrayList<>(lines.values());
  }

  private @Nullable RawAnnotations opened() {
    if (annotations == null && !isUnable) {
      try {
        annotations = new RawAnnotations(instrumentation);
      } catch (Throwable otherJvm) {
        isUnable = true;
        Incidents.debug("Hidden classes cannot be looked at in this JVM (" + otherJvm + ").");
      }
    }
    return annotations;
  }

  private List<ReportedMethod> linesOf(Class<?> type, @Nullable RawAnnotations opened) {
    List<ReportedMethod> lines = known.get(type);
    if (lines != null) {
      return lines;
    }
    if (opened == null) {
      return List.of(); // another time
    }
    List<ReportedMethod> read = read(type, opened);
    known.put(type, read);
    return read;
  }

  private List<ReportedMethod> read(Class<?> type, RawAnnotations opened) {
    Origin origin = Origin.of(type.getName());
    ClassLoader loader = type.getClassLoader();
    if (loader == null || IgnoredTypes.isIgnored(origin.internalName())) {
      return List.of();
    }
    try {
      byte[] head = HiddenClassFile.head(type, origin.internalName());
      boolean isAnnotated = !origin.isLambda() && HiddenClassFile.holdsAnnotations(type, opened);
      return isAnnotated || finder.mayFindInHidden(loader, head)
          ? linesOf(type, loader, origin, opened)
          : List.of();
    } catch (Throwable anyFailure) { // a loader is the application's code
      Incidents.debug("Hidden class not looked at: " + type.getName() + " (" + anyFailure + ")");
      return List.of();
    }
  }

  private List<ReportedMethod> linesOf(
      Class<?> type, ClassLoader loader, Origin origin, RawAnnotations opened) throws Throwable {
    List<Executable> members = new ArrayList<>();
    try {
      Collections.addAll(members, type.getDeclaredConstructors());
      Collections.addAll(members, type.getDeclaredMethods());
    } catch (Throwable missingType) { // or whatever a loader throws
      byte[] classFile = HiddenClassFile.of(type, origin.internalName(), List.of(), opened);
      return finder.mayFindInHidden(loader, classFile)
          ? List.of(origin.line("", "", origin.reason(missingType), ""))
          : List.of();
    }
    byte[] classFile = HiddenClassFile.of(type, origin.internalName(), members, opened);
    return linesOf(finder.findInHidden(loader, classFile), origin);
  }

  private static List<ReportedMethod> linesOf(ClassFindings findings, Origin origin) {
    List<ReportedMethod> lines = new ArrayList<>();
    for (MethodSpec spec : findings.specs()) {
      boolean isMeasuredInside = spec.lineage().isGenerated() && spec.lineage().isOverriding();
      if (!isMeasuredInside) {
        lines.add(
            origin.line(
                spec.methodName(),
                spec.descriptor(),
                origin.reason(),
                ReportedMethod.asked(spec.requests())));
      }
    }
    for (Rejection rejection : findings.rejections()) {
      lines.add(origin.line(rejection.methodName(), rejection.descriptor(), origin.reason(), ""));
    }
    return List.copyOf(lines);
  }

  /**
   * Where a hidden class comes from: the class that its file names, or the one the lambda is
   * written in. Immutable.
   */
  private record Origin(String className, boolean isLambda) {
    /** Reads a name such as {@code com.acme.Shop$$Lambda/0x00007f1a} or {@code Guest/0x0000}. */
    static Origin of(String name) {
      int slash = name.indexOf('/');
      String named = slash < 0 ? name : name.substring(0, slash);
      int lambda = named.indexOf(LAMBDA);
      return lambda < 0 ? new Origin(named, false) : new Origin(named.substring(0, lambda), true);
    }

    String internalName() {
      return className.replace('.', '/');
    }

    String reason() {
      return isLambda ? OF_LAMBDA : OF_HIDDEN;
    }

    String reason(Throwable missingType) {
      return OF_HIDDEN + " Which of its methods are marked cannot be told (" + missingType + ").";
    }

    /** No class that has a name has a slash in it. */
    ReportedMethod line(String methodName, String descriptor, String reason, String asks) {
      return new ReportedMethod(
          className + (isLambda ? "/lambda" : "/hidden"),
          methodName,
          descriptor,
          ReportedMethod.State.REJECTED,
          reason,
          asks);
    }
  }
}
