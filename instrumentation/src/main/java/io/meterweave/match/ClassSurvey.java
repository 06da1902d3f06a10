// SPDX-License-Identifier: Apache-2.0
package io.meterweave.match;

import java.util.Arrays;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * Tells which of very many class files can hold methods to measure, after having seen each once:
 * those that name a mark, those that a pattern may concern, and those below them or annotated by
 * them; and which others are needed to tell what becomes of these, because an interface may be
 * implemented by what they inherit.
 *
 * <p>Confined to one thread at a time. Keeps no class file: some 150 bytes for each class. A
 * malformed one counts as one without marks.
 */
/*
 * What a class inherits is known when its supertypes are, and they may come last or lie in another
 * archive. Keeping the class files until then takes the size of the whole class path in memory,
 * which is nothing to ask of a running application; reading each supertype when it is needed opens
 * archives a thousand times. So there are two walks: the first one keeps hashes of names and who
 * stands above whom; then it is known which few classes matter, and the second one reads these.
 */
public final class ClassSurvey {
  private static final long[] NONE = {};

  private final MarkTypes markTypes;
  private final List<MarkSource> sources;
  private final Map<Long, Seen> seen = new HashMap<>();
  private final Set<Long> marked = new HashSet<>();

  ClassSurvey(MarkTypes markTypes, List<MarkSource> sources) {
    this.markTypes = markTypes;
    this.sources = sources;
  }

  /**
   * Takes note of a class; of two with one name the first counts.
   *
   * @param place the number of the place it was found at
   */
  public void see(byte[] classFile, int place) {
    try {
      ClassOutline outline = new ClassOutline(classFile, markTypes.packages());
      long name = outline.name().hash();
      if (!seen.containsKey(name)) {
        if (outline.holdsMarks() || isConcerned(outline)) {
          marked.add(name);
        }
        seen.put(name, new Seen(place, superclass(outline), above(outline)));
      }
    } catch (RuntimeException malformed) {
      // Whoever loads it will be told.
    }
  }

  /** Returns how many classes were seen. */
  public int size() {
    return seen.size();
  }

  /** Draws the conclusion; the classes seen are forgotten but for those that matter. */
  public Result result() {
    Set<Integer> places = new HashSet<>();
    boolean grows = true;
    while (grows) {
      grows = false;
      for (Map.Entry<Long, Seen> entry : seen.entrySet()) {
        if (!marked.contains(entry.getKey()) && isAnyMarked(entry.getValue().above)) {
          marked.add(entry.getKey());
          grows = true;
        }
      }
    }
    marked.addAll(superclassesOfJoined());
    for (Long name : marked) {
      Seen type = seen.get(name);
      if (type != null) {
        places.add(type.place);
      }
    }
    seen.clear();
    return new Result(marked, places);
  }

  /** Returns the superclasses without marks of the classes with other supertypes that have some. */
  private Set<Long> superclassesOfJoined() {
    Set<Long> superclasses = new HashSet<>();
    for (Long name : marked) {
      Seen at = seen.get(name);
      if (at != null && !isAnyMarked(at.above)) {
        continue;
      }
      while (at != null
          && at.superclass != 0
          && !marked.contains(at.superclass)
          && superclasses.add(at.superclass)) {
        at = seen.get(at.superclass);
      }
    }
    return superclasses;
  }

  private boolean isAnyMarked(long[] names) {
    for (long name : names) {
      if (marked.contains(name)) {
        return true;
      }
    }
    return false;
  }

  private boolean isConcerned(ClassOutline outline) {
    for (MarkSource source : sources) {
      if (source.mayConcern(outline) || isBelowAConcern(source, outline)) {
        return true;
      }
    }
    return false;
  }

  /** A type that a pattern is about need not lie where the survey goes: it may be the JDK's. */
  private static boolean isBelowAConcern(MarkSource source, ClassOutline outline) {
    ClassOutline.Name superName = outline.superName();
    if (superName != null && source.concernsSubtypes(superName.toString())) {
      return true;
    }
    for (int i = 0; i < outline.interfaceCount(); i++) {
      if (source.concernsSubtypes(outline.interfaceAt(i).toString())) {
        return true;
      }
    }
    return false;
  }

  private static long superclass(ClassOutline outline) {
    ClassOutline.Name name = outline.superName();
    return name == null || IgnoredTypes.isIgnored(name.toString()) ? 0 : name.hash();
  }

  /** Returns what a class can have its marks from. */
  private static long[] above(ClassOutline outline) {
    List<ClassOutline.Name> annotations =
        outline.isAnnotation() ? outline.classAnnotations() : outline.annotations();
    long[] above = new long[1 + outline.interfaceCount() + annotations.size()];
    int count = 0;
    ClassOutline.Name superName = outline.superName();
    if (superName != null) {
      count = add(above, count, superName);
    }
    for (int i = 0; i < outline.interfaceCount(); i++) {
      count = add(above, count, outline.interfaceAt(i));
    }
    for (ClassOutline.Name annotation : annotations) {
      count = add(above, count, annotation);
    }
    return count == 0 ? NONE : Arrays.copyOf(above, count);
  }

  private static int add(long[] above, int count, ClassOutline.Name name) {
    if (name.isCalled("java/lang/Object") || IgnoredTypes.isIgnored(name.toString())) {
      return count;
    }
    above[count] = name.hash();
    return count + 1;
  }

  /** A class, without its name. */
  private static final class Seen {
    private final int place;
    private final long superclass;
    private final long[] above;

    Seen(int place, long superclass, long[] above) {
      this.place = place;
      this.superclass = superclass;
      this.above = above;
    }
  }

  /** The classes that matter. Immutable. */
  public static final class Result {
    private final Set<Long> classes;
    private final Set<Integer> places;

    Result(Set<Long> classes, Set<Integer> places) {
      this.classes = Set.copyOf(classes);
      this.places = Set.copyOf(places);
    }

    /** Returns whether a class can hold, or hand down, what is asked for. */
    public boolean matters(String internalName) {
      return classes.contains(NameSet.hash(internalName));
    }

    /** Returns whether such a class lies at a place. */
    public boolean isWorthAVisit(int place) {
      return places.contains(place);
    }
  }
}
