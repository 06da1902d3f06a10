// SPDX-License-Identifier: Apache-2.0
package io.meterweave.architecture;

import static org.assertj.core.api.Assertions.assertThat;

import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.core.importer.ImportOption;
import java.io.IOException;
import java.io.InputStream;
import java.util.ArrayList;
import java.util.List;
import net.bytebuddy.jar.asm.ClassReader;
import net.bytebuddy.jar.asm.ClassVisitor;
import net.bytebuddy.jar.asm.Handle;
import net.bytebuddy.jar.asm.MethodVisitor;
import net.bytebuddy.jar.asm.Opcodes;
import org.junit.jupiter.api.Test;

/**
 * Code that runs while the JVM loads a class. A lambda there would make the JVM link a call site in
 * the middle of it, which ends in a {@link ClassCircularityError}, and that call site never links
 * again.
 */
final class ClassLoadingTest {
  private static final String RECORD_METHODS = "java/lang/runtime/ObjectMethods";

  @Test
  void whatRunsWhileAClassIsLoadedHasNoLambda() throws IOException {
    List<String> found = new ArrayList<>();
    for (JavaClass type :
        new ClassFileImporter()
            .withImportOption(new ImportOption.DoNotIncludeTests())
            .importPackages(
                "io.meterweave.agent",
                "io.meterweave.bootstrap",
                "io.meterweave.match",
                "io.meterweave.weave",
                "io.meterweave.incident")) {
      collectLambdas(type, found);
    }
    assertThat(found).isEmpty();
  }

  private static void collectLambdas(JavaClass type, List<String> found) throws IOException {
    String resource = "/" + type.getName().replace('.', '/') + ".class";
    try (InputStream in = ClassLoadingTest.class.getResourceAsStream(resource)) {
      assertThat(in).as(resource).isNotNull();
      new ClassReader(in).accept(lambdas(type.getName(), found), ClassReader.SKIP_DEBUG);
    }
  }

  private static ClassVisitor lambdas(String type, List<String> found) {
    return new ClassVisitor(Opcodes.ASM9) {
      @Override
      public MethodVisitor visitMethod(
          int access, String method, String descriptor, String signature, String[] exceptions) {
        return new MethodVisitor(Opcodes.ASM9) {
          @Override
          public void visitInvokeDynamicInsn(
              String name, String site, Handle bootstrap, Object... arguments) {
            if (!bootstrap.getOwner().equals(RECORD_METHODS)) {
              found.add(type + "." + method);
            }
          }
        };
      }
    };
  }
}
