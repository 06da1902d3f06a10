// SPDX-License-Identifier: Apache-2.0
package io.meterweave.agent;

import java.nio.charset.StandardCharsets;

/**
 * Tells of a class file that annotations cannot ask for any measurement in it: it bears none, and
 * inherits from the JDK alone.
 *
 * <p>Thread-safe: no state. In doubt the answer is no.
 */
final class PlainClass {
  private static final int MAGIC = 0xcafebabe;
  private static final String JDK = "java/";

  private static final int UTF8 = 1;
  private static final int LONG = 5;
  private static final int DOUBLE = 6;
  private static final int CLASS = 7;

  /** How the attributes begin that hold annotations, of classes, methods and parameters. */
  private static final String ANNOTATIONS = "Runtime";

  private final byte[] bytes;
  private final int[] constants;

  private PlainClass(byte[] bytes) {
    this.bytes = bytes;
    this.constants = new int[number(8)];
  }

  /** Returns whether nothing in the class can ask for a measurement. */
  static boolean isPlain(byte[] classFile) {
    try {
      PlainClass type = new PlainClass(classFile);
      return type.number(0) == MAGIC >>> 16 && type.isPlain();
    } catch (IndexOutOfBoundsException notAClassFile) {
      return false;
    }
  }

  private boolean isPlain() {
    int at = 10;
    for (int i = 1; i < constants.length; i++) {
      int tag = bytes[at];
      constants[i] = at;
      if (tag == UTF8 && isText(at, ANNOTATIONS)) {
        return false;
      }
      int size = size(tag, at);
      if (size == 0) {
        return false;
      }
      at += size;
      i += tag == LONG || tag == DOUBLE ? 1 : 0;
    }
    return inheritsFromJdk(at);
  }

  /** After the constants stand the access flags, this class, the superclass, the interfaces. */
  private boolean inheritsFromJdk(int at) {
    int interfaces = number(at + 6);
    boolean isJdk = isOfJdk(number(at + 4));
    for (int i = 0; i < interfaces; i++) {
      isJdk &= isOfJdk(number(at + 8 + 2 * i));
    }
    return isJdk;
  }

  private boolean isOfJdk(int type) {
    int at = constants[type];
    return bytes[at] == CLASS && isText(constants[number(at + 1)], JDK);
  }

  /** Returns whether the text of a constant begins with another one. */
  private boolean isText(int at, String beginning) {
    int length = beginning.length();
    return number(at + 1) >= length
        && bytes[at + 3] == beginning.charAt(0)
        && new String(bytes, at + 3, length, StandardCharsets.ISO_8859_1).equals(beginning);
  }

  /** Returns how many bytes a constant takes; 0: not known. */
  private int size(int tag, int at) {
    return switch (tag) {
      case UTF8 -> 3 + number(at + 1);
      case CLASS, 8, 16, 19, 20 -> 3;
      case 15 -> 4;
      case 3, 4, 9, 10, 11, 12, 17, 18 -> 5;
      case LONG, DOUBLE -> 9;
      default -> 0;
    };
  }

  private int number(int at) {
    return (bytes[at] & 0xff) << 8 | (bytes[at + 1] & 0xff);
  }
}
