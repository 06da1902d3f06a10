// SPDX-License-Identifier: Apache-2.0
package io.meterweave.match;

import io.meterweave.rules.PathType;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import net.bytebuddy.jar.asm.Opcodes;
import net.bytebuddy.jar.asm.Type;
import org.jspecify.annotations.Nullable;

/**
 * The types that the paths of one class lead through, read from class files when a path asks. No
 * class is loaded; the types of the JDK and of well-known libraries are not read.
 *
 * <p>Confined to the thread that reads the class. What cannot be read is not known.
 */
final class ClassFileTypes {
  private static final int MOST = 200;

  private final KnownTypes known;
  private final String caller;
  private final byte[] callerFile;
  private final Map<String, @Nullable TypeShape> shapes = new HashMap<>();

  /**
   * Begins without having read anything.
   *
   * @param caller the class whose reach counts
   * @param callerFile its file
   */
  ClassFileTypes(KnownTypes known, String caller, byte[] callerFile) {
    this.known = known;
    this.caller = caller;
    this.callerFile = callerFile;
  }

  /** Returns the class itself. */
  PathType caller() {
    return of(Type.getObjectType(caller));
  }

  /** Returns a type. */
  PathType of(Type type) {
    boolean isRead = type.getSort() != Type.OBJECT || shape(type.getInternalName()) != null;
    return isRead ? new ReadType(type) : PathType.unread(type.getClassName());
  }

  private @Nullable TypeShape shape(String internalName) {
    if (shapes.containsKey(internalName)) {
      return shapes.get(internalName);
    }
    TypeShape shape = TypeShape.builtIn(internalName);
    if (shape == null) {
      shape = read(internalName);
    }
    shapes.put(internalName, shape);
    return shape;
  }

  private @Nullable TypeShape read(String internalName) {
    byte[] classFile = internalName.equals(caller) ? callerFile : known.classFile(internalName);
    if (classFile == null) {
      return null;
    }
    try {
      TypeShape shape = TypeShape.of(classFile);
      return shape.name().equals(internalName) ? shape : null;
    } catch (RuntimeException malformed) {
      return null;
    }
  }

  /**
   * Returns a type and all above it in the order in which members are looked for: superclasses,
   * then interfaces. What is above one that was not read is missing.
   */
  private List<String> withSupertypes(String internalName) {
    List<String> all = new ArrayList<>();
    for (String at = internalName; at != null && !all.contains(at) && all.size() < MOST; ) {
      all.add(at);
      TypeShape shape = shape(at);
      at = shape == null || shape.isInterface() ? null : shape.superName();
    }
    for (int i = 0; i < all.size() && all.size() < MOST; i++) {
      TypeShape shape = shape(all.get(i));
      for (String above : shape == null ? List.<String>of() : shape.interfaces()) {
        if (!all.contains(above)) {
          all.add(above);
        }
      }
    }
    if (!all.contains(TypeShape.OBJECT)) {
      all.add(TypeShape.OBJECT);
    }
    return all;
  }

  private static String sourceName(String internalName) {
    return internalName.replace('/', '.').replace('$', '.');
  }

  private static String packageOf(String internalName) {
    return internalName.substring(0, internalName.lastIndexOf('/') + 1);
  }

  /** A type that was read, a primitive, or an array. */
  private final class ReadType implements PathType {
    private final Type type;

    ReadType(Type type) {
      this.type = type;
    }

    @Override
    public String name() {
      return type.getClassName();
    }

    @Override
    public boolean isRead() {
      return true;
    }

    @Override
    public boolean isInterface() {
      TypeShape shape = type.getSort() == Type.OBJECT ? shape(type.getInternalName()) : null;
      return shape != null && shape.isInterface();
    }

    @Override
    public Is is(String name) {
      if (type.getSort() != Type.OBJECT) {
        return Is.NO;
      }
      Is answer = Is.NO;
      for (String above : withSupertypes(type.getInternalName())) {
        if (sourceName(above).equals(name)) {
          return Is.YES;
        }
        answer = shape(above) == null ? Is.UNKNOWN : answer;
      }
      return answer;
    }

    @Override
    public @Nullable PathType method(String name) {
      return member(false, name);
    }

    @Override
    public @Nullable PathType field(String name) {
      return member(true, name);
    }

    private @Nullable PathType member(boolean isField, String name) {
      if (type.getSort() < Type.ARRAY) {
        return null;
      }
      String start = type.getSort() == Type.ARRAY ? TypeShape.OBJECT : type.getInternalName();
      for (String holder : withSupertypes(start)) {
        TypeShape shape = shape(holder);
        if (shape == null) {
          return UNKNOWN;
        }
        TypeShape.Member member = shape.member(isField, name);
        if (member != null) {
          Is reach = reach(holder, member);
          if (reach != Is.NO) {
            return reach == Is.YES ? of(member.type()) : UNKNOWN;
          }
        }
      }
      return null;
    }

    /** Returns whether the class that is woven may read a member. */
    private Is reach(String holder, TypeShape.Member member) {
      boolean isPublic = (member.access() & Opcodes.ACC_PUBLIC) != 0;
      if (isPublic || packageOf(holder).equals(packageOf(caller))) {
        return Is.YES;
      }
      boolean isProtected = (member.access() & Opcodes.ACC_PROTECTED) != 0;
      return isProtected ? caller().is(sourceName(holder)) : Is.NO;
    }
  }
}
