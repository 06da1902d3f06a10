// SPDX-License-Identifier: Apache-2.0
package io.meterweave.match;

import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * The aspects and interceptors of other libraries: what annotations they measure, by the names of
 * their classes.
 *
 * <p>Immutable. A class that runs as soon as it is loaded, such as an agent's, is told from one
 * that does nothing until somebody makes an object of it.
 */
public final class ForeignInterceptors {
  private static final String MICROMETER = "io.micrometer.core.annotation.";
  private static final String OBSERVED = "io.micrometer.observation.annotation.Observed";
  private static final String MICROPROFILE = "org.eclipse.microprofile.metrics.annotation.";
  private static final String DROPWIZARD = "com.codahale.metrics.annotation.";
  private static final List<String> SPANS =
      List.of(
          "io.opentelemetry.instrumentation.annotations.WithSpan",
          "io.opentelemetry.extension.annotations.WithSpan");
  private static final String ADDING =
      "io.opentelemetry.instrumentation.annotations.AddingSpanAttributes";

  /** OpenTelemetry's agent. */
  public static final String OPENTELEMETRY_AGENT = "io/opentelemetry/javaagent/OpenTelemetryAgent";

  private static final String STARTED_AGENT =
      "io.opentelemetry.javaagent.bootstrap.AgentInitializer";
  private static final String AGENT_SWITCH = "otel.javaagent.enabled";
  private static final String DEFAULT_SWITCH = "otel.instrumentation.common.default-enabled";
  private static final String ANNOTATIONS_SWITCH =
      "otel.instrumentation.opentelemetry-instrumentation-annotations.enabled";

  private static final Map<String, List<String>> MEASURED = measured();

  private ForeignInterceptors() {}

  /** Returns the annotations that a class measures, by their binary names; null: none. */
  public static @Nullable List<String> measuredBy(String internalName) {
    return MEASURED.get(internalName);
  }

  /** Returns whether a class measures as soon as it is there, without an object of it. */
  public static boolean needsNoObject(String internalName) {
    return internalName.equals(OPENTELEMETRY_AGENT) && isOpenTelemetryAgentOn();
  }

  /** Returns whether OpenTelemetry's agent runs here and measures its annotations. */
  public static boolean isOpenTelemetryAgentHere() {
    try {
      Class.forName(STARTED_AGENT, false, null);
      return isOpenTelemetryAgentOn();
    } catch (ClassNotFoundException | LinkageError notThere) {
      return false;
    }
  }

  private static boolean isOpenTelemetryAgentOn() {
    return isOn(AGENT_SWITCH, true) && isOn(ANNOTATIONS_SWITCH, isOn(DEFAULT_SWITCH, true));
  }

  /** Reads a switch as OpenTelemetry's agent does: a property, else a variable. */
  private static boolean isOn(String property, boolean unwritten) {
    String written = System.getProperty(property);
    if (written == null) {
      written =
          System.getenv(property.replace('.', '_').replace('-', '_').toUpperCase(Locale.ROOT));
    }
    return written == null ? unwritten : Boolean.parseBoolean(written.strip());
  }

  private static Map<String, List<String>> measured() {
    Map<String, List<String>> all = new HashMap<>();
    addMicrometer(all);
    addMicroProfile(all);
    addDropwizard(all);
    addOpenTelemetry(all);
    return all;
  }

  private static void addMicrometer(Map<String, List<String>> all) {
    all.put("io/micrometer/observation/aop/ObservedAspect", List.of(OBSERVED));
    for (String listener :
        new String[] {
          "io/micrometer/core/instrument/binder/jersey/server/MetricsApplicationEventListener",
          "io/micrometer/jersey2/server/MetricsApplicationEventListener",
          "org/glassfish/jersey/micrometer/server/MetricsApplicationEventListener",
          "org/springframework/boot/actuate/metrics/web/servlet/WebMvcMetricsFilter",
          "org/springframework/boot/actuate/metrics/web/reactive/server/MetricsWebFilter"
        }) {
      all.put(listener, List.of(atEndpoint(MICROMETER + "Timed")));
    }
    add(all, "io/micrometer/core/aop/", "Aspect", MICROMETER, "Timed", "Counted");
    for (String place :
        new String[] {
          "io/quarkus/micrometer/runtime/Micrometer",
          "io/micronaut/configuration/metrics/micrometer/intercept/"
        }) {
      add(all, place, "Interceptor", MICROMETER, "Timed", "Counted");
    }
  }

