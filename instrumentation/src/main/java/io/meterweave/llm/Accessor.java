// SPDX-License-Identifier: Apache-2.0
package io.meterweave.llm;

import java.lang.invoke.MethodHandle;
import java.lang.invoke.MethodHandles;
import java.lang.invoke.MethodType;
import java.lang.reflect.AccessibleObject;
import java.lang.reflect.Field;
import java.lang.reflect.Member;
import java.lang.reflect.Method;
import java.lang.reflect.Modifier;
import org.jspecify.annotations.Nullable;

/**
 * Reads one value of an object.
 *
 * <p>Immutable.
 *
 * @param name what the value means
 * @param getter {@code (Object)Object}, or null where the value is there and out of reach
 */
record Accessor(UsageName name, @Nullable MethodHandle getter) implements Comparable<Accessor> {
  private static final MethodType GETTER = MethodType.methodType(Object.class, Object.class);

  /**
   * Makes an accessor of a public method without parameters.
   *
   * @param owner the class of the object, which need not be public
   * @param caller the lookup of the class that holds the woven method
   */
  static Accessor of(UsageName name, Method method, Class<?> owner, MethodHandles.Lookup caller) {
    Method reachable = publicDeclaration(method, owner);
    MethodHandle getter =
        reachable == null ? null : unreflect(reachable, MethodHandles.publicLookup());
    if (getter == null) {
      getter = privately(method, caller);
    }
    return new Accessor(name, getter == null ? null : getter.asType(GETTER));
  }

  /** Makes an accessor of a public field. */
  static Accessor of(UsageName name, Field field, MethodHandles.Lookup caller) {
    MethodHandle getter = unreflect(field, MethodHandles.publicLookup());
    if (getter == null) {
      getter = privately(field, caller);
    }
    return new Accessor(name, getter == null ? null : getter.asType(GETTER));
  }

  /** In the order in which they are read. */
  @Override
  public int compareTo(Accessor other) {
    return Integer.compare(name.rank(), other.name.rank());
  }

  /** Our own lookup reaches unnamed and open modules; the caller's reaches his own. */
  private static @Nullable MethodHandle privately(Member member, MethodHandles.Lookup caller) {
    MethodHandle getter = unreflect((AccessibleObject) member, caller);
    if (getter == null) {
      getter = unreflectIn(member, MethodHandles.lookup());
    }
    return getter == null ? unreflectIn(member, caller) : getter;
  }

  private static @Nullable MethodHandle unreflectIn(Member member, MethodHandles.Lookup lookup) {
    try {
      return unreflect(
          (AccessibleObject) member,
          MethodHandles.privateLookupIn(member.getDeclaringClass(), lookup));
    } catch (IllegalAccessException notOpen) {
      return null;
    }
  }

  private static @Nullable MethodHandle unreflect(
      AccessibleObject member, MethodHandles.Lookup lookup) {
    try {
      return member instanceof Method method
          ? lookup.unreflect(method)
          : lookup.unreflectGetter((Field) member);
    } catch (IllegalAccessException outOfReach) {
      return null;
    }
  }

  /**
   * Returns the method as a public type of an exported package declares it, which anybody may call:
   * SDKs hide their classes behind public ones.
   */
  private static @Nullable Method publicDeclaration(Method method, Class<?> type) {
    if (isPublic(type)) {
      Method declared = declared(method, type);
      if (declared != null) {
        return declared;
      }
    }
    Class<?> parent = type.getSuperclass();
    Method found = parent == null ? null : publicDeclaration(method, parent);
    Class<?>[] interfaces = type.getInterfaces();
    for (int i = 0; found == null && i < interfaces.length; i++) {
      found = publicDeclaration(method, interfaces[i]);
    }
    return found;
  }

  private static boolean isPublic(Class<?> type) {
    return Modifier.isPublic(type.getModifiers())
        && type.getModule().isExported(type.getPackageName());
  }

  private static @Nullable Method declared(Method method, Class<?> type) {
    try {
      Method declared = type.getDeclaredMethod(method.getName());
      return Modifier.isPublic(declared.getModifiers()) ? declared : null;
    } catch (NoSuchMethodException inherited) {
      return null;
    }
  }
}
