// SPDX-License-Identifier: Apache-2.0
package io.meterweave.weave;

import io.meterweave.spec.MethodSpec;
import io.meterweave.spec.Rejection;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import net.bytebuddy.jar.asm.ClassReader;
import net.bytebuddy.jar.asm.ClassTooLargeException;
import net.bytebuddy.jar.asm.ClassVisitor;
import net.bytebuddy.jar.asm.ClassWriter;
import net.bytebuddy.jar.asm.MethodTooLargeException;
import net.bytebuddy.jar.asm.MethodVisitor;
import net.bytebuddy.jar.asm.Opcodes;
import org.jspecify.annotations.Nullable;

/**
 * Writes a class anew with some of its methods woven; the others are copied byte for byte, and no
 * member is added.
 *
 * <p>Thread-safe. A method that would become too large is given back as a rejection, and the class
 * is woven without it.
 */
final class Weaver {
  private static final int MAX_SLOTS = 0xffff;
  private static final String UNCOMPILED =
      "The method would pass 8,000 bytes, from which on the JVM does not compile it; split it.";

  private final String dispatcher;

  /**
   * Weaves calls to a dispatcher.
   *
   * @param dispatcher the internal name of the class that the woven code calls
   */
  Weaver(String dispatcher) {
    this.dispatcher = dispatcher;
  }

  /** Weaves some methods of a class; those that the class does not have are left out. */
  WovenClass weave(byte[] classFile, List<WovenMethod> methods) {
    Map<String, WovenMethod> left = new LinkedHashMap<>();
    for (WovenMethod method : methods) {
      left.put(key(method.spec()), method);
    }
    List<Rejection> rejections = new ArrayList<>();
    while (!left.isEmpty()) {
      try {
        byte[] bytes = write(classFile, left, rejections);
        List<WovenMethod> woven = new ArrayList<>(left.values());
        return new WovenClass(woven.isEmpty() ? null : bytes, woven, rejections);
      } catch (UncompiledMethodException tooLarge) {
        left.remove(key(tooLarge.method().spec()));
        rejections.add(reject(tooLarge.method(), UNCOMPILED));
      } catch (MethodTooLargeException tooLarge) {
        WovenMethod method = left.remove(tooLarge.getMethodName() + tooLarge.getDescriptor());
        if (method == null) {
          throw tooLarge;
        }
        rejections.add(
            reject(method, "The method would pass the JVM's limit of 64 KiB; split it."));
      } catch (ClassTooLargeException tooLarge) {
        for (WovenMethod method : left.values()) {
          rejections.add(
              reject(
                  method, "The class would pass the JVM's limit of 65,535 constants; split it."));
        }
        left.clear();
      } catch (RuntimeException unexpected) {
        rejectFailing(classFile, left, unexpected, rejections);
      }
    }
    return new WovenClass(null, List.of(), rejections);
  }

  /** Takes out the methods on which the weaver fails even alone; all, if that is none. */
  private void rejectFailing(
      byte[] classFile,
      Map<String, WovenMethod> left,
      RuntimeException ofAll,
      List<Rejection> rejections) {
    Map<WovenMethod, RuntimeException> failures = new LinkedHashMap<>();
    for (WovenMethod method : left.values()) {
      try {
        Map<String, WovenMethod> alone = new LinkedHashMap<>();
        alone.put(key(method.spec()), method);
        write(classFile, alone, new ArrayList<>());
      } catch (UncompiledMethodException | MethodTooLargeException | ClassTooLargeException known) {
        // It has a reason of its own, which comes in its turn.
      } catch (RuntimeException failure) {
        failures.put(method, failure);
      }
    }
    if (failures.isEmpty()) {
      for (WovenMethod method : left.values()) {
        failures.put(method, ofAll);
      }
    }
    for (Map.Entry<WovenMethod, RuntimeException> failure : failures.entrySet()) {
      MethodSpec spec = failure.getKey().spec();
      left.remove(key(spec));
      rejections.add(
          new Rejection(
              spec.className(),
              spec.methodName(),
              spec.descriptor(),
              Rejection.Cause.CLASS_FILE,
              "Its bytecode cannot be read (" + failure.getValue() + "); compile it anew."));
    }
  }

