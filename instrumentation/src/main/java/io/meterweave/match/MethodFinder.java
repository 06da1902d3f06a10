// SPDX-License-Identifier: Apache-2.0
package io.meterweave.match;

import io.meterweave.spec.MethodSpec;
import io.meterweave.spec.Rejection;
import java.util.ArrayList;
import java.util.List;
import net.bytebuddy.jar.asm.Opcodes;

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

  MethodFinder(List<MarkFamily> families, List<MarkSource> sources) {
    this.markTypes = new MarkTypes(families);
    this.sources = List.copyOf(sources);
    this.loaders = new LoaderTypes(markTypes, this.sources);
  }

  /** Returns a finder of our own annotations. */
  public static MethodFinder ofAnnotations() {
    return new MethodFinder(List.of(new Marks()), List.of());
  }

  /** Returns a finder of our own annotations, and of what the configuration names. */
  public static MethodFinder of(MethodPatterns patterns) {
    return new MethodFinder(
        List.of(new Marks()), patterns.isEmpty() ? List.of() : List.of(patterns));
  }

  /** Starts to know the types of an archive, or of whatever gives class files. */
  public KnownTypes typesOf(ClassFiles files) {
    return new KnownTypes(markTypes, sources, files);
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
    return type == null ? ClassFindings.NONE : new Findings(type, types).findings();
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
    return new ClassFindings(className, List.of(), List.of(rejection), List.of(), List.of());
  }

  /** The findings in one class, as they come. */
  private static final class Findings {
    private final DeclaredType type;
    private final Overrides overrides;
    private final List<MethodSpec> specs = new ArrayList<>();
    private final List<Rejection> rejections = new ArrayList<>();
    private final List<ClassFindings.Member> abstractMethods = new ArrayList<>();
    private final List<ClassFindings.Member> implemented = new ArrayList<>();

    Findings(DeclaredType type, KnownTypes types) {
      this.type = type;
      this.overrides = new Overrides(type, types);
    }

    ClassFindings findings() {
      for (DeclaredMethod method : type.methods) {
        if (!isMadeByCompiler(method)) {
          look(method);
        }
      }
      return new ClassFindings(type.binaryName(), specs, rejections, abstractMethods, implemented);
    }

    /** Bridges carry copies of marks, and Kotlin keeps a property's annotations in a method. */
    private static boolean isMadeByCompiler(DeclaredMethod method) {
      return method.isBridge()
          || (method.is(Opcodes.ACC_SYNTHETIC) && method.name().endsWith("$annotations"));
    }

    private void look(DeclaredMethod method) {
      if (method.is(Opcodes.ACC_ABSTRACT)) {
        if (!overrides.ownMarks(method).isEmpty()) {
          abstractMethods.add(ClassFindings.Member.of(type, method));
          return;
        }
        if (!method.hasMarks()) {
          return;
        }
      }
      MarkedMethod marked = overrides.resolve(method);
      if (marked != null) {
        read(marked);
      }
    }

    private void read(MarkedMethod marked) {
      SpecReader reader = new SpecReader(marked);
      MethodSpec spec = reader.read();
      if (reader.problems().isEmpty()) {
        specs.add(spec);
        implemented.addAll(marked.implemented());
      } else {
        rejections.add(
            new Rejection(
                spec.className(),
                spec.methodName(),
                spec.descriptor(),
                Rejection.Cause.ANNOTATION,
                reader.problems() + origins(marked)));
      }
    }

    private static String origins(MarkedMethod marked) {
      for (Declaration declaration : marked.declarations()) {
        for (Mark mark : declaration.marks()) {
          if (!mark.origin().isEmpty()) {
            return " (It stands " + mark.origin() + ".)";
          }
        }
      }
      return "";
    }
  }
}
