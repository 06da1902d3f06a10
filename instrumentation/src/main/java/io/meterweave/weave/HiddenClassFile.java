// SPDX-License-Identifier: Apache-2.0
package io.meterweave.weave;

import java.io.ByteArrayOutputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.lang.reflect.Constructor;
import java.lang.reflect.Executable;
import java.lang.reflect.Method;
import java.util.List;
import net.bytebuddy.jar.asm.Opcodes;
import net.bytebuddy.jar.asm.Type;
import org.jspecify.annotations.Nullable;

/**
 * A class file made of what is known of a loaded class: its supertypes, its methods and their
 * annotations. There is no code in it but where bridges lead.
 *
 * <p>Confined to the thread that makes it.
 */
/*
 * What a class asks for is found in class files (match), with all that it inherits and all rules of
 * the annotations; so a class that has none gets one. The constants keep their numbers, because the
 * annotations' bytes, which go in as they are, name them by these; what else is needed comes behind.
 */
final class HiddenClassFile {
  private static final int MAGIC = 0xcafebabe;
  private static final int MAX_CONSTANTS = 0xffff;
  private static final byte UTF8 = 1;
  private static final byte CLASS = 7;
  private static final byte METHOD = 10;
  private static final byte NAME_AND_TYPE = 12;
  private static final String ANNOTATIONS = "RuntimeVisibleAnnotations";

  private final ByteArrayOutputStream poolBytes = new ByteArrayOutputStream();
  private final DataOutputStream pool = new DataOutputStream(poolBytes);
  private final ByteArrayOutputStream bodyBytes = new ByteArrayOutputStream();
  private final DataOutputStream body = new DataOutputStream(bodyBytes);
  private int constants = 1;
  private boolean holdsAnnotations;

  private HiddenClassFile() {}

  /**
   * Returns a class file without methods and annotations: what can be inherited is all it tells.
   */
  static byte[] head(Class<?> type, String internalName) throws Throwable {
    HiddenClassFile file = new HiddenClassFile();
    file.writeHead(type, internalName);
    file.body.writeShort(0); // methods
    file.body.writeShort(0); // attributes
    return file.bytes();
  }

  /** Returns a class file with some methods and constructors. */
  static byte[] of(
      Class<?> type, String internalName, List<Executable> members, RawAnnotations annotations)
      throws Throwable {
    HiddenClassFile file = new HiddenClassFile();
    file.copy(annotations.constants(type));
    file.writeHead(type, internalName);
    file.body.writeShort(members.size());
    for (Executable member : members) {
      file.write(member, internalName, members, annotations);
    }
    byte[] ofClass = annotations.of(type);
    file.body.writeShort(ofClass == null ? 0 : 1);
    file.writeAnnotations(ofClass);
    return file.bytes();
  }

  /** Returns whether a class's constants tell that an annotation stands on it, or in it. */
  static boolean holdsAnnotations(Class<?> type, RawAnnotations annotations) throws Throwable {
    HiddenClassFile file = new HiddenClassFile();
    file.copy(annotations.constants(type));
    return file.holdsAnnotations;
  }

  private void copy(RawAnnotations.Constants from) throws Throwable {
    for (int size = from.size(); constants < size; ) {
      switch (from.tag(constants)) {
        case UTF8 -> copyText(from.text(constants));
        case INTEGER -> number(3).writeInt(from.integer(constants));
        case FLOAT -> number(4).writeFloat(from.floating(constants));
        case LONG -> {
          number(5).writeLong(from.longer(constants));
          constants++; // has two numbers
        }
        case DOUBLE -> {
          number(6).writeDouble(from.doubling(constants));
          constants++;
        }
        case OTHER -> copyText("");
      }
      constants++;
    }
  }

  private void copyText(String text) throws IOException {
    holdsAnnotations |= text.equals(ANNOTATIONS);
    pool.writeByte(UTF8);
    pool.writeUTF(text);
  }

