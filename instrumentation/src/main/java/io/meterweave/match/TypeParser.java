// SPDX-License-Identifier: Apache-2.0
package io.meterweave.match;

import java.util.AbstractList;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import net.bytebuddy.jar.asm.AnnotationVisitor;
import net.bytebuddy.jar.asm.ClassReader;
import net.bytebuddy.jar.asm.ClassVisitor;
import net.bytebuddy.jar.asm.FieldVisitor;
import net.bytebuddy.jar.asm.MethodVisitor;
import net.bytebuddy.jar.asm.Opcodes;
import org.jspecify.annotations.Nullable;

/**
 * Reads a class file as far as marks go; containers of repeated annotations are opened.
 *
 * <p>Confined to the thread that reads the class.
 */
final class TypeParser extends ClassVisitor {
  private static final int OUTER_INSTANCE = 1;
  private static final int NAME_AND_ORDINAL = 2;

  private final MarkTypes types;
  private @Nullable DeclaredType type;

  /** How many parameters the compiler puts before those of a constructor's source. */
  private int hidden;

  private TypeParser(MarkTypes types) {
    super(Opcodes.ASM9);
    this.types = types;
  }

  /**
   * Reads a class file, without the code.
   *
   * @throws RuntimeException if the class file is malformed
   */
  static DeclaredType parse(ClassReader reader, MarkTypes types) {
    TypeParser parser = new TypeParser(types);
    reader.accept(parser, ClassReader.SKIP_CODE | ClassReader.SKIP_FRAMES);
    return parser.type();
  }

  private DeclaredType type() {
    if (type == null) {
      throw new IllegalArgumentException("A class file without a class.");
    }
    return type;
  }

  @Override
  public void visit(
      int version,
      int access,
      String name,
      @Nullable String signature,
      @Nullable String superName,
      String @Nullable [] interfaces) {
    List<String> names = interfaces == null ? List.of() : List.of(interfaces);
    type = new DeclaredType(access, name, superName, names);
    hidden = "java/lang/Enum".equals(superName) ? NAME_AND_ORDINAL : 0;
  }

  @Override
  public void visitInnerClass(
      String name, @Nullable String outer, @Nullable String inner, int access) {
    if (name.equals(type().internalName())) {
      type().nestedName = inner;
      boolean isInner = outer != null && (access & Opcodes.ACC_STATIC) == 0;
      hidden = isInner ? OUTER_INSTANCE : hidden;
    }
  }

  @Override
  public @Nullable AnnotationVisitor visitAnnotation(String descriptor, boolean visible) {
    return read(types, descriptor, type().marks, type().annotations);
  }

  @Override
  public @Nullable FieldVisitor visitField(
      int access,
      String name,
      String descriptor,
      @Nullable String signature,
      @Nullable Object value) {
    if (name.equals("INSTANCE") && (access & Opcodes.ACC_STATIC) != 0) {
      type().isSingleton |= descriptor.equals("L" + type().internalName() + ";");
    }
    return null;
  }

  @Override
  public MethodVisitor visitMethod(
      int access,
      String name,
      String descriptor,
      @Nullable String signature,
      String @Nullable [] exceptions) {
    DeclaredMethod method = new DeclaredMethod(access, name, descriptor);
    method.hiddenParameters = name.equals("<init>") ? hidden : 0;
    type().methods.add(method);
    return new MethodMarks(types, method);
  }

  /** Returns what reads an annotation, or null if its elements are nobody's business. */
  private static @Nullable AnnotationVisitor read(
      MarkTypes types, String descriptor, List<Mark> marks, List<String> others) {
    MarkType type = types.type(descriptor);
    if (type != null) {
      Map<String, Object> elements = new HashMap<>();
      marks.add(new Mark(type, elements, ""));
      return new MarkVisitor(elements);
    }
    String contained = types.containedIn(descriptor);
    MarkType repeated = contained == null ? null : types.type(contained);
    if (repeated != null) {
      return new Container(repeated, marks);
    }
    others.add(descriptor);
    return null;
  }

  /** Opens a container: the annotations in its {@code value} stand as if there were none. */
  private static final class Container extends AnnotationVisitor {
    private final MarkType repeated;
    private final List<Mark> marks;

    Container(MarkType repeated, List<Mark> marks) {
      super(Opcodes.ASM9);
      this.repeated = repeated;
      this.marks = marks;
    }

    @Override
    public AnnotationVisitor visitArray(String name) {
      return this;
    }

    @Override
    public @Nullable AnnotationVisitor visitAnnotation(@Nullable String name, String descriptor) {
      if (!descriptor.equals(repeated.descriptor())) {
        return null;
      }
      Map<String, Object> elements = new HashMap<>();
      marks.add(new Mark(repeated, elements, ""));
      return new MarkVisitor(elements);
    }
  }

  private static final class MethodMarks extends MethodVisitor {
    private final MarkTypes types;
    private final DeclaredMethod method;
    private final List<Mark> found = new ArrayList<>();
    private int unannotable;

    MethodMarks(MarkTypes types, DeclaredMethod method) {
      super(Opcodes.ASM9);
      this.types = types;
      this.method = method;
    }

    @Override
    public void visitParameter(@Nullable String parameterName, int flags) {
      method.parameterNames.add(parameterName);
    }

    @Override
    public @Nullable AnnotationVisitor visitAnnotation(String descriptor, boolean visible) {
      return read(types, descriptor, found, method.annotations);
    }

    /** Parameters that the compiler put before those of the source have no annotations. */
    @Override
    public void visitAnnotableParameterCount(int count, boolean visible) {
      unannotable = count == 0 ? 0 : Math.max(0, method.parameterCount() - count);
    }

    @Override
    public @Nullable AnnotationVisitor visitParameterAnnotation(
        int index, String descriptor, boolean visible) {
      List<Mark> marks = new ParameterMarks(index + unannotable, method.parameterMarks);
      return read(types, descriptor, marks, new ArrayList<>());
    }

    @Override
    public void visitEnd() {
      for (Mark mark : found) {
        method.add(mark);
      }
    }
  }

  /** Puts the parameter's index to each mark that is added. */
  private static final class ParameterMarks extends AbstractList<Mark> {
    private final int index;
    private final List<ParameterMark> marks;

    ParameterMarks(int index, List<ParameterMark> marks) {
      this.index = index;
      this.marks = marks;
    }

    @Override
    public boolean add(Mark mark) {
      return marks.add(new ParameterMark(index, mark));
    }

    @Override
    public Mark get(int at) {
      return marks.get(at).mark();
    }

    @Override
    public int size() {
      return marks.size();
    }
  }
}
