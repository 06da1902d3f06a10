// SPDX-License-Identifier: Apache-2.0
package io.meterweave.annotations;

import java.lang.annotation.Documented;
import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;

/**
 * Makes each call of a method a span: its parent is the current span, and it is the current span
 * while the method runs. A {@link Throwable} that leaves the method becomes an {@code exception}
 * event and the status {@code ERROR}.
 *
 * <p>On a class, an interface, a superclass, another annotation or a constructor it means what
 * {@link TrackMetrics} means there.
 *
 * @since 0.1
 */
@Documented
@Retention(RetentionPolicy.RUNTIME)
@Target({ElementType.METHOD, ElementType.CONSTRUCTOR, ElementType.TYPE})
public @interface TraceOperation {
  /** The span kinds of OpenTelemetry. */
  enum Kind {
    /** Work inside the process. */
    INTERNAL,
    /** The handling of a remote request. */
    SERVER,
    /** A request to a remote service. */
    CLIENT,
    /** The sending of a message. */
    PRODUCER,
    /** The handling of a message. */
    CONSUMER
  }

  /** Returns the span's name. Empty: {@code SimpleClass.method}. */
  String name() default "";

  /** Returns the span's kind. */
  Kind kind() default Kind.INTERNAL;

  /**
   * Returns attributes as {@code key=value} or {@code key={path}}; see {@link
   * TrackMetrics#labels()}. A null on the way leaves the attribute out.
   */
  String[] attributes() default {};

  /** Returns whether the span begins a trace of its own, whatever span is current. */
  boolean root() default false;
}
