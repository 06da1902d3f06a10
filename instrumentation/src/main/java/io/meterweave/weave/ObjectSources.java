// SPDX-License-Identifier: Apache-2.0
package io.meterweave.weave;

import io.meterweave.spec.Lineage;
import io.meterweave.spec.MethodSpec;
import io.meterweave.spec.Requests;
import java.util.ArrayList;
import java.util.List;
import net.bytebuddy.jar.asm.ClassReader;
import net.bytebuddy.jar.asm.ClassVisitor;
import net.bytebuddy.jar.asm.MethodVisitor;
import net.bytebuddy.jar.asm.Opcodes;
import org.jspecify.annotations.Nullable;

/**
 * Lists what makes or gives out an object of a class: its constructors, and the method by which
 * code that AspectJ has woven asks for the aspect. All are methods of which nothing is recorded.
 *
 * <p>Confined to the thread that reads the class.
 */
final class ObjectSources extends ClassVisitor {
  /** What AspectJ's compiler adds to an aspect. */
  private static final String ASPECT_OF = "aspectOf";

  private final String className;
  private final List<MethodSpec> found = new ArrayList<>();

  private ObjectSources(String className) {
    super(Opcodes.ASM9);
    this.className = className;
  }

  /** Returns the constructors of a class file, and the method that gives out an aspect. */
  static List<MethodSpec> of(byte[] classFile) {
    ClassReader reader = new ClassReader(classFile);
    ObjectSources sources = new ObjectSources(reader.getClassName().replace('/', '.'));
    reader.accept(
        sources, ClassReader.SKIP_CODE | ClassReader.SKIP_DEBUG | ClassReader.SKIP_FRAMES);
    return sources.found;
  }

  @Override
  public @Nullable MethodVisitor visitMethod(
      int access,
      String name,
      String descriptor,
      @Nullable String signature,
      String @Nullable [] exceptions) {
    if (name.equals("<init>") || isAspectOf(access, name, descriptor)) {
      found.add(
          new MethodSpec(
              className, name, descriptor, access, Lineage.alone(className), Requests.of()));
    }
    return null;
  }

  private static boolean isAspectOf(int access, String name, String descriptor) {
    return name.equals(ASPECT_OF)
        && descriptor.startsWith("()L")
        && (access & Opcodes.ACC_STATIC) != 0;
  }

  /** Returns whether a method is the one that gives out an aspect. */
  static boolean isAspectOf(MethodSpec method) {
    return method.methodName().equals(ASPECT_OF);
  }
}
