// SPDX-License-Identifier: Apache-2.0
package io.meterweave.weave;

import io.meterweave.incident.Incidents;
import io.meterweave.match.ForeignInterceptors;
import io.meterweave.match.ForeignSettings;
import io.meterweave.match.ForeignSettings.Mode;
import io.meterweave.spec.CallTargets;
import io.meterweave.spec.Lineage;
import io.meterweave.spec.MethodSpec;
import io.meterweave.spec.MetricSpec;
import io.meterweave.spec.Requests;
import io.meterweave.spec.SpanSpec;
import java.lang.invoke.MethodHandle;
import java.lang.invoke.MethodHandles;
import java.lang.invoke.MethodType;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.BooleanSupplier;
import net.bytebuddy.jar.asm.ClassReader;
import net.bytebuddy.jar.asm.ClassVisitor;
import net.bytebuddy.jar.asm.MethodVisitor;
import net.bytebuddy.jar.asm.Opcodes;
import org.jspecify.annotations.Nullable;

/**
 * Watches whether another library's own aspect or interceptor measures what its annotations ask for
 * here as well; such annotations are left to it from then on.
 *
 * <p>Thread-safe.
 */
/*
 * Problem: an application that has Micrometer's TimedAspect at work would see each call twice, once
 * in its registry and once in ours, under the same name. That the aspect's class is on the class
 * path, or is even loaded, says nothing: frameworks look at it to decide whether they want one. What
 * tells is that somebody makes an object of it.
 *
 * Choice: the constructors of the known aspects and interceptors are woven like any measured method;
 * but what is linked to their start throws a switch. The plans of the methods concerned ask the
 * switch at each call (a plain read of a field); methods without foreign annotations have none. It
 * goes one way: an aspect is not taken down in a running application. Calls before it are measured
 * here and stay, for nobody else has measured them; so no call counts twice.
 *
 * An aspect whose class was loaded before this agent came may have objects; it counts as active.
 *
 * Rejected: to ask whether a proxy is on the call stack (slow, and different in each framework); to
 * leave alone whatever has the library on the class path (Micrometer is in every Spring Boot
 * application, its aspects are in few).
 */
public final class ForeignWatch {
  private static final String OPENTELEMETRY_AGENT =
      "io.opentelemetry.javaagent.bootstrap.AgentInitializer";
  private static final String CONSTRUCTOR = "<init>";

  private final ForeignSettings settings;
  private final Map<String, Switch> switches = new ConcurrentHashMap<>();
  private boolean isAgentSought;

  /** Watches what the settings leave to be found out. */
  public ForeignWatch(ForeignSettings settings) {
    this.settings = settings;
  }

  /**
   * Returns what tells whether an annotation, by its binary name, is measured here; asked often.
   */
  public BooleanSupplier isMeasured(String annotation) {
    seekAgent();
    return switchOf(annotation);
  }

  /**
   * Returns to whose code a method is left, as a whole or in part; empty: to nobody's.
   *
   * @return binary names of classes
   */
  public List<String> leftTo(MethodSpec method) {
    seekAgent();
    List<String> found = new ArrayList<>();
    for (MetricSpec metric : method.requests().metrics()) {
      addOwner(metric.foreign(), found);
    }
    SpanSpec span = method.requests().span();
    if (span != null) {
      addOwner(span.foreign(), found);
    }
    return found;
  }

  private void addOwner(String annotation, List<String> found) {
    Switch known = annotation.isEmpty() ? null : switches.get(annotation);
    String owner = known == null ? null : known.owner;
    if (owner != null && !found.contains(owner)) {
      found.add(owner);
    }
  }

  /** Returns a factory that throws the switch when a watched constructor is called. */
  CallTargets.Factory over(CallTargets.Factory factory) {
    return new CallTargets.Factory() {
      @Override
      public CallTargets resolve(int method, MethodSpec spec, MethodHandles.Lookup caller) {
        return isWatched(spec) ? watched(spec) : factory.resolve(method, spec, caller);
      }
    };
  }

