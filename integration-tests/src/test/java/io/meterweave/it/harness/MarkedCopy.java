// SPDX-License-Identifier: Apache-2.0
package io.meterweave.it.harness;

import java.io.IOException;
import java.lang.annotation.Annotation;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.stream.Stream;
import org.objectweb.asm.AnnotationVisitor;
import org.objectweb.asm.ClassReader;
import org.objectweb.asm.ClassVisitor;
import org.objectweb.asm.ClassWriter;
import org.objectweb.asm.MethodVisitor;
import org.objectweb.asm.Opcodes;
import org.objectweb.asm.Type;
import org.objectweb.asm.commons.ClassRemapper;
import org.objectweb.asm.commons.Remapper;

/**
 * Copies a package of marked classes into a package of its own, with the annotations of a row in
 * place of the marks. Confined to the calling thread.
 */
public final class MarkedCopy {
  /** What a method's calls come to. Immutable. */
  public record Calls(int all, int failed, int nulls) {
    int count(AnnotationRow.Counts what) {
      return switch (what) {
        case CALLS -> all;
        case ERRORS -> failed;
        case RESULTS -> all - failed - nulls;
        case NULLS -> nulls;
      };
    }

    private Calls plus(Calls other) {
      return new Calls(all + other.all, failed + other.failed, nulls + other.nulls);
    }
  }

  private final Class<? extends Annotation> mark;
  private final AnnotationRow row;
  private final String from;
  private final String to;
  private final Map<String, Calls> expected = new TreeMap<>();

  private MarkedCopy(Class<? extends Annotation> mark, AnnotationRow row) {
    this.mark = mark;
    this.row = row;
    this.from = mark.getPackageName().replace('.', '/') + "/";
    this.to = row.packageName().replace('.', '/') + "/";
  }

  /** Writes the copies of a mark's package. */
  public static MarkedCopy write(Class<? extends Annotation> mark, AnnotationRow row, Path into)
      throws IOException {
    MarkedCopy copy = new MarkedCopy(mark, row);
    Path source = Artifacts.jarOf(mark).resolve(copy.from);
    Files.createDirectories(into.resolve(copy.to));
    try (Stream<Path> classes = Files.list(source)) {
      for (Path file : classes.sorted().toList()) {
        byte[] bytes = copy.rewritten(Files.readAllBytes(file));
        Files.write(into.resolve(copy.to).resolve(file.getFileName()), bytes);
      }
    }
    return copy;
  }

  /** Returns what series have to show, by the value of their label; those of 0 are left out. */
  public Map<String, Double> expected(AnnotationRow.Series series) {
    String prefix = series.label().equals("code_function_name") ? row.packageName() + "." : "";
    return expected(prefix, series.counts());
  }

  /** Returns every marked method, those without a call of their own included. */
  public Set<String> methods() {
    return Set.copyOf(expected.keySet());
  }

  /** Returns the spans that have to be there, by name. */
  public Map<String, Double> expectedSpans() {
    return expected(row.name() + " ", AnnotationRow.Counts.CALLS);
  }

  private Map<String, Double> expected(String prefix, AnnotationRow.Counts what) {
    Map<String, Double> counts = new TreeMap<>();
    expected.forEach((at, calls) -> counts.put(prefix + at, (double) calls.count(what)));
    counts.values().removeIf(count -> count == 0);
    return counts;
  }

  private byte[] rewritten(byte[] classFile) {
    ClassReader reader = new ClassReader(classFile);
    String simpleName = reader.getClassName().substring(from.length());
    ClassWriter writer = new ClassWriter(0);
    ClassVisitor marking =
        new ClassVisitor(Opcodes.ASM9, writer) {
          @Override
          public MethodVisitor visitMethod(
              int access, String name, String descriptor, String signature, String[] exceptions) {
            return new Marking(
                super.visitMethod(access, name, descriptor, signature, exceptions),
                simpleName + "." + name,
                row.isOn(name, descriptor),
                (access & Opcodes.ACC_BRIDGE) != 0);
          }
        };
    Remapper renaming =
        new Remapper(Opcodes.ASM9) {
          @Override
          public String map(String name) {
            return name.startsWith(from) ? to + name.substring(from.length()) : name;
          }
        };
    reader.accept(new ClassRemapper(marking, renaming), 0);
    return writer.toByteArray();
  }

  private final class Marking extends MethodVisitor {
    private final String at;
    private final boolean isOn;
    private final boolean isBridge;

    Marking(MethodVisitor next, String at, boolean isOn, boolean isBridge) {
      super(Opcodes.ASM9, next);
      this.at = at;
      this.isOn = isOn;
      this.isBridge = isBridge;
    }

    @Override
    public AnnotationVisitor visitAnnotation(String descriptor, boolean visible) {
      if (!descriptor.equals("L" + to + mark.getSimpleName() + ";")) {
        return super.visitAnnotation(descriptor, visible);
      }
      if (!isOn) {
        return null;
      }
      for (AnnotationRow.Written annotation : row.annotations()) {
        AnnotationVisitor writing =
            super.visitAnnotation(Type.getDescriptor(annotation.type()), true);
        annotation.elements().forEach((name, value) -> write(writing, name, value));
        writing.visitEnd();
      }
      return isBridge ? null : new MarkReader();
    }

    /** Strings, arrays of strings, enums, primitives, and arrays of primitives. */
    private void write(AnnotationVisitor writing, String name, Object value) {
      if (value instanceof String text) {
        writing.visit(name, text.replace("$at", at));
      } else if (value instanceof String[] texts) {
        AnnotationVisitor array = writing.visitArray(name);
        for (String text : texts) {
          array.visit(null, text.replace("$at", at));
        }
        array.visitEnd();
      } else if (value instanceof Enum<?> constant) {
        String type = Type.getDescriptor(constant.getDeclaringClass());
        writing.visitEnum(name, type, constant.name());
      } else {
        writing.visit(name, value);
      }
    }

    private final class MarkReader extends AnnotationVisitor {
      private int calls;
      private int errors;
      private int nulls;

      MarkReader() {
        super(Opcodes.ASM9);
      }

      @Override
      public void visit(String name, Object value) {
        switch (name) {
          case "calls" -> calls = (int) value;
          case "errors" -> errors = (int) value;
          default -> nulls = (int) value;
        }
      }

      @Override
      public void visitEnd() {
        expected.merge(at, new Calls(calls, errors, nulls), Calls::plus);
      }
    }
  }
}