  private static void addMicroProfile(Map<String, List<String>> all) {
    for (String place :
        new String[] {
          "io/smallrye/metrics/interceptors/",
          "io/smallrye/metrics/legacyapi/interceptors/",
          "io/quarkus/micrometer/runtime/binder/mpmetrics/",
          "fish/payara/microprofile/metrics/cdi/interceptor/"
        }) {
      add(
          all,
          place,
          "Interceptor",
          MICROPROFILE,
          "Timed",
          "Counted",
          "SimplyTimed",
          "Metered",
          "ConcurrentGauge");
    }
    String helidon = "io/helidon/microprofile/metrics/Interceptor";
    add(all, helidon, "", MICROPROFILE, "Timed", "Counted", "SimplyTimed", "Metered");
  }

  private static void addDropwizard(Map<String, List<String>> all) {
    String[] kinds = {"Timed", "Metered", "Counted", "ExceptionMetered"};
    add(all, "com/palominolabs/metrics/guice/", "Interceptor", DROPWIZARD, kinds);
    add(all, "com/ryantenney/metrics/spring/", "MethodInterceptor", DROPWIZARD, kinds);
    add(all, "io/astefanutti/metrics/cdi/", "Interceptor", DROPWIZARD, kinds);
    add(all, "io/astefanutti/metrics/aspectj/", "Aspect", DROPWIZARD, kinds);
    add(all, "io/astefanutti/metrics/aspectj/", "StaticAspect", DROPWIZARD, kinds);
    for (String version : new String[] {"jersey2", "jersey3", "jersey31"}) {
      all.put(
          "com/codahale/metrics/" + version + "/InstrumentedResourceMethodApplicationListener",
          List.of(
              atEndpoint(DROPWIZARD + "Timed"),
              atEndpoint(DROPWIZARD + "Metered"),
              atEndpoint(DROPWIZARD + "ExceptionMetered")));
    }
  }

  private static void addOpenTelemetry(Map<String, List<String>> all) {
    all.put(OPENTELEMETRY_AGENT, List.of(SPANS.get(0), SPANS.get(1), ADDING));
    String spring = "io/opentelemetry/instrumentation/spring/autoconfigure/";
    for (String place :
        new String[] {"internal/instrumentation/annotations", "instrumentation/annotations"}) {
      all.put(spring + place + "/WithSpanAspect", SPANS);
    }
    all.put(spring + "aspects/WithSpanAspect", SPANS);
    String quarkus = "io/quarkus/opentelemetry/runtime/tracing/";
    for (String place : new String[] {"cdi/", "intrumentation/", "instrumentation/"}) {
      all.put(quarkus + place + "WithSpanInterceptor", SPANS);
      all.put(quarkus + place + "AddingSpanAttributesInterceptor", List.of(ADDING));
    }
    all.put("io/smallrye/opentelemetry/implementation/cdi/WithSpanInterceptor", SPANS);
    all.put(
        "io/micronaut/tracing/opentelemetry/interceptor/NewSpanOpenTelemetryTraceInterceptor",
        SPANS);
  }

  private static void add(
      Map<String, List<String>> all, String place, String ending, String library, String... kinds) {
    for (String kind : kinds) {
      String annotation = library + kind;
      all.put(
          place + kind + ending,
          library.equals(MICROPROFILE)
              ? List.of(annotation)
              : List.of(annotation, atEndpoint(annotation)));
    }
  }

  /**
   * Returns the name under which an annotation goes on a method that serves HTTP requests: those
   * have code of their own that measures them.
   */
  static String atEndpoint(String annotation) {
    return annotation + " on an HTTP endpoint";
  }
}
