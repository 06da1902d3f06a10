// SPDX-License-Identifier: Apache-2.0
package io.meterweave.match;

import io.meterweave.spec.MethodSpec;
import io.meterweave.spec.Rejection;
import java.util.ArrayList;
import java.util.List;
import net.bytebuddy.jar.asm.Opcodes;
import org.jspecify.annotations.Nullable;

/**
 * Finds in a class file the methods that ask for a measurement. Annotations are matched by name; no
 * class is loaded.
 *
 * <p>Thread-safe. A method with something wrong is a rejection and costs its neighbours nothing.
 */
public final class MethodFinder {
  /** The newest class-file version that ASM can read, Java 28. */
  private static final int NEWEST_VERSION = Opcodes.V28;

  private final MarkTypes markTypes;
  private final List<MarkSource> sources;
  private final LoaderTypes loaders;
  private final ForeignAnnotations foreign;

  MethodFinder(ForeignAnnotations foreign, List<MarkSource> sources) {
    List<MarkFamily> families = new ArrayList<>();
    families.add(new Marks());
    families.addAll(foreign.families());
    this.markTypes = new MarkTypes(families);
    this.sources = List.copyOf(sources);
    this.loaders = new LoaderTypes(markTypes, this.sources);
    this.foreign = foreign;
  }

  /** Returns a finder of our own annotations and of all that other libraries have. */
  public static MethodFinder ofAnnotations() {
    return ofAnnotations(ForeignSettings.DEFAULT);
  }

  /** Returns a finder of our own annotations, and of those of other libraries that are wanted. */
  public static MethodFinder ofAnnotations(ForeignSettings settings) {
    return new MethodFinder(new ForeignAnnotations(settings), List.of());
  }

  /** Returns a finder of annotations, as above, and of what the configuration names. */
  public static MethodFinder of(ForeignSettings settings, MethodPatterns patterns) {
    return new MethodFinder(
        new ForeignAnnotations(settings), patterns.isEmpty() ? List.of() : List.of(patterns));
  }

  /** Starts to know the types of an archive, or of whatever gives class files. */
  public KnownTypes typesOf(ClassFiles files) {
    return new KnownTypes(markTypes, sources, files);
  }

  /** Starts to look which of very many class files matter. */
  public ClassSurvey survey() {
    return new ClassSurvey(markTypes, sources);
  }

  /**
   * Looks at a class that a loader is about to define; its supertypes are read through the loader.
   *
   * @throws RuntimeException if the class file is malformed
   */
  public ClassFindings find(ClassLoader loader, byte[] classFile) {
    return find(loaders.of(loader), classFile);
  }

  /**
   * Returns whether something may be found in a hidden class, by itself or by what it inherits.
   *
   * @throws RuntimeException if the class file is malformed
   */
  public boolean mayFindInHidden(ClassLoader loader, byte[] classFile) {
    KnownTypes types = loaders.of(loader);
    return types.hidden(types.outline(classFile), classFile) != null;
  }

  /**
   * Looks at a hidden class, whose name in the class file may be that of another class.
   *
   * @throws RuntimeException if the class file is malformed
   */
  public ClassFindings findInHidden(ClassLoader loader, byte[] classFile) {
    KnownTypes types = loaders.of(loader);
    return findings(types.hidden(types.outline(classFile), classFile), types, classFile);
  }

  /**
   * Looks at a class among types that are known, or can be read.
   *
   * @throws RuntimeException if the class file is malformed
   */
  public ClassFindings find(KnownTypes types, byte[] classFile) {
    ClassOutline outline = types.outline(classFile);
    DeclaredType type;
    try {
      type = types.offered(outline, classFile);
    } catch (IllegalArgumentException unreadable) {
      if (outline.version() > NEWEST_VERSION) {
        return tooNew(outline);
      }
      throw unreadable;
    }
    return findings(type, types, classFile);
  }

  private ClassFindings findings(@Nullable DeclaredType type, KnownTypes types, byte[] classFile) {
    return type == null
        ? ClassFindings.NONE
        : new Findings(type, types, foreign, classFile).findings();
  }

  private static ClassFindings tooNew(ClassOutline outline) {
    String className = outline.name().toString().replace('/', '.');
    Rejection rejection =
        new Rejection(
            className,
            "",
            "",
            Rejection.Cause.CLASS_FILE,
            "The class file's version "
                + outline.version()
                + " is newer than this agent knows ("
                + NEWEST_VERSION
                + "); take a newer Meterweave.");
    return new ClassFindings(
        className, List.of(), List.of(rejection), List.of(), List.of(), List.of());
  }

