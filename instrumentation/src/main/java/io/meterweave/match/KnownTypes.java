// SPDX-License-Identifier: Apache-2.0
package io.meterweave.match;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import net.bytebuddy.jar.asm.ClassReader;
import net.bytebuddy.jar.asm.Opcodes;
import org.jspecify.annotations.Nullable;

/**
 * What is known of the types that one class loader (or one archive) sees: which of them pass marks
 * on, and which marks.
 *
 * <p>Thread-safe. No lock is held while a class file is read.
 */
/*
 * Problem: a method without an annotation is measured if the method it overrides is marked, or if an
 * annotation on it is itself marked. But the JVM offers a class before its superclass, and an
 * annotation's class perhaps never; loading them ourselves, in the middle of loading another class,
 * would change the order in which an application is initialized, and can deadlock.
 *
 * Choice: types not seen yet are read as resources through the loader that defines the class, each
 * once per loader. It is what the JVM will ask this loader for next, on the same thread, with the
 * same locks held, so it adds no new order of locks (of other types, see ClassFileTypes). Nearly all types pass nothing on ("plain"), and
 * of these only 64 bits are kept; a class whose supertypes and annotations are plain and that names
 * no mark itself is done after a walk through its constant pool. Types of the JDK and of well-known
 * libraries are never read: they can carry no mark.
 *
 * Reading runs the loader's code, and that may load classes, which come to us again, on the same
 * thread: within a reading nothing else is read. A loader that throws, answers nothing, answers with
 * another class or with garbage is not asked for that type again, until the class is offered. What
 * stays unknown so (and what lies beyond a limit that only forged hierarchies reach) counts as
 * passing nothing on for that once; but no type is remembered as plain whose supertypes or
 * annotations are not all known. That a type does pass on is remembered in any case; if it lacks
 * marks for which an annotation was to be read, it is read again when somebody asks for it. A loader
 * that blocks would block the JVM a moment later.
 *
 * Rejected: deciding when the superclass comes (then its subclass cannot be changed any more but by
 * a retransformation, and its first calls are lost); Class objects of loaded supertypes (reflection
 * on them loads the types of their signatures); an index of the whole class path (tens of thousands
 * of classes that nobody loads).
 */
public final class KnownTypes {
  private static final int MOST_ABOVE = 200;

  private final MarkTypes markTypes;
  private final List<MarkSource> sources;
  private final TypeFiles files;
  private final NameSet plain = new NameSet();

  /** Of the plain ones, those of libraries that were then offered and do pass marks on. */
  private final NameSet offeredLater = new NameSet();

  private final Map<String, DeclaredType> types = new ConcurrentHashMap<>();
  private final ComposedAnnotations composed;

  KnownTypes(MarkTypes markTypes, List<MarkSource> sources, ClassFiles files) {
    this.markTypes = markTypes;
    this.sources = sources;
    this.files = new TypeFiles(files);
    this.composed = new ComposedAnnotations(markTypes, this.files, plain);
  }

  /**
   * Takes note of a class that is being loaded, and returns what stands in it.
   *
   * @return null if no method of it can be marked, neither by itself nor by inheritance
   */
  @Nullable DeclaredType offered(ClassOutline outline, byte[] classFile) {
    return outline.isAnnotation() ? null : understand(outline, classFile, Look.begin());
  }

  /**
   * Returns what stands in a hidden class, or null, as above. Nothing is noted: its file is named
   * like another class, and no class has it for a supertype.
   */
  @Nullable DeclaredType hidden(ClassOutline outline, byte[] classFile) {
    Look look = Look.begin();
    return read(outline, classFile, inherits(outline, look), look);
  }

  /** Walks through the constant pool of a class file. */
  ClassOutline outline(byte[] classFile) {
    return new ClassOutline(classFile, markTypes.packages());
  }

