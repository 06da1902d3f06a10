// SPDX-License-Identifier: Apache-2.0
package io.meterweave.weave;

import static org.assertj.core.api.Assertions.assertThat;

import io.meterweave.incident.Incidents;
import io.meterweave.spec.Rejection;
import java.io.IOException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import net.bytebuddy.jar.asm.AnnotationVisitor;
import net.bytebuddy.jar.asm.ClassReader;
import net.bytebuddy.jar.asm.ClassVisitor;
import net.bytebuddy.jar.asm.ClassWriter;
import net.bytebuddy.jar.asm.Label;
import net.bytebuddy.jar.asm.MethodVisitor;
import net.bytebuddy.jar.asm.Opcodes;
import net.bytebuddy.jar.asm.TypePath;
import net.bytebuddy.jar.asm.TypeReference;
import org.junit.jupiter.api.Test;

class WeavingTransformerTest {
  private final WovenWorld world = WovenWorld.with(new RecordingTargets());
  private final WeavingTransformer transformer = world.weaving.transformer();
  private final ClassLoader loader = world.woven;

  @Test
  void theSameClassOfTheSameLoaderKeepsItsNumbers() throws Exception {
    byte[] first = weave(loader, "Flow");
    assertThat(weave(loader, "Flow")).isEqualTo(first);
    assertThat(weave(world.plain, "Flow")).isNotEqualTo(first);
    assertThat(world.weaving.report().woven()).hasSize(9);
  }

  @Test
  void wovenBytesAreNotWovenAgain() throws Exception {
    byte[] woven = weave(loader, "Flow");
    assertThat(transformer.transform(loader, "com/acme/woven/Flow", null, null, woven)).isNull();
  }

  @Test
  void whatARestoredClassKeepsInItsConstantPoolDoesNotCountAsWoven() throws Exception {
    ClassReader reader = new ClassReader(bytesOf("Flow"));
    ClassWriter restored = new ClassWriter(reader, 0);
    reader.accept(restored, 0);
    ClassReader woven = new ClassReader(weave(loader, "Flow"));
    char[] text = new char[woven.getMaxStringLength()];
    for (int i = 1; i < woven.getItemCount(); i++) {
      if (woven.getItem(i) > 0 && woven.readByte(woven.getItem(i) - 1) == 7) {
        restored.newClass(woven.readUTF8(woven.getItem(i), text));
      }
    }
    assertThat(
            transformer.transform(
                world.plain, "com/acme/woven/Flow", null, null, restored.toByteArray()))
        .isNotNull();
  }

  @Test
  void unmarkedMethodsStayAsTheyWereByteForByte() throws Exception {
    byte[] plain = bytesOf("Flow");
    byte[] woven = weave(loader, "Flow");
    Map<String, Integer> before = codeSizes(plain);
    Map<String, Integer> after = codeSizes(woven);
    assertThat(after.keySet()).isEqualTo(before.keySet());
    assertThat(after.get("run()Ljava/lang/Object;"))
        .isEqualTo(before.get("run()Ljava/lang/Object;"));
    assertThat(after.get("recursive(I)I")).isGreaterThan(before.get("recursive(I)I"));
  }

  @Test
  void aClassFileOfTheFutureIsReportedAndLeftAlone() throws Exception {
    byte[] future = bytesOf("Flow");
    future[6] = 0;
    future[7] = 120;
    assertThat(transformer.transform(loader, "com/acme/woven/Flow", null, null, future)).isNull();
    assertThat(world.weaving.report().rejections())
        .singleElement()
        .extracting(Rejection::className, Rejection::reason)
        .containsExactly(
            "com.acme.woven.Flow",
            "The class file's version 120 is newer than this agent knows (72); take a newer"
                + " Meterweave.");
  }