  private byte[] write(
      byte[] classFile, Map<String, WovenMethod> methods, List<Rejection> rejections) {
    ClassReader reader = new ClassReader(classFile);
    Map<String, MethodShape> shapes = MethodShape.of(reader, methods);
    rejectUnfit(methods, shapes, reader.getClassName(), rejections);
    int version = reader.readUnsignedShort(6);
    ClassWriter writer = new ClassWriter(reader, 0);
    ClassVisitor weaving =
        new ClassVisitor(Opcodes.ASM9, writer) {
          @Override
          public MethodVisitor visitMethod(
              int access,
              String name,
              String descriptor,
              @Nullable String signature,
              String @Nullable [] exceptions) {
            MethodVisitor copy = super.visitMethod(access, name, descriptor, signature, exceptions);
            WovenMethod method = methods.get(name + descriptor);
            MethodShape shape = shapes.get(name + descriptor);
            return method == null || shape == null
                ? copy
                : weaverOf(copy, reader.getClassName(), method, shape, version);
          }
        };
    reader.accept(
        weaving, version < Opcodes.V1_6 ? ClassReader.SKIP_FRAMES : ClassReader.EXPAND_FRAMES);
    return writer.toByteArray();
  }

  private MethodVisitor weaverOf(
      MethodVisitor copy, String owner, WovenMethod method, MethodShape shape, int version) {
    CallWriter calls = callsOf(dispatcher, method, version);
    Slots slots = new Slots(owner, method, shape.maxLocals());
    boolean hasFrames = version >= Opcodes.V1_6;
    ConstructorFlow flow = shape.flow();
    return flow == null
        ? new MethodWeaver(copy, method, calls, slots, hasFrames, shape)
        : new ConstructorWeaver(copy, method, calls, slots, hasFrames, shape, flow);
  }

  /** Takes out what has no code, and what has no room left for our variables. */
  private static void rejectUnfit(
      Map<String, WovenMethod> methods,
      Map<String, MethodShape> shapes,
      String owner,
      List<Rejection> rejections) {
    for (WovenMethod method : new ArrayList<>(methods.values())) {
      MethodShape shape = shapes.get(key(method.spec()));
      if (shape == null || !shape.hasCode()) {
        methods.remove(key(method.spec()));
      } else if (new Slots(owner, method, shape.maxLocals()).total() > MAX_SLOTS
          || shape.maxStack() + callsOf("", method, Opcodes.V1_5).stack() > MAX_SLOTS) {
        methods.remove(key(method.spec()));
        rejections.add(
            reject(method, "The method uses all local variables that the JVM allows; split it."));
      } else {
        String problem = problem(method, shape);
        if (problem != null) {
          methods.remove(key(method.spec()));
          rejections.add(reject(method, problem));
        }
      }
    }
  }

  private static @Nullable String problem(WovenMethod method, MethodShape shape) {
    ConstructorFlow flow = shape.flow();
    if (flow == null || flow.problem() != null) {
      return flow == null ? null : flow.problem();
    }
    for (Object[] locals : flow.beginnings().values()) {
      for (Parameter parameter : Parameter.captured(method.spec())) {
        if (!parameter.isIn(locals)) {
          return "A parameter that is read is no longer there when this(...) or super(...) has been"
              + " called; read another one.";
        }
      }
    }
    return null;
  }

  private static CallWriter callsOf(String dispatcher, WovenMethod method, int version) {
    return version < Opcodes.V1_7
        ? new StaticCalls(dispatcher, method)
        : new DynamicCalls(dispatcher, method);
  }

  private static Rejection reject(WovenMethod method, String reason) {
    MethodSpec spec = method.spec();
    return new Rejection(
        spec.className(), spec.methodName(), spec.descriptor(), Rejection.Cause.SIZE, reason);
  }

  private static String key(MethodSpec spec) {
    return spec.methodName() + spec.descriptor();
  }
}
