// SPDX-License-Identifier: Apache-2.0
package io.meterweave.match;

import io.meterweave.incident.Incidents;
import io.meterweave.incident.StackRoom;
import java.util.ArrayList;
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
 * same locks held, so it adds no new order of locks. Nearly all types pass nothing on ("plain"), and
 * of these only 64 bits are kept; a class whose supertypes and annotations are plain and that names
 * no mark itself is done after a walk through its constant pool. Types of the JDK and of well-known
 * libraries are never read: they can carry no mark.
 *
 * Reading runs the loader's code, and that may load classes, which come to us again, on the same
 * thread: within a reading nothing else is read; what stays unknown then counts as plain for that
 * once and is not remembered. A loader that throws, answers nothing, answers with another class or
 * with garbage gives a plain type. A loader that blocks would block the JVM a moment later.
 *
 * Rejected: deciding when the superclass comes (then its subclass cannot be changed any more but by
 * a retransformation, and its first calls are lost); Class objects of loaded supertypes (reflection
 * on them loads the types of their signatures); an index of the whole class path (tens of thousands
 * of classes that nobody loads).
 */
public final class KnownTypes {
  private static final int DEEPEST = 200;

  private final MarkTypes markTypes;
  private final List<MarkSource> sources;
  private final ClassFiles files;
  private final NameSet plain = new NameSet();

  /** Of the plain ones, those that could not be read as resources and were then offered. */
  private final NameSet offeredLater = new NameSet();

  private final Map<String, DeclaredType> types = new ConcurrentHashMap<>();
  private final Map<String, DeclaredType> annotations = new ConcurrentHashMap<>();
  private final ThreadLocal<Boolean> reading = new ThreadLocal<>();

  KnownTypes(MarkTypes markTypes, List<MarkSource> sources, ClassFiles files) {
    this.markTypes = markTypes;
    this.sources = sources;
    this.files = files;
  }

  /**
   * Takes note of a class that is being loaded, and returns what stands in it.
   *
   * @return null if no method of it can be marked, neither by itself nor by inheritance
   */
  @Nullable DeclaredType offered(ClassOutline outline, byte[] classFile) {
    return outline.isAnnotation() ? null : understand(outline, classFile, new Look(null, ""));
  }

  /** Walks through the constant pool of a class file. */
  ClassOutline outline(byte[] classFile) {
    return new ClassOutline(classFile, markTypes.packages());
  }

  /** Returns a supertype, or null if neither it nor anything above it passes a mark on. */
  @Nullable DeclaredType supertype(String internalName) {
    return look(internalName, new Look(null, ""));
  }

  /**
   * Returns the types above one that pass marks on, each once: first its superclass and what is
   * above that, then its interfaces.
   */
  List<DeclaredType> supertypes(DeclaredType type) {
    List<DeclaredType> found = new ArrayList<>();
    addSupertypes(type, found);
    return found;
  }

  private void addSupertypes(DeclaredType type, List<DeclaredType> found) {
    if (type.superName() != null) {
      addSupertype(type.superName(), found);
    }
    for (String name : type.interfaces()) {
      addSupertype(name, found);
    }
  }

  private void addSupertype(String name, List<DeclaredType> found) {
    DeclaredType type = supertype(name);
    if (type != null && !found.contains(type) && found.size() < DEEPEST) {
      found.add(type);
      addSupertypes(type, found);
    }
  }

  /** Adds the marks that an annotation stands for, by its own annotations at any depth. */
  void addComposed(String descriptor, List<Mark> found) {
    addComposed(descriptor, found, new ArrayList<>(), new Look(null, ""));
  }

  /** One look-up on its way up: the types it has come by. */
  private static final class Look {
    private final @Nullable Look below;
    private final String name;
    private final int depth;
    private boolean isCut;

    Look(@Nullable Look below, String name) {
      this.below = below;
      this.name = name;
      this.depth = below == null ? 0 : below.depth + 1;
    }

    /** Returns whether the way up leads in a circle, as only a forged hierarchy does. */
    boolean hasCome(String internalName) {
      for (Look at = this; at != null; at = at.below) {
        if (at.name.equals(internalName)) {
          return true;
        }
      }
      return depth > DEEPEST;
    }

