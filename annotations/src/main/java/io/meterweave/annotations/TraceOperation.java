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
 * @since 0.1
 */
@Documented
@Retention(RetentionPolicy.RUNTIME)
@Target(ElementType.METHOD)
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

  /** Returns fixed attributes as {@code key=value}. */
  String[] attributes() default {};
}