  private DataOutputStream number(int tag) throws IOException {
    pool.writeByte(tag);
    return pool;
  }

  private void writeHead(Class<?> type, String internalName) throws IOException {
    body.writeShort(type.getModifiers());
    body.writeShort(className(internalName));
    Class<?> above = type.getSuperclass();
    body.writeShort(className(Type.getInternalName(above == null ? Object.class : above)));
    Class<?>[] interfaces = type.getInterfaces();
    body.writeShort(interfaces.length);
    for (Class<?> one : interfaces) {
      body.writeShort(className(Type.getInternalName(one)));
    }
    body.writeShort(0); // fields
  }

  private void write(
      Executable member, String internalName, List<Executable> members, RawAnnotations annotations)
      throws Throwable {
    byte[] raw = annotations.of(member);
    Executable target = isBridge(member) ? targetOf(member, members) : null;
    body.writeShort(member.getModifiers());
    body.writeShort(text(nameOf(member)));
    body.writeShort(text(descriptorOf(member)));
    body.writeShort((raw == null ? 0 : 1) + (target == null ? 0 : 1));
    writeAnnotations(raw);
    if (target != null) {
      writeCall(internalName, target);
    }
  }

  private void writeAnnotations(byte @Nullable [] raw) throws IOException {
    if (raw != null) {
      body.writeShort(text(ANNOTATIONS));
      body.writeInt(raw.length);
      body.write(raw);
    }
  }

  /** Where a bridge leads is told by its code alone, and of that only the call matters. */
  private void writeCall(String internalName, Executable target) throws IOException {
    int owner = className(internalName);
    int nameAndType = pair(NAME_AND_TYPE, text(nameOf(target)), text(descriptorOf(target)));
    int method = pair(METHOD, owner, nameAndType);
    body.writeShort(text("Code"));
    body.writeInt(16);
    body.writeInt(0); // stack and variables
    body.writeInt(4);
    body.writeByte(Opcodes.INVOKEVIRTUAL);
    body.writeShort(method);
    body.writeByte(Opcodes.RETURN);
    body.writeInt(0); // handlers and attributes
  }

  private static boolean isBridge(Executable member) {
    return member instanceof Method method && method.isBridge();
  }

  /** Returns the one method that a bridge can lead to; null if there are several. */
  private static @Nullable Executable targetOf(Executable bridge, List<Executable> members) {
    Executable found = null;
    for (Executable member : members) {
      if (!isBridge(member)
          && nameOf(member).equals(nameOf(bridge))
          && member.getParameterCount() == bridge.getParameterCount()) {
        if (found != null) {
          return null;
        }
        found = member;
      }
    }
    return found;
  }

  private static String nameOf(Executable member) {
    return member instanceof Method ? member.getName() : "<init>";
  }

  private static String descriptorOf(Executable member) {
    return member instanceof Method method
        ? Type.getMethodDescriptor(method)
        : Type.getConstructorDescriptor((Constructor<?>) member);
  }

  private int className(String internalName) throws IOException {
    int name = text(internalName);
    pool.writeByte(CLASS);
    pool.writeShort(name);
    return constants++;
  }

  private int pair(byte tag, int first, int second) throws IOException {
    pool.writeByte(tag);
    pool.writeShort(first);
    pool.writeShort(second);
    return constants++;
  }

  private int text(String text) throws IOException {
    pool.writeByte(UTF8);
    pool.writeUTF(text);
    return constants++;
  }

  private byte[] bytes() throws IOException {
    if (constants > MAX_CONSTANTS) {
      throw new IOException("more constants than a class file can hold");
    }
    ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    DataOutputStream out = new DataOutputStream(bytes);
    out.writeInt(MAGIC);
    out.writeInt(Opcodes.V1_8);
    out.writeShort(constants);
    poolBytes.writeTo(out);
    bodyBytes.writeTo(out);
    return bytes.toByteArray();
  }
}
