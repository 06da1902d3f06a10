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
  private static final String MICROMETER = "foreign.micrometer";
  private static final String MICROPROFILE = "foreign.microprofile";
  private static final String DROPWIZARD = "foreign.dropwizard";
  private static final String OPENTELEMETRY = "foreign.opentelemetry";

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

  /** Reads {@code auto}, {@code on} or {@code off}; anything else is {@code auto}. */
  public static ForeignSettings of(
      String micrometer, String microProfile, String dropwizard, String openTelemetry) {
    return new ForeignSettings(
        mode(micrometer), mode(microProfile), mode(dropwizard), mode(openTelemetry));
  }

  private static Mode mode(String written) {
    return switch (written) {
      case "on" -> Mode.ON;
      case "off" -> Mode.OFF;
      default -> Mode.AUTO;
    };
  }

  /** Returns what is done with an annotation, by its binary name. */
  public Mode of(String annotation) {
    return switch (key(annotation)) {
      case MICROMETER -> micrometer;
      case MICROPROFILE -> microProfile;
      case DROPWIZARD -> dropwizard;
      default -> openTelemetry;
    };
  }

  /** Returns the setting that decides about an annotation, by its binary name. */
  public static String key(String annotation) {
    if (annotation.startsWith("io.micrometer.")) {
      return MICROMETER;
    }
    if (annotation.startsWith("org.eclipse.microprofile.")) {
      return MICROPROFILE;
    }
    return annotation.startsWith("com.codahale.") ? DROPWIZARD : OPENTELEMETRY;
  }
}
