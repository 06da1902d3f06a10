// SPDX-License-Identifier: Apache-2.0
package io.meterweave.weave;

import io.meterweave.match.ByteSearch;
import java.nio.charset.StandardCharsets;
import net.bytebuddy.jar.asm.ClassReader;
import net.bytebuddy.jar.asm.ClassVisitor;
import net.bytebuddy.jar.asm.Handle;
import net.bytebuddy.jar.asm.MethodVisitor;
import net.bytebuddy.jar.asm.Opcodes;
import org.jspecify.annotations.Nullable;

/**
 * Tells class files whose methods call the dispatcher already.
 *
 * <p>Immutable.
 */
/*
 * A class that was woven and restored keeps the names of what it called in its constant pool: the JVM
 * merges the pools of a class's versions and writes the result for the next retransformation. So the
 * name alone says nothing; it only says when the code is worth a look.
 */
final class WovenCode {
  private final String dispatcher;
  private final ByteSearch name;

  WovenCode(String dispatcher) {
    this.dispatcher = dispatcher;
    this.name = new ByteSearch(dispatcher.getBytes(StandardCharsets.US_ASCII));
  }

  boolean isIn(byte[] classFile) {
    if (!name.isIn(classFile)) {
      return false;
    }
    Calls calls = new Calls(dispatcher);
    new ClassReader(classFile).accept(calls, ClassReader.SKIP_DEBUG | ClassReader.SKIP_FRAMES);
    return calls.areFound;
  }

  /** Looks for a call of the dispatcher. Confined to the thread that reads the class. */
  private static final class Calls extends ClassVisitor {
    private final String dispatcher;
    private boolean areFound;

    Calls(String dispatcher) {
      super(Opcodes.ASM9);
      this.dispatcher = dispatcher;
    }

    @Override
    public MethodVisitor visitMethod(
        int access,
        String name,
        String descriptor,
        @Nullable String signature,
        String @Nullable [] exceptions) {
      return new MethodVisitor(Opcodes.ASM9) {
        @Override
        public void visitInvokeDynamicInsn(
            String name, String descriptor, Handle bootstrap, Object... arguments) {
          areFound |= bootstrap.getOwner().equals(dispatcher);
        }

        @Override
        public void visitMethodInsn(
            int opcode, String owner, String name, String descriptor, boolean isInterface) {
          areFound |= owner.equals(dispatcher);
        }
      };
    }
  }
}