    /** Notes that something stayed unknown, so that nothing is concluded from it. */
    void cut() {
      for (Look at = this; at != null; at = at.below) {
        at.isCut = true;
      }
    }
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
    if (known != null) {
      return known;
    }
    if (plain.contains(NameSet.hash(name)) || annotations.containsKey(name)) {
      return null;
    }
    if (LibraryTypes.isPlain(name) && !isNamed(name)) {
      return watched(name);
    }
    if (below.hasCome(name)) {
      below.cut();
      return null;
    }
    byte[] classFile = read(name, below);
    if (classFile == null) {
      return null;
    }
    try {
      ClassOutline outline = outline(classFile);
      if (outline.isAnnotation() || !outline.name().isCalled(name)) {
        return null;
      }
      DeclaredType found = understand(outline, classFile, new Look(below, name));
      return found != null && types.containsKey(name) ? found : null;
    } catch (RuntimeException malformed) {
      return ignore(name, malformed);
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

  private @Nullable DeclaredType ignore(String name, Throwable failure) {
    Incidents.debug("Not readable as a supertype: " + name + " (" + failure + ")");
    plain.add(NameSet.hash(name));
    return null;
  }

  private byte @Nullable [] read(String name, Look look) {
    if (reading.get() != null) {
      look.cut();
      return null;
    }
    // What the loader begins there, such as the JDK's own handlers, must not be torn off.
    StackRoom.require();
    byte[] classFile = null;
    reading.set(Boolean.TRUE);
    try {
      classFile = files.read(name);
    } catch (VirtualMachineError exhausted) {
      look.cut();
      return null;
    } catch (Throwable failure) {
      // The loader's own code; the class that is being loaded must not suffer from it.
      ignore(name, failure);
      return null;
    } finally {
      reading.remove();
    }
    if (classFile == null) {
      plain.add(NameSet.hash(name));
    }
    return classFile;
  }

  private @Nullable DeclaredType understand(ClassOutline outline, byte[] classFile, Look look) {
    if (!outline.holdsMarks()
        && !isConcerned(outline)
        && !inherits(outline, look)
        && !isComposed(outline, look)) {
      if (!look.isCut) {
        plain.add(outline.name().hash());
      }
      return null;
    }
    DeclaredType type = parse(classFile);
    if (passesOn(type)) {
      types.put(type.internalName(), type);
      if (plain.contains(outline.name().hash())) {
        offeredLater.add(outline.name().hash());
      }
    } else if (!look.isCut) {
      plain.add(outline.name().hash());
    }
    return type;
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

  private boolean isComposed(ClassOutline outline, Look look) {
    List<ClassOutline.Name> names = outline.annotations();
    for (int i = 0; i < names.size(); i++) {
      ClassOutline.Name name = names.get(i);
      if (plain.contains(name.hash())) {
        continue;
      }
      if (LibraryTypes.isPlain(name)) {
        plain.add(name.hash());
      } else {
        List<Mark> found = new ArrayList<>();
        addComposed("L" + name + ";", found, new ArrayList<>(), look);
        if (!found.isEmpty()) {
          return true;
        }
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

  private DeclaredType parse(byte[] classFile) {
    ClassReader reader = new ClassReader(classFile);
    DeclaredType type = TypeParser.parse(reader, markTypes);
    List<DeclaredMethod> unfinished = new ArrayList<>();
    for (String annotation : type.annotations) {
      addComposed(annotation, type.marks);
    }
    for (DeclaredMethod method : type.methods) {
      List<Mark> composed = new ArrayList<>();
      for (String annotation : method.annotations) {
        addComposed(annotation, composed);
      }
      for (Mark mark : composed) {
        method.add(mark);
      }
      addPatterns(type, method);
      if (method.isBridge() || (method.parameterCount() > 0 && !method.hasNames())) {
        unfinished.add(method);
      }
    }
    CodeReader.complete(reader, unfinished);
    return type;
  }

  private void addPatterns(DeclaredType type, DeclaredMethod method) {
    int unwoven = Opcodes.ACC_ABSTRACT | Opcodes.ACC_NATIVE | Opcodes.ACC_SYNTHETIC;
    if (!method.is(unwoven | Opcodes.ACC_BRIDGE) && !method.name().equals("<clinit>")) {
      for (MarkSource source : sources) {
        method.patternMarks.addAll(source.marks(type, method, this));
      }
    }
  }

  /** Returns whether types below can inherit from a type, or from one above it. */
  private boolean passesOn(DeclaredType type) {
    if (type.isAnnotation()) {
      return false;
    }
    if (!supertypes(type).isEmpty() || isWatched(type.internalName())) {
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

  private void addComposed(String descriptor, List<Mark> found, List<String> visited, Look look) {
    String name = descriptor.substring(1, descriptor.length() - 1);
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
      addComposed(above, found, visited, look);
    }
    if (found.isEmpty() && visited.get(0).equals(name) && !look.isCut) {
      annotations.remove(name);
      plain.add(NameSet.hash(name));
    }
  }

  /** Returns an annotation type, or null if it is neither marked nor annotated. */
  private @Nullable DeclaredType annotation(String name, Look look) {
    DeclaredType known = annotations.get(name);
    if (known != null || plain.contains(NameSet.hash(name)) || LibraryTypes.isPlain(name)) {
      return known;
    }
    byte[] classFile = read(name, look);
    if (classFile == null) {
      return null;
    }
    try {
      ClassOutline outline = outline(classFile);
      boolean isOne = outline.isAnnotation() && outline.name().isCalled(name);
      if (isOne && (outline.holdsMarks() || !outline.classAnnotations().isEmpty())) {
        DeclaredType type = TypeParser.parse(new ClassReader(classFile), markTypes);
        annotations.put(name, type);
        return type;
      }
      plain.add(NameSet.hash(name));
      return null;
    } catch (RuntimeException malformed) {
      return ignore(name, malformed);
    }
  }
}
