// SPDX-License-Identifier: Apache-2.0
package io.meterweave.it.harness;

import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import org.objectweb.asm.ClassReader;
import org.objectweb.asm.ClassVisitor;
import org.objectweb.asm.ClassWriter;
import org.objectweb.asm.Opcodes;
import org.objectweb.asm.commons.ClassRemapper;
import org.objectweb.asm.commons.SimpleRemapper;

/** Rewrites compiled classes. Thread-safe. */
public final class ClassFiles {
  private ClassFiles() {}

  /** Writes a copy of a class under another name and with another class-file version. */
  public static void write(Class<?> template, String name, int version, Path directory)
      throws IOException {
    String internalName = name.replace('.', '/');
    String templateName = template.getName().replace('.', '/');
    ClassWriter writer = new ClassWriter(0);
    ClassVisitor versioned =
        new ClassVisitor(Opcodes.ASM9, writer) {
          @Override
          public void visit(
              int was, int access, String self, String signature, String parent, String[] types) {
            super.visit(version, access, self, signature, parent, types);
          }

          @Override
          public void visitInnerClass(String self, String outer, String simple, int access) {
            // Says nothing about this class, and needs the other one.
          }
        };
    try (InputStream in = template.getClassLoader().getResourceAsStream(templateName + ".class")) {
      new ClassReader(in)
          .accept(
              new ClassRemapper(
                  versioned, new SimpleRemapper(Opcodes.ASM9, templateName, internalName)),
              version < Opcodes.V1_6 ? ClassReader.SKIP_FRAMES : 0);
    }
    Path file = directory.resolve(internalName + ".class");
    Files.createDirectories(file.getParent());
    Files.write(file, writer.toByteArray());
  }
}
