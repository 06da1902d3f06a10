// SPDX-License-Identifier: Apache-2.0
package io.meterweave.it.targets;

import java.io.ByteArrayOutputStream;
import java.io.DataOutputStream;
import java.io.IOException;

/** More methods than anybody means, in classes that are made when it runs. */
public final class Many {
  /** How many classes. */
  public static final int CLASSES = 60;

  /** How many methods they have. */
  public static final int METHODS = CLASSES * 100;

  private Many() {}

  /** Loads the classes and calls each method once. */
  public static void main(String[] args) throws Exception {
    Loader loader = new Loader();
    int sum = 0;
    for (int i = 0; i < CLASSES; i++) {
      Class<?> type = loader.define(i);
      for (int m = 0; m < METHODS / CLASSES; m++) {
        sum += (Integer) type.getMethod("m" + m).invoke(null);
      }
    }
    System.out.println("sum " + sum);
    Stage.reached("done");
  }

  private static final class Loader extends ClassLoader {
    Class<?> define(int number) throws IOException {
      String name = "io.meterweave.it.targets.many.Many" + number;
      byte[] classFile = classFile(name.replace('.', '/'));
      return defineClass(name, classFile, 0, classFile.length);
    }

    /** A class file by hand: public static methods m0, m1 … that return 1. */
    private static byte[] classFile(String name) throws IOException {
      int methods = METHODS / CLASSES;
      ByteArrayOutputStream bytes = new ByteArrayOutputStream();
      try (DataOutputStream out = new DataOutputStream(bytes)) {
        out.writeInt(0xcafebabe);
        out.writeInt(52);
        out.writeShort(7 + methods);
        constant(out, name);
        out.writeByte(7);
        out.writeShort(1);
        constant(out, "java/lang/Object");
        out.writeByte(7);
        out.writeShort(3);
        constant(out, "Code");
        constant(out, "()I");
        for (int m = 0; m < methods; m++) {
          constant(out, "m" + m);
        }
        out.writeShort(0x21);
        out.writeShort(2);
        out.writeShort(4);
        out.writeInt(0);
        out.writeShort(methods);
        for (int m = 0; m < methods; m++) {
          method(out, 7 + m);
        }
        out.writeShort(0);
      }
      return bytes.toByteArray();
    }

    private static void constant(DataOutputStream out, String text) throws IOException {
      out.writeByte(1);
      out.writeUTF(text);
    }

    private static void method(DataOutputStream out, int name) throws IOException {
      out.writeShort(9);
      out.writeShort(name);
      out.writeShort(6);
      out.writeShort(1);
      out.writeShort(5);
      out.writeInt(14);
      out.writeShort(1);
      out.writeShort(0);
      out.writeInt(2);
      out.writeByte(0x04);
      out.writeByte(0xac);
      out.writeShort(0);
      out.writeShort(0);
    }
  }
}
