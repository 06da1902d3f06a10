// SPDX-License-Identifier: Apache-2.0
package io.meterweave.weave;

import io.meterweave.incident.Incidents;
import io.meterweave.match.ForeignInterceptors;
import io.meterweave.match.ForeignSettings;
import io.meterweave.match.ForeignSettings.Mode;
import io.meterweave.spec.CallTargets;
import io.meterweave.spec.MethodSpec;
import io.meterweave.spec.MetricSpec;
import io.meterweave.spec.Requests;
import io.meterweave.spec.SpanSpec;
import java.lang.invoke.MethodHandle;
import java.lang.invoke.MethodHandles;
import java.lang.invoke.MethodType;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.BooleanSupplier;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/**
 * Watches whether another library's own aspect or interceptor measures what its annotations ask for
 * here as well; such annotations are left to it from then on.
 *
 * <p>Thread-safe; no lock is held while foreign code runs.
 */
/*
 * Problem: an application that has Micrometer's TimedAspect at work would see each call twice, once
 * in its registry and once in ours, under the same name. That the aspect's class is on the class
 * path, or is even loaded, says nothing: frameworks look at it to decide whether they want one. What
 * tells is that somebody makes an object of it.
 *
 * Choice: the constructors of the known aspects and interceptors are woven like any measured method;
 * but what is linked to their start throws a switch, one for each annotation. The methods concerned
 * ask it at each call (it is a field); methods without such an annotation know nothing of it. It goes
 * one way: an aspect is not taken down in a running application. Calls before it are measured here
 * and stay, for nobody else has measured them; so no call counts twice.
 *
 * AspectJ's compiler has an aspect make an object of itself in advance, when its class is initialized;
 * that one tells nothing, but that somebody asks for it does: it is what woven code begins with. So
 * where there is the method that gives it out, that is watched instead.
 *
 * An aspect whose class was loaded before this agent came to a running JVM may have objects; it
 * counts as active. One that an archive of classes has had loaded before main has none.
 *
 * Rejected: to ask whether a proxy is on the call stack (slow, and different in each framework); to
 * leave alone whatever has the library on the class path (Micrometer is in every Spring Boot
 * application, its aspects are in few).
 */
public final class ForeignWatch implements Function<String, @Nullable BooleanSupplier> {
  /** The method of AspectJ's in which an aspect makes an object of itself. */
  private static final String MADE_IN_ADVANCE = "ajc$postClinit";

  private final ForeignSettings settings;
  private final Map<String, Switch> switches = new ConcurrentHashMap<>();
  private final Set<String> givenOut = ConcurrentHashMap.newKeySet();
  private boolean isAgentSought;

  /** Watches what the settings leave to be found out. */
  public ForeignWatch(ForeignSettings settings) {
    this.settings = settings;
  }

  /** Returns the line of the weave report for a woven method: measured, or left to somebody. */
  ReportedMethod report(MethodSpec method) {
    StringBuilder reason = new StringBuilder();
    boolean isMeasured = isAskedOtherwise(method.requests());
    for (MetricSpec metric : method.requests().metrics()) {
      isMeasured |= !isLeft(metric.foreign(), reason);
    }
    SpanSpec span = method.requests().span();
    isMeasured |= span != null && !isLeft(span.foreign(), reason);
    return ReportedMethod.of(
        method,
        isMeasured ? ReportedMethod.State.WOVEN : ReportedMethod.State.SWITCHED_OFF,
        reason.toString());
  }

  private static boolean isAskedOtherwise(Requests requests) {
    return !requests.values().isEmpty() || !requests.caches().isEmpty() || requests.llm() != null;
  }

  /** Returns whether an annotation is left to somebody, and says so. */
  private boolean isLeft(String annotation, StringBuilder reason) {
    Switch known = switches.get(annotation);
    String owner = known == null ? null : known.owner;
    if (owner == null) {
      return false;
    }
    String simpleName = annotation.substring(annotation.lastIndexOf('.') + 1);
    String sentence = "@" + simpleName + " is left to " + owner + ", which measures it already";
    if (reason.indexOf(sentence) < 0) {
      reason
          .append(reason.length() == 0 ? "" : " ")
          .append(sentence)
          .append("; ")
          .append(ForeignSettings.key(annotation))
          .append("=on measures it here as well.");
    }
    return true;
  }

  /**
   * Returns what tells at each call whether an annotation is measured here.
   *
   * @param annotation the binary name of another library's annotation
   * @return null if it always is
   */
  @Override
  public @Nullable BooleanSupplier apply(String annotation) {
    if (settings.of(annotation) != Mode.AUTO) {
      return null;
    }
    seekAgent();
    return switchOf(annotation);
  }

  private Switch switchOf(String annotation) {
    Switch known = switches.get(annotation);
    if (known == null) {
      Switch made = new Switch();
      Switch there = switches.putIfAbsent(annotation, made);
      known = there == null ? made : there;
    }
    return known;
  }

