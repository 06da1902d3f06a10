// SPDX-License-Identifier: Apache-2.0
package io.meterweave.match;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import net.bytebuddy.jar.asm.ClassReader;
import net.bytebuddy.jar.asm.ClassVisitor;
import net.bytebuddy.jar.asm.FieldVisitor;
import net.bytebuddy.jar.asm.MethodVisitor;
import net.bytebuddy.jar.asm.Opcodes;
import net.bytebuddy.jar.asm.Type;
import org.jspecify.annotations.Nullable;

/**
 * What a path can read of a class, as it stands in its file: fields, and methods without arguments.
 *
 * <p>Confined to the thread that reads the class; unchanged from then on.
 */
final class TypeShape extends ClassVisitor {
  static final String OBJECT = "java/lang/Object";
  private static final int UNREADABLE = Opcodes.ACC_STATIC | Opcodes.ACC_PRIVATE;

  /** Those of the JDK that nearly every class comes from; no others of it are known. */
  private static final Map<String, TypeShape> BUILT_IN =
      Map.of(
          OBJECT,
          shape(null, "getClass", Class.class, "hashCode", int.class, "toString", String.class),
          "java/lang/Record",
          shape(OBJECT),
          "java/lang/Enum",
          shape(
              OBJECT,
              "name",
              String.class,
              "ordinal",
              int.class,
              "getDeclaringClass",
              Class.class,
              "describeConstable",
              Optional.class),
          "java/lang/Comparable",
          shape(null),
          "java/lang/Cloneable",
          shape(null),
          "java/io/Serializable",
          shape(null));

  private final List<Member> members = new ArrayList<>();
  private int access;
  private String name = "";
  private @Nullable String superName;
  private List<String> interfaces = List.of();

  /** Something that a path can read. */
  record Member(boolean isField, int access, String name, Type type) {}

  private TypeShape() {
    super(Opcodes.ASM9);
  }

  private static TypeShape shape(@Nullable String superName, Object... namesAndTypes) {
    TypeShape shape = new TypeShape();
    shape.superName = superName;
    for (int i = 0; i < namesAndTypes.length; i += 2) {
      String name = (String) namesAndTypes[i];
      Type type = Type.getType((Class<?>) namesAndTypes[i + 1]);
      shape.members.add(new Member(false, Opcodes.ACC_PUBLIC, name, type));
    }
    return shape;
  }

  /** Returns what is known without a file, or null. */
  static @Nullable TypeShape builtIn(String internalName) {
    return BUILT_IN.get(internalName);
  }

  /**
   * Reads a class file.
   *
   * @throws RuntimeException if it is malformed
   */
  static TypeShape of(byte[] classFile) {
    TypeShape shape = new TypeShape();
    int signaturesOnly = ClassReader.SKIP_CODE | ClassReader.SKIP_DEBUG | ClassReader.SKIP_FRAMES;
    new ClassReader(classFile).accept(shape, signaturesOnly);
    return shape;
  }

  @Override
  public void visit(
      int version,
      int flags,
      String internalName,
      @Nullable String signature,
      @Nullable String above,
      String @Nullable [] implemented) {
    access = flags;
    name = internalName;
    superName = above;
    interfaces = implemented == null ? List.of() : List.of(implemented);
  }

  @Override
  public @Nullable FieldVisitor visitField(
      int flags,
      String field,
      String descriptor,
      @Nullable String signature,
      @Nullable Object value) {
    if ((flags & UNREADABLE) == 0) {
      members.add(new Member(true, flags, field, Type.getType(descriptor)));
    }
    return null;
  }

  @Override
  public @Nullable MethodVisitor visitMethod(
      int flags,
      String method,
      String descriptor,
      @Nullable String signature,
      String @Nullable [] exceptions) {
    boolean isBridge = (flags & Opcodes.ACC_BRIDGE) != 0;
    if ((flags & UNREADABLE) == 0
        && !isBridge
        && descriptor.startsWith("()")
        && !descriptor.endsWith(")V")) {
      members.add(new Member(false, flags, method, Type.getReturnType(descriptor)));
    }
    return null;
  }

  String name() {
    return name;
  }

  boolean isInterface() {
    return (access & Opcodes.ACC_INTERFACE) != 0;
  }

  /** Returns the superclass; that of an interface is {@code Object}. */
  @Nullable String superName() {
    return superName;
  }

  List<String> interfaces() {
    return interfaces;
  }

  @Nullable Member member(boolean isField, String called) {
    for (Member member : members) {
      if (member.isField == isField && member.name.equals(called)) {
        return member;
      }
    }
    return null;
  }
}
