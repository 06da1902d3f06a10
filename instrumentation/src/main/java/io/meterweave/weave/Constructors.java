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
 * Lists the constructors of a class, as methods of which nothing is recorded.
 *
 * <p>Confined to the thread that reads the class.
 */
final class Constructors extends ClassVisitor {
  private final String className;
  private final List<MethodSpec> found = new ArrayList<>();

  private Constructors(String className) {
    super(Opcodes.ASM9);
    this.className = className;
  }

  /** Returns the constructors of a class file. */
  static List<MethodSpec> of(byte[] classFile) {
    ClassReader reader = new ClassReader(classFile);
    Constructors constructors = new Constructors(reader.getClassName().replace('/', '.'));
    reader.accept(
        constructors, ClassReader.SKIP_CODE | ClassReader.SKIP_DEBUG | ClassReader.SKIP_FRAMES);
    return constructors.found;
  }

  @Override
  public @Nullable MethodVisitor visitMethod(
      int access,
      String name,
      String descriptor,
      @Nullable String signature,
      String @Nullable [] exceptions) {
    if (name.equals("<init>")) {
      found.add(
          new MethodSpec(
              className, name, descriptor, access, Lineage.alone(className), Requests.of()));
    }
    return null;
  }
}