  /** Returns a factory that throws a switch when a watched constructor is called. */
  CallTargets.Factory over(CallTargets.Factory factory) {
    return new CallTargets.Factory() {
      @Override
      public CallTargets resolve(int method, MethodSpec spec, MethodHandles.Lookup caller) {
        boolean isSource = spec.isConstructor() || ObjectSources.isAspectOf(spec);
        return isSource && spec.requests().isEmpty()
            ? watched(spec)
            : factory.resolve(method, spec, caller);
      }
    };
  }

  /**
   * Takes note of a class, and returns what makes and gives out its objects if that is to be
   * watched.
   *
   * @param mayHaveObjects whether it was loaded before the agent came to a running JVM
   */
  List<MethodSpec> watch(@Nullable String internalName, byte[] classFile, boolean mayHaveObjects) {
    List<String> annotations =
        internalName == null ? null : ForeignInterceptors.measuredBy(internalName);
    if (internalName == null || annotations == null) {
      return List.of();
    }
    if (mayHaveObjects || ForeignInterceptors.needsNoObject(internalName)) {
      leave(annotations, internalName.replace('/', '.'));
      return List.of();
    }
    List<MethodSpec> sources = ObjectSources.of(classFile);
    for (MethodSpec source : sources) {
      if (ObjectSources.isAspectOf(source)) {
        givenOut.add(source.className());
      }
    }
    return sources;
  }

  /**
   * Takes note of a loaded class that the JVM does not let change; false if it is none of these.
   */
  boolean cannotWatch(String className) {
    List<String> annotations = ForeignInterceptors.measuredBy(className.replace('.', '/'));
    if (annotations == null) {
      return false;
    }
    leave(annotations, className);
    return true;
  }

  private void leave(List<String> annotations, String owner) {
    for (String annotation : annotations) {
      Switch found = switchOf(annotation);
      if (settings.of(annotation) == Mode.AUTO && found.owner == null) {
        found.owner = owner;
        Incidents.debug("@" + annotation + " is left to " + owner + ", which measures it already.");
      }
    }
  }

  /** The OpenTelemetry agent may have been there before this one. */
  private void seekAgent() {
    synchronized (switches) {
      if (isAgentSought) {
        return;
      }
      isAgentSought = true;
    }
    List<String> annotations =
        ForeignInterceptors.measuredBy(ForeignInterceptors.OPENTELEMETRY_AGENT);
    if (annotations != null && ForeignInterceptors.isOpenTelemetryAgentHere()) {
      leave(annotations, ForeignInterceptors.OPENTELEMETRY_AGENT.replace('/', '.'));
    }
  }

  private CallTargets watched(MethodSpec spec) {
    try {
      MethodHandle start =
          MethodHandles.lookup()
              .findVirtual(Source.class, "used", MethodType.methodType(long.class))
              .bindTo(new Source(spec));
      MethodHandle open = nothing(Object.class, long.class);
      return new CallTargets(
          start,
          open,
          nothing(void.class, long.class, Object.class, Object.class),
          nothing(void.class, long.class, Object.class, Throwable.class),
          new CallTargets.Off(start, open)); // nobody measures it: there is nothing to switch off
    } catch (ReflectiveOperationException impossible) {
      throw new IllegalStateException(impossible);
    }
  }

  private static MethodHandle nothing(Class<?> result, Class<?>... parameters) {
    return MethodHandles.empty(MethodType.methodType(result, parameters));
  }

  /** A constructor or a method that gives out an aspect. Thread-safe. */
  private final class Source {
    private final String className;
    private final boolean isConstructor;
    private volatile boolean wasUsed;

    Source(MethodSpec method) {
      this.className = method.className();
      this.isConstructor = method.isConstructor();
    }

    /** Takes note of a call when it starts; later ones, which may be many, cost a look. */
    @SuppressWarnings("unused") // called by handle
    long used() {
      if (!wasUsed) {
        try {
          use();
        } catch (RuntimeException | LinkageError failure) {
          Incidents.swallow(Incidents.Kind.LINK, className, failure);
        }
      }
      return CallTargets.NOT_STARTED;
    }

    private void use() {
      if (isConstructor && givenOut.contains(className) && isMadeInAdvance()) {
        return;
      }
      wasUsed = true;
      List<String> annotations = ForeignInterceptors.measuredBy(className.replace('.', '/'));
      if (annotations != null) {
        leave(annotations, className);
      }
    }

    /** Returns whether the class is making its own object while it is initialized. */
    private boolean isMadeInAdvance() {
      for (StackTraceElement frame : new Throwable().getStackTrace()) {
        if (frame.getMethodName().equals(MADE_IN_ADVANCE)
            && frame.getClassName().equals(className)) {
          return true;
        }
      }
      return false;
    }
  }

  /** Whether one annotation is measured here. Thread-safe; it only ever goes off. */
  private static final class Switch implements BooleanSupplier {
    private volatile @Nullable String owner;

    @Override
    public boolean getAsBoolean() {
      return owner == null;
    }
  }
}
