// SPDX-License-Identifier: Apache-2.0
package io.meterweave.plan;

import java.lang.invoke.MethodHandle;
import java.lang.invoke.MethodHandles;
import java.lang.invoke.MethodType;
import java.lang.reflect.Field;
import java.lang.reflect.Method;
import java.lang.reflect.Modifier;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/**
 * The step to a getter, a record component, a method without arguments or a field, if the class
 * that holds the woven method may use it and it is not private.
 *
 * <p>Immutable.
 *
 * @param read {@code (Object)Object}
 * @param type the declared type of what it leads to
 */
record MemberStep(MethodHandle read, Class<?> type) implements ValuePath.Step {
  private static final MethodType READ = MethodType.methodType(Object.class, Object.class);

  @Override
  public @Nullable Object next(Object from) throws Throwable {
    return (Object) read.invokeExact(from);
  }

  /** Returns the step from a type to what is called so, or null if there is none within reach. */
  static @Nullable MemberStep find(Class<?> type, String name, MethodHandles.Lookup caller) {
    String capital = name.substring(0, 1).toUpperCase(Locale.ROOT) + name.substring(1);
    for (String method : List.of("get" + capital, "is" + capital, name)) {
      MemberStep step = method(type, method, caller);
      if (step != null) {
        return step;
      }
    }
    return field(type, name, caller);
  }

  private static @Nullable MemberStep method(
      Class<?> type, String name, MethodHandles.Lookup caller) {
    for (Class<?> holder : withSupertypes(type)) {
      try {
        Method method = holder.getDeclaredMethod(name);
        boolean isGetter =
            !Modifier.isPrivate(method.getModifiers())
                && !Modifier.isStatic(method.getModifiers())
                && method.getReturnType() != void.class;
        if (isGetter && (!name.startsWith("is") || isBooleanOrPlain(method, name))) {
          return new MemberStep(caller.unreflect(method).asType(READ), method.getReturnType());
        }
      } catch (NoSuchMethodException | IllegalAccessException notHere) {
        // A supertype may declare it where the caller may reach it.
      }
    }
    return null;
  }

  private static boolean isBooleanOrPlain(Method method, String name) {
    boolean isNamedAsGetter = name.length() > 2 && Character.isUpperCase(name.charAt(2));
    Class<?> type = method.getReturnType();
    return !isNamedAsGetter || type == boolean.class || type == Boolean.class;
  }

  private static @Nullable MemberStep field(
      Class<?> type, String name, MethodHandles.Lookup caller) {
    for (Class<?> holder : withSupertypes(type)) {
      try {
        Field field = holder.getDeclaredField(name);
        int modifiers = field.getModifiers();
        if (!Modifier.isPrivate(modifiers) && !Modifier.isStatic(modifiers)) {
          return new MemberStep(caller.unreflectGetter(field).asType(READ), field.getType());
        }
      } catch (NoSuchFieldException | IllegalAccessException notHere) {
        // As above.
      }
    }
    return null;
  }

  /** Returns the type, its superclasses, then all interfaces; {@code Object} for an interface. */
  private static List<Class<?>> withSupertypes(Class<?> type) {
    List<Class<?>> all = new ArrayList<>();
    for (Class<?> at = type; at != null; at = at.getSuperclass()) {
      all.add(at);
    }
    for (int i = 0; i < all.size(); i++) {
      for (Class<?> extended : all.get(i).getInterfaces()) {
        if (!all.contains(extended)) {
          all.add(extended);
        }
      }
    }
    if (type.isInterface()) {
      all.add(Object.class);
    }
    return all;
  }
}
