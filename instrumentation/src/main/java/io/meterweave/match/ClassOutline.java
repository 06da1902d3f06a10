// SPDX-License-Identifier: Apache-2.0
package io.meterweave.match;

import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What the constant pool of a class file tells: the class's name, what it extends and implements,
 * whether it names a mark, and which annotations stand on it and on its methods.
 *
 * <p>Confined to the thread that reads the class. A malformed class file throws some {@link
 * RuntimeException} and never reads for long.
 */
final class ClassOutline {
  private static final int ANNOTATION = 0x2000;
  private static final byte[] VISIBLE = ascii("RuntimeVisibleAnnotations");
  private static final byte[] INVISIBLE = ascii("RuntimeInvisibleAnnotations");

  private final byte[] bytes;
  private final int[] offsets;
  private final int header;
  private boolean holdsMarks;
  private boolean hasAnnotations;

  /**
   * Walks the constant pool.
   *
   * @param markPackages how the descriptors of marks begin
   */
  ClassOutline(byte[] bytes, byte[][] markPackages) {
    this.bytes = bytes;
    if (bytes.length < 24 || u2(0) != 0xcafe || u2(2) != 0xbabe) {
      throw new IllegalArgumentException("Not a class file.");
    }
    int count = u2(8);
    offsets = new int[count];
    int at = 10;
    for (int i = 1; i < count; i++) {
      offsets[i] = at;
      switch (bytes[at]) {
        case 1 -> {
          int length = u2(at + 1);
          lookAt(at + 3, length, markPackages);
          at += 3 + length;
        }
        case 3, 4, 9, 10, 11, 12, 17, 18 -> at += 5;
        case 5, 6 -> {
          at += 9;
          i++;
        }
        case 7, 8, 16, 19, 20 -> at += 3;
        case 15 -> at += 4;
        default -> throw new IllegalArgumentException("An unknown constant.");
      }
    }
    header = at;
  }

  private static byte[] ascii(String text) {
    return text.getBytes(StandardCharsets.US_ASCII);
  }

  private void lookAt(int text, int length, byte[][] markPackages) {
    if (length == 0) {
      return;
    }
    if (bytes[text] == 'L') {
      for (int i = 0; !holdsMarks && i < markPackages.length; i++) {
        holdsMarks = startsWith(text, length, markPackages[i]);
      }
    } else if (bytes[text] == 'R') {
      hasAnnotations |= isAnnotations(text, length);
    }
  }

  private boolean isAnnotations(int text, int length) {
    return (length == VISIBLE.length && startsWith(text, length, VISIBLE))
        || (length == INVISIBLE.length && startsWith(text, length, INVISIBLE));
  }

  private boolean startsWith(int text, int length, byte[] start) {
    if (length < start.length) {
      return false;
    }
    for (int i = 0; i < start.length; i++) {
      if (bytes[text + i] != start[i]) {
        return false;
      }
    }
    return true;
  }

  /** Returns whether a mark's descriptor may stand in the class file. */
  boolean holdsMarks() {
    return holdsMarks;
  }

  /** Returns the class file's major version. */
  int version() {
    return u2(6);
  }

  boolean isAnnotation() {
    return (u2(header) & ANNOTATION) != 0;
  }

  Name name() {
    return classAt(u2(header + 2));
  }

  @Nullable Name superName() {
    int index = u2(header + 4);
    return index == 0 ? null : classAt(index);
  }

  int interfaceCount() {
    return u2(header + 6);
  }

  Name interfaceAt(int index) {
    return classAt(u2(header + 8 + 2 * index));
  }

  /** Returns the annotation types on the class. */
  List<Name> classAnnotations() {
    List<Name> found = new ArrayList<>();
    if (hasAnnotations) {
      int at = skipMembers(skipMembers(header + 8 + 2 * interfaceCount(), null), null);
      readAttributes(at, found);
    }
    return found;
  }

  /** Returns the annotation types on the class and on its methods, each once. */
  List<Name> annotations() {
    List<Name> found = new ArrayList<>();
    if (hasAnnotations) {
      int methods = skipMembers(header + 8 + 2 * interfaceCount(), null);
      readAttributes(skipMembers(methods, found), found);
    }
    return found;
  }

  private int skipMembers(int from, @Nullable List<Name> found) {
    int at = from + 2;
    for (int count = u2(from); count > 0; count--) {
      at = readAttributes(at + 6, found);
    }
    return at;
  }

  private int readAttributes(int from, @Nullable List<Name> found) {
    int at = from + 2;
    for (int count = u2(from); count > 0; count--) {
      int length = u4(at + 2);
      if (length < 0 || length > bytes.length - at - 6) {
        throw new IllegalArgumentException("An attribute passes the end.");
      }
      int text = offsets[u2(at)];
      if (found != null && isAnnotations(text + 3, u2(text + 1))) {
        readAnnotations(at + 6, found);
      }
      at += 6 + length;
    }
    return at;
  }

  private void readAnnotations(int from, List<Name> found) {
    int at = from + 2;
    for (int count = u2(from); count > 0; count--) {
      add(found, u2(at));
      at = skipElements(at + 2, 0);
    }
  }

  private void add(List<Name> found, int descriptor) {
    int text = offsets[descriptor];
    int length = u2(text + 1);
    if (bytes[text] != 1 || length < 3 || bytes[text + 3] != 'L') {
      return;
    }
    for (int i = 0; i < found.size(); i++) {
      if (found.get(i).from == text + 4) {
        return;
      }
    }
    found.add(new Name(text + 4, text + 2 + length));
  }

  private int skipElements(int from, int depth) {
    int at = from + 2;
    for (int count = u2(from); count > 0; count--) {
      at = skipValue(at + 2, depth);
    }
    return at;
  }

  private int skipValue(int at, int depth) {
    if (depth > 100) {
      throw new IllegalArgumentException("Annotations in annotations without end.");
    }
    return switch (bytes[at]) {
      case 'e' -> at + 5;
      case '@' -> skipElements(at + 3, depth + 1);
      case '[' -> {
        int next = at + 3;
        for (int count = u2(at + 1); count > 0; count--) {
          next = skipValue(next, depth + 1);
        }
        yield next;
      }
      default -> at + 3;
    };
  }

  private Name classAt(int index) {
    int at = offsets[index];
    if (bytes[at] != 7) {
      throw new IllegalArgumentException("Not a class.");
    }
    int text = offsets[u2(at + 1)];
    if (text == 0 || bytes[text] != 1) {
      throw new IllegalArgumentException("Not a name.");
    }
    return new Name(text + 3, text + 3 + u2(text + 1));
  }

  private int u2(int at) {
    return (bytes[at] & 0xff) << 8 | (bytes[at + 1] & 0xff);
  }

  private int u4(int at) {
    return u2(at) << 16 | u2(at + 2);
  }

  /** An internal name as it stands in the class file; a text only when somebody asks. */
  final class Name {
    private final int from;
    private final int to;

    Name(int from, int to) {
      this.from = from;
      this.to = to;
    }

    long hash() {
      return NameSet.hash(bytes, from, to);
    }

    boolean startsWith(byte[] start) {
      return ClassOutline.this.startsWith(from, to - from, start);
    }

    boolean isCalled(String name) {
      return toString().equals(name);
    }

    @Override
    public String toString() {
      return new String(bytes, from, to - from, StandardCharsets.UTF_8);
    }
  }
}