  /** The findings in one class, as they come. */
  private static final class Findings {
    private final DeclaredType type;
    private final KnownTypes types;
    private final Overrides overrides;
    private final ForeignAnnotations foreign;
    private final ClassFileTypes pathTypes;
    private final List<MethodSpec> specs = new ArrayList<>();
    private final List<Rejection> rejections = new ArrayList<>();
    private final List<ClassFindings.Member> abstractMethods = new ArrayList<>();
    private final List<ClassFindings.Member> implemented = new ArrayList<>();
    private final List<ClassFindings.Remark> remarks = new ArrayList<>();

    Findings(DeclaredType type, KnownTypes types, ForeignAnnotations foreign, byte[] classFile) {
      this.type = type;
      this.types = types;
      this.overrides = new Overrides(type, types);
      this.foreign = foreign;
      this.pathTypes = new ClassFileTypes(types, type.internalName(), classFile);
    }

    ClassFindings findings() {
      for (DeclaredMethod method : type.methods) {
        if (!isMadeByCompiler(method)) {
          look(method);
        }
      }
      InheritedCode inherited = new InheritedCode(type, overrides.above(), types);
      for (InheritedCode.Item item : inherited.items()) {
        look(item);
      }
      for (Unreached method : inherited.unreached()) {
        DeclaredMethod declared = method.method();
        reject(
            declared.name(), declared.descriptor(), Rejection.Cause.ANNOTATION, method.sentence());
      }
      return new ClassFindings(
          type.binaryName(), specs, rejections, abstractMethods, implemented, remarks);
    }

    /** Bridges carry copies of marks, and Kotlin keeps a property's annotations in a method. */
    private static boolean isMadeByCompiler(DeclaredMethod method) {
      return method.isBridge()
          || (method.is(Opcodes.ACC_SYNTHETIC) && method.name().endsWith("$annotations"));
    }

    private void look(InheritedCode.Item item) {
      implemented.add(item.declaration());
      MarkedMethod door = item.door() == null ? null : overrides.resolve(item.door());
      if (door != null) {
        read(door);
      }
    }

    private void look(DeclaredMethod method) {
      if (method.is(Opcodes.ACC_ABSTRACT)) {
        List<Mark> own = overrides.ownMarks(method);
        if (!own.isEmpty()) {
          lookAtAbstract(method, own);
          return;
        }
        if (!method.hasMarks()) {
          return;
        }
      }
      if (!overrides.ownMarks(method).isEmpty() && ForwardingMethods.isForwarding(type, method)) {
        return;
      }
      MarkedMethod marked = overrides.resolve(method);
      if (marked != null) {
        read(marked);
      }
    }

    private void lookAtAbstract(DeclaredMethod method, List<Mark> own) {
      if (DeclaredMarks.reachImplementations(type, own)) {
        abstractMethods.add(ClassFindings.Member.of(type, method));
      } else {
        reject(
            method.name(),
            method.descriptor(),
            Rejection.Cause.LEFT_TO_LIBRARY,
            "The method has no code, and @"
                + own.get(0).simpleName()
                + " means no others, as in its own library; mark the methods that implement it.");
      }
    }

    private void reject(String method, String descriptor, Rejection.Cause cause, String reason) {
      rejections.add(new Rejection(type.binaryName(), method, descriptor, cause, reason));
    }

    private void read(MarkedMethod marked) {
      if (!marked.isMarked() && (foreign.areForeign(marked) || marked.mayBeOfComponent())) {
        return; // as in those libraries, a marked parameter alone asks for nothing
      }
      implemented.addAll(marked.implemented());
      SpecReader reader = new SpecReader(marked, pathTypes);
      MethodSpec spec = reader.read(foreign);
      if (reader.problems().isEmpty()) {
        specs.add(spec);
        String leftOut = reader.problems().leftOut();
        if (!leftOut.isEmpty()) {
          ClassFindings.Member member = ClassFindings.Member.of(type, marked.declared());
          remarks.add(new ClassFindings.Remark(member, leftOut));
        }
      } else {
        reject(
            spec.methodName(),
            spec.descriptor(),
            Rejection.Cause.ANNOTATION,
            reader.problems().toString());
      }
    }
  }
}