  /** Returns a supertype, or null if neither it nor anything above it passes a mark on. */
  @Nullable DeclaredType supertype(String internalName) {
    return look(internalName, Look.begin());
  }

  /**
   * Returns the types above one that pass marks on, each once: each before those above it, and
   * otherwise first its superclass and what is above that, then its interfaces.
   */
  List<DeclaredType> supertypes(DeclaredType type) {
    List<DeclaredType> found = new ArrayList<>();
    addSupertypes(type, found, new ArrayList<>(), Look.begin());
    Collections.reverse(found);
    return found;
  }

  /** Adds the last one first, so that a type is added when all that is above it has been. */
  private void addSupertypes(
      DeclaredType type, List<DeclaredType> found, List<String> visited, Look look) {
    List<String> interfaces = type.interfaces();
    for (int i = interfaces.size() - 1; i >= 0; i--) {
      addSupertype(interfaces.get(i), found, visited, look);
    }
    if (type.superName() != null) {
      addSupertype(type.superName(), found, visited, look);
    }
  }

  private void addSupertype(
      String name, List<DeclaredType> found, List<String> visited, Look look) {
    if (visited.size() < MOST_ABOVE && !visited.contains(name)) {
      visited.add(name);
      DeclaredType type = look(name, look);
      if (type != null) {
        addSupertypes(type, found, visited, look);
        found.add(type);
      }
    }
  }

  /**
   * Returns what stands in a superclass, whether it passes marks on or not; null for those of
   * libraries and those that cannot be read. A plain one is read each time.
   */
  @Nullable DeclaredType superclass(String internalName) {
    Look look = Look.begin();
    DeclaredType known = look(internalName, look);
    if (known != null || (LibraryTypes.isPlain(internalName) && !isNamed(internalName))) {
      return known;
    }
    byte[] classFile = files.read(internalName);
    if (classFile == null) {
      return null;
    }
    try {
      DeclaredType read = parse(classFile, look);
      return read.internalName().equals(internalName) ? read : null;
    } catch (RuntimeException malformed) {
      files.failed(internalName, malformed);
      return null;
    }
  }

  /**
   * Returns the class file of a type that the JVM may not ask for next, or null if it cannot be
   * read, is one of a library's, or may not be read now.
   */
  byte @Nullable [] classFile(String internalName) {
    return files.mayReadMore() && !LibraryTypes.isPlain(internalName)
        ? files.read(internalName)
        : null;
  }

  /** Notes that what {@link #classFile} gave is no class file. */
  void failed(String internalName, RuntimeException malformed) {
    files.failed(internalName, malformed);
  }

  private @Nullable DeclaredType look(ClassOutline.@Nullable Name name, Look below) {
    if (name == null) {
      return null;
    }
    if (plain.contains(name.hash()) && !offeredLater.contains(name.hash())) {
      return null;
    }
    if (sources.isEmpty() && LibraryTypes.isPlain(name)) {
      plain.add(name.hash());
      return null;
    }
    return look(name.toString(), below);
  }

  private @Nullable DeclaredType look(String name, Look below) {
    DeclaredType known = types.get(name);
    if (known != null && known.isWhole) {
      return known;
    }
    if (known == null) {
      if (plain.contains(NameSet.hash(name)) || composed.has(name)) {
        return null;
      }
      if (LibraryTypes.isPlain(name) && !isNamed(name)) {
        return watched(name);
      }
    }
    byte[] classFile = below.mayGoTo(name) ? files.read(name) : null;
    if (classFile == null) {
      below.cut();
      return known;
    }
    try {
      ClassOutline outline = outline(classFile);
      if (outline.isAnnotation()) {
        return null;
      }
      if (!outline.name().isCalled(name)) {
        throw new IllegalArgumentException("It is the file of " + outline.name() + '.');
      }
      DeclaredType found = understand(outline, classFile, below.to(name));
      return found != null && types.containsKey(name) ? found : null;
    } catch (RuntimeException malformed) {
      files.failed(name, malformed);
      below.cut();
      return known;
    }
  }