  /**
   * Takes note of a class that is loaded, and returns its constructors if they are to be watched.
   *
   * @param isLoaded whether it was loaded before the agent came
   */
  List<MethodSpec> watch(String internalName, byte[] classFile, boolean isLoaded) {
    List<String> annotations = ForeignInterceptors.measuredBy(internalName);
    if (annotations == null) {
      return List.of();
    }
    String className = internalName.replace('/', '.');
    if (isLoaded || ForeignInterceptors.needsNoObject(internalName)) {
      leave(annotations, className);
      return List.of();
    }
    return constructors(className, classFile);
  }

  /** Leaves annotations to a class that measures them. */
  void leave(List<String> annotations, String owner) {
    for (String annotation : annotations) {
      if (settings.of(annotation) == Mode.AUTO) {
        switchOf(annotation).leaveTo(owner, annotation);
      }
    }
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

  /** The OpenTelemetry agent may have been there before this one. */
  private void seekAgent() {
    synchronized (switches) {
      if (isAgentSought) {
        return;
      }
      isAgentSought = true;
    }
    try {
      Class.forName(OPENTELEMETRY_AGENT, false, null);
    } catch (ClassNotFoundException | LinkageError notThere) {
      return;
    }
    String agent = "io/opentelemetry/javaagent/OpenTelemetryAgent";
    List<String> annotations = ForeignInterceptors.measuredBy(agent);
    if (annotations != null) {
      leave(annotations, agent.replace('/', '.'));
    }
  }

  private static boolean isWatched(MethodSpec spec) {
    return spec.requests().isEmpty() && spec.methodName().equals(CONSTRUCTOR);
  }

  private CallTargets watched(MethodSpec spec) {
    try {
      MethodHandle start =
          MethodHandles.lookup()
              .findVirtual(
                  ForeignWatch.class,
                  "constructed",
                  MethodType.methodType(long.class, String.class));
      return new CallTargets(
          start.bindTo(this).bindTo(spec.className()),
          nothing(Object.class, long.class),
          nothing(void.class, long.class, Object.class, Object.class),
          nothing(void.class, long.class, Object.class, Throwable.class));
    } catch (ReflectiveOperationException impossible) {
      throw new IllegalStateException(impossible);
    }
  }

  private static MethodHandle nothing(Class<?> result, Class<?>... parameters) {
    return MethodHandles.empty(MethodType.methodType(result, parameters));
  }

  /** The start of a watched constructor: an object of the class is being made. */
  @SuppressWarnings("unused") // called by handle
  private long constructed(String className) {
    List<String> annotations = ForeignInterceptors.measuredBy(className.replace('.', '/'));
    if (annotations != null) {
      leave(annotations, className);
    }
    return LinkedMethod.NOT_STARTED;
  }

  private static List<MethodSpec> constructors(String className, byte[] classFile) {
    List<MethodSpec> constructors = new ArrayList<>();
    new ClassReader(classFile)
        .accept(
            new ClassVisitor(Opcodes.ASM9) {
              @Override
              public @Nullable MethodVisitor visitMethod(
                  int access,
                  String name,
                  String descriptor,
                  @Nullable String signature,
                  String @Nullable [] exceptions) {
                if (name.equals(CONSTRUCTOR)) {
                  constructors.add(
                      new MethodSpec(
                          className,
                          name,
                          descriptor,
                          access,
                          Lineage.alone(className),
                          Requests.of()));
                }
                return null;
              }
            },
            ClassReader.SKIP_CODE | ClassReader.SKIP_DEBUG | ClassReader.SKIP_FRAMES);
    return constructors;
  }

  /** Whether one annotation is measured here. Thread-safe: it only ever goes off. */
  private static final class Switch implements BooleanSupplier {
    private volatile @Nullable String owner;

    @Override
    public boolean getAsBoolean() {
      return owner == null;
    }

    void leaveTo(String className, String annotation) {
      if (owner == null) {
        owner = className;
        Incidents.debug(
            "@" + annotation + " is left to " + className + ", which measures it already.");
      }
    }
  }
}
