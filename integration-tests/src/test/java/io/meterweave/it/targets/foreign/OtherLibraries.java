// SPDX-License-Identifier: Apache-2.0
package io.meterweave.it.targets.foreign;

import com.codahale.metrics.annotation.ExceptionMetered;
import com.codahale.metrics.annotation.Metered;
import io.meterweave.it.targets.Stage;
import io.opentelemetry.api.trace.SpanKind;
import io.opentelemetry.instrumentation.annotations.AddingSpanAttributes;
import io.opentelemetry.instrumentation.annotations.SpanAttribute;
import io.opentelemetry.instrumentation.annotations.WithSpan;
import org.eclipse.microprofile.metrics.annotation.Counted;
import org.eclipse.microprofile.metrics.annotation.Timed;

/** The annotations of MicroProfile, Dropwizard and OpenTelemetry. */
public final class OtherLibraries {
  private OtherLibraries() {}

  @Counted
  static void profileCounted() {}

  @Counted(
      name = "abs-count",
      absolute = true,
      unit = "jobs",
      description = "Jobs that were done.",
      tags = {"a=b", "c=d"})
  static void profileCountedFully() {}

  @Timed(name = "timer", scope = "mine")
  static void profileTimed() {}

  @com.codahale.metrics.annotation.Timed
  static void dropwizardTimed() {}

  @Metered(name = "in.all", absolute = true)
  static void dropwizardMetered() {}

  @com.codahale.metrics.annotation.Counted(monotonic = true)
  static void dropwizardCounted() {}

  @com.codahale.metrics.annotation.Counted(name = "running")
  static void dropwizardRunning(Runnable meanwhile) {
    meanwhile.run();
  }

  @ExceptionMetered(cause = IllegalStateException.class)
  static void dropwizardFailing(RuntimeException thrown) {
    throw thrown;
  }

  @WithSpan
  static void outer() {
    inner("a", 7);
    alone();
    adding("added");
  }

  @WithSpan(value = "the inner one", kind = SpanKind.CLIENT)
  static void inner(@SpanAttribute("text") String text, @SpanAttribute int number) {}

  @WithSpan(inheritContext = false)
  static void alone() {}

  @AddingSpanAttributes
  static void adding(@SpanAttribute("later") String later) {}

  /** Calls each. */
  public static void main(String[] arguments) {
    for (int i = 0; i < 2; i++) {
      profileCounted();
      profileCountedFully();
      profileTimed();
      dropwizardTimed();
      dropwizardMetered();
      dropwizardCounted();
    }
    dropwizardRunning(() -> Stage.reached("busy"));
    fail(new IllegalStateException("one"));
    fail(new IllegalArgumentException("two"));
    outer();
    Stage.reached("done");
  }

  private static void fail(RuntimeException thrown) {
    try {
      dropwizardFailing(thrown);
    } catch (RuntimeException expected) {
      // It is what the metrics count.
    }
  }
}