  @Test
  void aBrokenClassFileIsAnIncidentAndLeftAlone() throws Exception {
    long before = Incidents.count(Incidents.Kind.WEAVE);
    byte[] whole = bytesOf("Flow");
    int failed = 0;
    for (int length = 0; length < whole.length; length += 97) {
      byte[] broken = Arrays.copyOf(whole, length);
      transformer.transform(loader, "com/acme/woven/Flow", null, null, broken);
      failed++;
    }
    assertThat(failed).isPositive();
    assertThat(Incidents.count(Incidents.Kind.WEAVE)).isGreaterThan(before);
  }

  @Test
  void theBootLoaderTheJdkAndTheAgentAreNeverWoven() throws Exception {
    byte[] marked = bytesOf("Flow");
    ClassLoader agent = WeavingTransformer.class.getClassLoader();
    assertThat(transformer.transform(null, "com/acme/woven/Flow", null, null, marked)).isNull();
    assertThat(transformer.transform(agent, "com/acme/woven/Flow", null, null, marked)).isNull();
    assertThat(transformer.transform(loader, "java/acme/Flow", null, null, marked)).isNull();
    assertThat(transformer.transform(loader, null, null, null, marked)).isNull();
    assertThat(world.weaving.report().classesWoven()).isZero();
  }

  @Test
  void aHandlersTypeAnnotationStaysWithItsHandler() throws Exception {
    assertThat(handlerAnnotations(weave(loader, "Handlers")))
        .isEqualTo(handlerAnnotations(bytesOf("Handlers")))
        .containsEntry("Lcom/acme/woven/Handlers$Seen;", "java/io/IOException");
  }

  private byte[] weave(ClassLoader into, String subject) throws IOException {
    return transformer.transform(into, "com/acme/woven/" + subject, null, null, bytesOf(subject));
  }

  private static byte[] bytesOf(String subject) throws IOException {
    String file = "com/acme/woven/" + subject + ".class";
    try (var in = WeavingTransformerTest.class.getClassLoader().getResourceAsStream(file)) {
      return in.readAllBytes();
    }
  }

  private static Map<String, Integer> codeSizes(byte[] classFile) {
    Map<String, Integer> sizes = new HashMap<>();
    new ClassReader(classFile)
        .accept(
            new ClassVisitor(Opcodes.ASM9) {
              @Override
              public MethodVisitor visitMethod(
                  int access, String name, String type, String signature, String[] exceptions) {
                return new MethodVisitor(Opcodes.ASM9) {
                  @Override
                  public void visitInsn(int opcode) {
                    sizes.merge(name + type, 1, Integer::sum);
                  }

                  @Override
                  public void visitVarInsn(int opcode, int slot) {
                    sizes.merge(name + type, 1, Integer::sum);
                  }
                };
              }
            },
            0);
    return sizes;
  }

  /** The caught type that each annotation of a catch clause belongs to. */
  private static Map<String, String> handlerAnnotations(byte[] classFile) {
    Map<String, String> found = new HashMap<>();
    new ClassReader(classFile)
        .accept(
            new ClassVisitor(Opcodes.ASM9) {
              @Override
              public MethodVisitor visitMethod(
                  int access, String name, String type, String signature, String[] exceptions) {
                return new HandlerAnnotations(found);
              }
            },
            0);
    return found;
  }

  private static final class HandlerAnnotations extends MethodVisitor {
    private final List<String> caught = new ArrayList<>();
    private final Map<String, String> found;

    HandlerAnnotations(Map<String, String> found) {
      super(Opcodes.ASM9);
      this.found = found;
    }

    @Override
    public void visitTryCatchBlock(Label from, Label to, Label handler, String type) {
      caught.add(String.valueOf(type));
    }

    @Override
    public AnnotationVisitor visitTryCatchAnnotation(
        int reference, TypePath path, String type, boolean visible) {
      int index = new TypeReference(reference).getTryCatchBlockIndex();
      found.put(type, caught.get(index));
      return null;
    }
  }
}
