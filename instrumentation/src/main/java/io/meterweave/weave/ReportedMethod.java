// SPDX-License-Identifier: Apache-2.0
package io.meterweave.weave;

import io.meterweave.spec.CacheSpec;
import io.meterweave.spec.InstrumentSpec;
import io.meterweave.spec.MethodSpec;
import io.meterweave.spec.MetricSpec;
import io.meterweave.spec.Rejection;
import io.meterweave.spec.Requests;
import io.meterweave.spec.ValueSpec;
import java.util.StringJoiner;
import net.bytebuddy.jar.asm.Type;

/**
 * One line of the weave report: what became of a method that was asked to be measured.
 *
 * <p>Immutable.
 *
 * @param className the declaring class's binary name
 * @param methodName the method's name; empty where the class as a whole is meant
 * @param descriptor the method's descriptor; empty like the name
 * @param state what became of it
 * @param reason why it is not woven, or what is left out of it, a sentence; empty where all is
 *     woven
 * @param asks what is recorded, such as {@code orders_calls_total, span}; empty if it is not known
 */
public record ReportedMethod(
    String className,
    String methodName,
    String descriptor,
    State state,
    String reason,
    String asks) {

  /** What became of a method. */
  public enum State {
    /** Its calls are measured. */
    WOVEN,
    /** Something is wrong, and the reason says what. */
    REJECTED,
    /** It has no code, and no class that has been loaded implements it. */
    ABSTRACT,
    /** Its class has not been loaded. */
    NEVER_LOADED,
    /** It is left alone on purpose, and the reason says whose. */
    SWITCHED_OFF
  }

  private static final String[] SHARED = {
    "method_calls_total",
    "method_errors_total",
    "method_errors_total",
    "method_duration_seconds",
    "method_duration_seconds",
    "method_duration_seconds_max",
    "method_active",
    "method_active_seconds"
  };

  /** Returns the line of a woven method. */
  public static ReportedMethod of(MethodSpec spec) {
    return of(spec, State.WOVEN, "");
  }

  /** Returns the line of a method whose spec is known. */
  public static ReportedMethod of(MethodSpec spec, State state, String reason) {
    return new ReportedMethod(
        spec.className(),
        spec.methodName(),
        spec.descriptor(),
        state,
        reason,
        asked(spec.requests()));
  }

  /** Returns the line of a method that is not woven. */
  public static ReportedMethod of(Rejection rejection) {
    return new ReportedMethod(
        rejection.className(),
        rejection.methodName(),
        rejection.descriptor(),
        rejection.cause() == Rejection.Cause.LEFT_TO_LIBRARY ? State.SWITCHED_OFF : State.REJECTED,
        rejection.reason(),
        "");
  }

  /** Returns this line with one more sentence. */
  ReportedMethod with(String remark) {
    String both = reason.isEmpty() ? remark : reason + " " + remark;
    return new ReportedMethod(className, methodName, descriptor, state, both, asks);
  }

  /** Returns class, method and parameter types as source code has them, for people. */
  public String signature() {
    if (methodName.isEmpty()) {
      return className;
    }
    StringBuilder signature = new StringBuilder(className).append('.').append(methodName);
    String separator = "(";
    for (Type type : Type.getArgumentTypes(descriptor)) {
      signature.append(separator).append(type.getClassName());
      separator = ", ";
    }
    return signature.append(separator.equals("(") ? "()" : ")").toString();
  }

  /** Returns what is recorded, by the names of the metrics. */
  static String asked(Requests requests) {
    StringJoiner asked = new StringJoiner(", ");
    for (MetricSpec metric : requests.metrics()) {
      for (InstrumentSpec instrument : metric.instruments()) {
        asked.add(
            instrument.name().isEmpty() ? SHARED[instrument.kind().ordinal()] : instrument.name());
      }
    }
    for (ValueSpec value : requests.values()) {
      asked.add(value.name());
    }
    for (CacheSpec cache : requests.caches()) {
      asked.add("cache_hits_total and cache_misses_total of " + cache.cacheName());
    }
    if (requests.span() != null) {
      asked.add("span " + requests.span().name());
    }
    if (requests.llm() != null) {
      asked.add("LLM usage");
    }
    return asked.toString();
  }
}
