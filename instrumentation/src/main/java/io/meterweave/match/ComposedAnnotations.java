// SPDX-License-Identifier: Apache-2.0
package io.meterweave.match;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import net.bytebuddy.jar.asm.ClassReader;
import org.jspecify.annotations.Nullable;

/**
 * What the annotations that are no marks stand for, by the annotations on them, at any depth.
 *
 * <p>Thread-safe. An annotation that cannot be read stands for nothing: unlike a supertype, it need
 * not be there at all for a class to run.
 */
final class ComposedAnnotations {
  private final MarkTypes markTypes;
  private final TypeFiles files;
  private final NameSet plain;
  private final Map<String, DeclaredType> annotations = new ConcurrentHashMap<>();

  /**
   * Knows of none yet.
   *
   * @param plain the names of the types that stand for nothing and pass nothing on
   */
  ComposedAnnotations(MarkTypes markTypes, TypeFiles files, NameSet plain) {
    this.markTypes = markTypes;
    this.files = files;
    this.plain = plain;
  }

  /** Returns whether a type was read and is an annotation that may stand for something. */
  boolean has(String internalName) {
    return annotations.containsKey(internalName);
  }

  /** Returns whether an annotation on a class or on its methods stands for a mark. */
  boolean areOn(ClassOutline outline, Look look) {
    List<ClassOutline.Name> names = outline.annotations();
    for (int i = 0; i < names.size(); i++) {
      ClassOutline.Name name = names.get(i);
      if (plain.contains(name.hash())) {
        continue;
      }
      if (LibraryTypes.isPlain(name)) {
        plain.add(name.hash());
      } else if (!of("L" + name + ";", look).isEmpty()) {
        return true;
      }
    }
    return false;
  }

  /** Returns the marks that an annotation stands for. */
  List<Mark> of(String descriptor, Look look) {
    String name = descriptor.substring(1, descriptor.length() - 1);
    List<Mark> found = new ArrayList<>();
    Look part = look.part();
    add(name, found, new ArrayList<>(), part);
    if (found.isEmpty() && !part.isCut()) {
      annotations.remove(name);
      plain.add(NameSet.hash(name));
    }
    return found;
  }

  private void add(String name, List<Mark> found, List<String> visited, Look look) {
    if (visited.contains(name)) {
      return;
    }
    visited.add(name);
    DeclaredType annotation = annotation(name, look);
    if (annotation == null) {
      return;
    }
    String origin = "on @" + annotation.binaryName();
    for (Mark mark : annotation.marks) {
      found.add(mark.from(origin));
    }
    for (String above : annotation.annotations) {
      add(above.substring(1, above.length() - 1), found, visited, look);
    }
  }

  /** Returns an annotation type, or null if it is neither marked nor annotated. */
  private @Nullable DeclaredType annotation(String name, Look look) {
    DeclaredType known = annotations.get(name);
    if (known != null || plain.contains(NameSet.hash(name)) || LibraryTypes.isPlain(name)) {
      return known;
    }
    byte[] classFile = files.read(name);
    if (classFile == null) {
      if (!files.isUnreadable(name)) {
        look.cut();
      }
      return null;
    }
    try {
      DeclaredType type = parse(name, classFile);
      if (type == null) {
        plain.add(NameSet.hash(name));
      } else {
        annotations.put(name, type);
      }
      return type;
    } catch (RuntimeException malformed) {
      files.failed(name, malformed);
      return null;
    }
  }

  private @Nullable DeclaredType parse(String name, byte[] classFile) {
    ClassOutline outline = new ClassOutline(classFile, markTypes.packages());
    boolean isOne = outline.isAnnotation() && outline.name().isCalled(name);
    return isOne && (outline.holdsMarks() || !outline.classAnnotations().isEmpty())
        ? TypeParser.parse(new ClassReader(classFile), markTypes)
        : null;
  }
}
