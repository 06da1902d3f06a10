// SPDX-License-Identifier: Apache-2.0
package io.meterweave.match;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import net.bytebuddy.jar.asm.ClassWriter;
import net.bytebuddy.jar.asm.MethodVisitor;
import net.bytebuddy.jar.asm.Opcodes;
import org.junit.jupiter.api.Test;

/** The class files are what Kotlin's and Groovy's compilers write, but for the code. */
class ForwardingMethodsTest {
  private static final int SYNTHETIC = Opcodes.ACC_STATIC | Opcodes.ACC_SYNTHETIC;
  private static final String TRACKED = "Lio/meterweave/annotations/TrackMetrics;";
  private static final String OVERLOADS = "Lkotlin/jvm/JvmOverloads;";
  private static final String STATIC = "Lkotlin/jvm/JvmStatic;";
  private static final String GENERATED = "Lgroovy/transform/Generated;";

  @Test
  void ofKotlinsOverloadsTheWrittenOneIsMeasured() {
    ClassWriter type = type("com/acme/Shop");
    method(type, 0, "sell", "(Ljava/lang/String;ID)I", TRACKED, OVERLOADS);
    method(type, 0, "sell", "(Ljava/lang/String;I)I", TRACKED, OVERLOADS);
    method(type, 0, "sell", "(Ljava/lang/String;)I", TRACKED, OVERLOADS);
    method(
        type,
        SYNTHETIC,
        "sell$default",
        "(Lcom/acme/Shop;Ljava/lang/String;IDILjava/lang/Object;)I");
    assertThat(measured(type)).containsExactly("sell(Ljava/lang/String;ID)I");
  }

  @Test
  void anOverloadThatSomebodyMarkedIsMeasured() {
    ClassWriter type = type("com/acme/Shop");
    method(type, 0, "sell", "(ID)I", TRACKED);
    method(type, 0, "sell", "(I)I", TRACKED);
    method(type, SYNTHETIC, "sell$default", "(Lcom/acme/Shop;IDILjava/lang/Object;)I");
    assertThat(measured(type)).containsExactly("sell(ID)I", "sell(I)I");
  }

  @Test
  void overloadsOfConstructorsAndFunctionsGoByTheirTwinsToo() {
    ClassWriter type = type("com/acme/Shop");
    method(type, 0, "<init>", "(II)V", TRACKED, OVERLOADS);
    method(type, 0, "<init>", "(I)V", TRACKED, OVERLOADS);
    method(
        type,
        Opcodes.ACC_SYNTHETIC,
        "<init>",
        "(IIILkotlin/jvm/internal/DefaultConstructorMarker;)V");
    method(type, Opcodes.ACC_STATIC, "top", "(Ljava/lang/String;I)V", TRACKED, OVERLOADS);
    method(type, Opcodes.ACC_STATIC, "top", "(Ljava/lang/String;)V", TRACKED, OVERLOADS);
    method(type, SYNTHETIC, "top$default", "(Ljava/lang/String;IILjava/lang/Object;)V");
    assertThat(measured(type)).containsExactly("<init>(II)V", "top(Ljava/lang/String;I)V");
  }

  @Test
  void aCompanionsStaticMethodIsMeasuredInTheCompanion() {
    ClassWriter outer = type("com/acme/Shop");
    method(outer, Opcodes.ACC_STATIC, "open", "()V", TRACKED, STATIC);
    assertThat(measured(outer)).isEmpty();
    ClassWriter companion = type("com/acme/Shop$Companion");
    method(companion, 0, "open", "()V", TRACKED, STATIC);
    assertThat(measured(companion)).containsExactly("open()V");
  }

  @Test
  void anObjectsStaticMethodIsTheMethod() {
    ClassWriter object = type("com/acme/Till");
    object.visitField(Opcodes.ACC_STATIC, "INSTANCE", "Lcom/acme/Till;", null, null);
    method(object, Opcodes.ACC_STATIC, "open", "()V", TRACKED, STATIC);
    assertThat(measured(object)).containsExactly("open()V");
  }

  @Test
  void aValueClassIsMeasuredWhereItsCodeIs() {
    ClassWriter type = type("com/acme/Money");
    type.visitAnnotation("Lkotlin/jvm/JvmInline;", true);
    method(type, 0, "total", "()J", TRACKED);
    method(type, Opcodes.ACC_STATIC, "total-impl", "(J)J", TRACKED);
    method(type, 0, "plus-wrG8Aog", "(J)J", TRACKED);
    method(type, Opcodes.ACC_STATIC, "plus-wrG8Aog", "(JJ)J", TRACKED);
    assertThat(measured(type)).containsExactly("total-impl(J)J", "plus-wrG8Aog(JJ)J");
  }

  @Test
  void groovysOverloadForADefaultIsNotMeasured() {
    ClassWriter type = type("com/acme/Shop");
    method(type, 0, "build", "(Ljava/lang/Object;I)I", TRACKED);
    method(type, 0, "build", "(Ljava/lang/Object;)I", TRACKED, GENERATED);
    method(type, 0, "copied", "()I", TRACKED, GENERATED);
    assertThat(measured(type)).containsExactly("build(Ljava/lang/Object;I)I", "copied()I");
  }

  @Test
  void aTraitIsMeasuredInTheClassesThatHaveIt() {
    ClassWriter type = type("com/acme/Polished$Trait$Helper");
    method(type, Opcodes.ACC_STATIC, "polish", "(Lcom/acme/Polished;)V", TRACKED);
    method(
        type,
        Opcodes.ACC_STATIC | Opcodes.ACC_PRIVATE,
        "hidden",
        "(Lcom/acme/Polished;)V",
        TRACKED);
    assertThat(measured(type)).containsExactly("hidden(Lcom/acme/Polished;)V");
  }

  @Test
  void aMemoizedMethodIsMeasuredWhereItIsCalled() {
    ClassWriter type = type("com/acme/Shop");
    method(type, Opcodes.ACC_PUBLIC, "slow", "(I)I", TRACKED);
    method(type, Opcodes.ACC_PROTECTED, "memoizedMethodPriv$slowint", "(I)I", TRACKED);
    assertThat(measured(type)).containsExactly("slow(I)I");
  }

  private static ClassWriter type(String name) {
    ClassWriter type = new ClassWriter(0);
    type.visit(Opcodes.V17, Opcodes.ACC_PUBLIC, name, null, "java/lang/Object", null);
    return type;
  }

  private static void method(
      ClassWriter type, int access, String name, String descriptor, String... annotations) {
    MethodVisitor method = type.visitMethod(access, name, descriptor, null, null);
    for (String annotation : annotations) {
      method.visitAnnotation(annotation, !annotation.equals(OVERLOADS)).visitEnd();
    }
    method.visitCode();
    method.visitInsn(Opcodes.ACONST_NULL);
    method.visitInsn(Opcodes.ATHROW);
    method.visitMaxs(1, 9);
    method.visitEnd();
  }

  private static List<String> measured(ClassWriter type) {
    type.visitEnd();
    ClassFindings found =
        MethodFinder.ofAnnotations()
            .find(ForwardingMethodsTest.class.getClassLoader(), type.toByteArray());
    return found.specs().stream().map(spec -> spec.methodName() + spec.descriptor()).toList();
  }
}