  /** A library's type is read only if it is to be woven itself; a pattern may name its subtypes. */
  private @Nullable DeclaredType watched(String name) {
    if (!isWatched(name)) {
      return null;
    }
    DeclaredType unread = new DeclaredType(0, name, null, List.of());
    types.put(name, unread);
    return unread;
  }

  private boolean isWatched(String name) {
    for (MarkSource source : sources) {
      if (source.concernsSubtypes(name)) {
        return true;
      }
    }
    return false;
  }

  private boolean isNamed(String name) {
    for (MarkSource source : sources) {
      if (source.names(name)) {
        return true;
      }
    }
    return false;
  }

  private @Nullable DeclaredType understand(ClassOutline outline, byte[] classFile, Look look) {
    boolean inherits = inherits(outline, look);
    DeclaredType type = read(outline, classFile, inherits, look);
    if (type != null && !type.isAnnotation() && (inherits || passesOn(type))) {
      remember(type, outline.name().hash());
    } else if (!look.isCut()) {
      plain.add(outline.name().hash());
    }
    return type;
  }

  /** Reads a class in which marks may be; returns null for all others. */
  private @Nullable DeclaredType read(
      ClassOutline outline, byte[] classFile, boolean inherits, Look look) {
    boolean mayBeMarked =
        inherits || outline.holdsMarks() || isConcerned(outline) || composed.areOn(outline, look);
    return mayBeMarked ? parse(classFile, look) : null;
  }

  private void remember(DeclaredType type, long hash) {
    if (type.isWhole || !types.containsKey(type.internalName())) {
      types.put(type.internalName(), type);
    }
    if (plain.contains(hash)) {
      offeredLater.add(hash);
    }
  }

  private boolean inherits(ClassOutline outline, Look look) {
    if (look(outline.superName(), look) != null) {
      return true;
    }
    for (int i = 0; i < outline.interfaceCount(); i++) {
      if (look(outline.interfaceAt(i), look) != null) {
        return true;
      }
    }
    return false;
  }

  private boolean isConcerned(ClassOutline outline) {
    for (int i = 0; i < sources.size(); i++) {
      MarkSource source = sources.get(i);
      if (source.mayConcern(outline)) {
        return true;
      }
    }
    return false;
  }

  private DeclaredType parse(byte[] classFile, Look look) {
    ClassReader reader = new ClassReader(classFile);
    DeclaredType type = TypeParser.parse(reader, markTypes);
    Look part = look.part();
    List<DeclaredMethod> unfinished = new ArrayList<>();
    for (String annotation : type.annotations) {
      type.marks.addAll(composed.of(annotation, part));
    }
    for (DeclaredMethod method : type.methods) {
      for (String annotation : method.annotations) {
        for (Mark mark : composed.of(annotation, part)) {
          method.add(mark);
        }
      }
      if (method.isBridge() || (method.parameterCount() > 0 && !method.hasNames())) {
        unfinished.add(method);
      }
    }
    type.isWhole = !part.isCut();
    for (MarkSource source : sources) {
      source.addMarks(type, this);
    }
    CodeReader.complete(reader, unfinished);
    return type;
  }

  /** Returns whether types below can inherit from what a type itself has. */
  private boolean passesOn(DeclaredType type) {
    if (isWatched(type.internalName())) {
      return true;
    }
    for (Mark mark : type.marks) {
      if (mark.type().isForSubclasses()) {
        return true;
      }
    }
    for (DeclaredMethod method : type.methods) {
      boolean isMarked = !method.marks.isEmpty() || !method.patternMarks.isEmpty();
      boolean isMarkedByClass = !type.marks.isEmpty() && method.is(Opcodes.ACC_PUBLIC);
      if (method.isVirtual() && !method.isBridge() && (isMarked || isMarkedByClass)) {
        return true;
      }
    }
    return false;
  }
}
