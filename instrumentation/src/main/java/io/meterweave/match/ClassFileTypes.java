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
/*
 * Problem: what is wrong with a path shall be said when the class is woven, not at its first call.
 * But the types it leads through, those of parameters, results and fields, are not what the JVM asks
 * the loader for next, perhaps never; and they are read, through the loader's own code, while a class
 * is being loaded. Two loaders that ask each other, with their monitors held, could then wait for
 * one another where they never did without us.
 *
 * Choice: only a loader that is registered as parallel capable is asked. The JVM holds no monitor of
 * such a loader while it loads a class, at most the loader holds the lock of that one name, and a
 * loader that asks others in a circle has to be of this kind anyway. What remains is a loader that
 * takes such a name's lock to give a resource; the JDK's do not. Parallel capable are the JDK's
 * loaders and, among others, those of Tomcat, Equinox and current versions of Spring Boot. For the
 * classes of other loaders, and behind whatever is not known, a path is checked at its first call.
 * Only classes with a path to a number or a boolean pay: each type once for each such class, and no
 * library's.
 *
 * Rejected: only types that are loaded already (which they are depends on the order in which an
 * application happens to start, and the Class objects load the types of their signatures); checking
 * when the call is linked (then it is the first call, and the rejection comes late for those who
 * start the application to see whether it is in order).
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
      known.failed(internalName, malformed);
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
