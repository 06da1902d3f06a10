// SPDX-License-Identifier: Apache-2.0
package io.meterweave.match;

/**
 * Which annotations of other libraries are measured.
 *
 * <p>Immutable.
 *
 * @param micrometer Micrometer's
 * @param microProfile those of MicroProfile Metrics
 * @param dropwizard those of Dropwizard Metrics
 * @param openTelemetry OpenTelemetry's
 */
public record ForeignSettings(
    Mode micrometer, Mode microProfile, Mode dropwizard, Mode openTelemetry) {
  /** The settings if nobody wrote any. */
  public static final ForeignSettings DEFAULT =
      new ForeignSettings(Mode.AUTO, Mode.AUTO, Mode.AUTO, Mode.AUTO);

  /** What is done with the annotations of one library. */
  public enum Mode {
    /** Measured, unless the library's own code does it in this process. */
    AUTO,
    /** Measured in any case. */
    ON,
    /** Left alone. */
    OFF
  }

  /** Returns what is done with an annotation, by its binary name. */
  public Mode of(String annotation) {
    if (annotation.startsWith("io.micrometer.")) {
      return micrometer;
    }
    if (annotation.startsWith("org.eclipse.microprofile.")) {
      return microProfile;
    }
    return annotation.startsWith("com.codahale.") ? dropwizard : openTelemetry;
  }
}
