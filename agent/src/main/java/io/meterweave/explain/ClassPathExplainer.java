// SPDX-License-Identifier: Apache-2.0
package io.meterweave.explain;

import io.meterweave.incident.Incidents;
import io.meterweave.match.ClassSurvey;
import io.meterweave.match.ForeignSettings;
import io.meterweave.match.IgnoredTypes;
import io.meterweave.match.KnownTypes;
import io.meterweave.match.MethodFinder;
import io.meterweave.match.MethodPatterns;
import java.io.File;
import java.io.IOException;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Predicate;

/**
 * Explains the class path of a running application: which methods ask to be measured in classes
 * that were not loaded.
 *
 * <p>Confined to the calling thread. It reads every archive once and those with something in them
 * twice, but holds little in memory: see {@link ClassSurvey}. It loads no class and asks no class
 * loader. An archive that cannot be read is passed over.
 */
public final class ClassPathExplainer {
  /** So much is looked at. */
  public record Limits(int classes, int bytesKept, int methods, long nanos) {
    /** What a large application stays below. */
    public static final Limits LARGE = new Limits(300_000, 48 << 20, 2000, 120_000_000_000L);
  }

  private final MethodFinder finder;
  private final Limits limits;
  private final Predicate<String> isLoaded;
  private final long start = System.nanoTime();
  private final ArchivedClasses kept = new ArchivedClasses(Long.MAX_VALUE);
  private int bytesKept;
  private String limit = "";
  private volatile boolean isStopped;

  /**
   * Explains as an agent with this configuration would weave.
   *
   * @param isLoaded tells by a binary name whether a class is no news
   */
  public ClassPathExplainer(
      MethodPatterns patterns, ForeignSettings foreign, Limits limits, Predicate<String> isLoaded) {
    this.finder = MethodFinder.of(foreign, patterns);
    this.limits = limits;
    this.isLoaded = isLoaded;
  }

  /** Ends {@link #explain} early, from any thread. */
  public void stop() {
    isStopped = true;
  }

  /** Returns which limit was reached, for people; empty if none was. */
  public String limit() {
    return limit;
  }

  /** Returns a line for every method that asks to be measured, of the classes that are news. */
  public List<ExplainedMethod> explain(List<File> classPath) {
    ClassSurvey survey = finder.survey();
    Map<String, Integer> places = new HashMap<>();
    for (int i = 0; i < classPath.size() && goesOn(survey.size()); i++) {
      walk(classPath.get(i), new FirstWalk(survey, places, i));
    }
    ClassSurvey.Result result = survey.result();
    for (int i = 0; i < classPath.size() && goesOn(0); i++) {
      if (isWorthAVisit(result, places, i)) {
        walk(classPath.get(i), new SecondWalk(result, places, i));
      }
    }
    return explained();
  }

  private List<ExplainedMethod> explained() {
    KnownTypes types = finder.typesOf(kept);
    Explanation explanation = new Explanation(finder, types, null, null);
    for (Map.Entry<String, ArchivedClasses.Archived> entry : kept.all().entrySet()) {
      if (explanation.size() >= limits.methods()) {
        limit = limits.methods() + " methods";
        break;
      }
      if (!isStopped && !isLoaded.test(entry.getKey().replace('/', '.'))) {
        ArchivedClasses.Archived archived = entry.getValue();
        explanation.explain(archived.archive(), entry.getKey(), archived.bytes());
      }
    }
    return explanation.methods();
  }

  private boolean goesOn(int classes) {
    if (classes >= limits.classes()) {
      limit = limits.classes() + " classes";
    } else if (bytesKept >= limits.bytesKept()) {
      limit = (limits.bytesKept() >> 20) + " MB of classes";
    } else if (System.nanoTime() - start > limits.nanos()) {
      limit = limits.nanos() / 1_000_000_000L + " s";
    } else {
      return !isStopped;
    }
    return false;
  }

  private static boolean isWorthAVisit(
      ClassSurvey.Result result, Map<String, Integer> places, int entry) {
    String start = place(entry, "");
    for (Map.Entry<String, Integer> place : places.entrySet()) {
      if (place.getKey().startsWith(start) && result.isWorthAVisit(place.getValue())) {
        return true;
      }
    }
    return false;
  }

  /** Two archives of one name may lie in two entries. */
  private static String place(int entry, String archive) {
    return entry + "!" + archive;
  }

  private static void walk(File entry, ClassFileWalk.Visitor visitor) {
    try {
      if (entry.exists()) {
        ClassFileWalk.walkClassPathEntry(entry, visitor);
      }
    } catch (IOException | RuntimeException unreadable) {
      notLookedAt(entry.getPath(), unreadable.toString());
    }
  }

  private static void notLookedAt(String place, String reason) {
    Incidents.debug("Not looked at for classes: " + place + " (" + reason + ")");
  }

  /** Sees every class. */
  private final class FirstWalk implements ClassFileWalk.Visitor {
    private final ClassSurvey survey;
    private final Map<String, Integer> places;
    private final int entry;

    FirstWalk(ClassSurvey survey, Map<String, Integer> places, int entry) {
      this.survey = survey;
      this.places = places;
      this.entry = entry;
    }

    @Override
    public boolean classFile(String archive, String internalName, byte[] bytes) {
      if (!IgnoredTypes.isIgnored(internalName)) {
        survey.see(bytes, places.computeIfAbsent(place(entry, archive), unknown -> places.size()));
      }
      return goesOn(survey.size());
    }

    @Override
    public void unreadable(UnreadableArchive what) {
      notLookedAt(what.place(), what.reason());
    }
  }

  /** Keeps the classes that matter. */
  private final class SecondWalk implements ClassFileWalk.Visitor {
    private final ClassSurvey.Result result;
    private final Map<String, Integer> places;
    private final int entry;

    SecondWalk(ClassSurvey.Result result, Map<String, Integer> places, int entry) {
      this.result = result;
      this.places = places;
      this.entry = entry;
    }

    @Override
    public boolean enters(String archive) {
      Integer place = places.get(place(entry, archive));
      return place != null && result.isWorthAVisit(place);
    }

    @Override
    public boolean classFile(String archive, String internalName, byte[] bytes) {
      if (result.matters(internalName)) {
        kept.add(archive, internalName, bytes);
        bytesKept += bytes.length;
      }
      return goesOn(0);
    }
  }
}
