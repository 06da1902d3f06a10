// SPDX-License-Identifier: Apache-2.0
package com.acme.foreign;

import io.micrometer.common.annotation.ValueResolver;
import io.micrometer.core.annotation.Counted;
import io.micrometer.core.annotation.Timed;
import io.micrometer.core.aop.MeterTag;
import io.micrometer.observation.annotation.ObservationKeyValue;
import io.micrometer.observation.annotation.Observed;
import io.micrometer.observation.aop.Cardinality;
import jakarta.ws.rs.GET;

/** Micrometer's annotations, as people write them. */
public class Metered {
  @Timed
  public void plain() {}

  @Timed(
      value = "with.description",
      description = "Words.",
      extraTags = {"region", "eu", "b-c.d", "2"})
  public void described() {}

  @Timed(value = "hist", histogram = true)
  public void histogram() {}

  @Timed(
      value = "percentiles",
      percentiles = {0.5, 0.95})
  public void percentiles() {}

  @Timed(
      value = "slo",
      serviceLevelObjectives = {0.5, 0.1})
  public void objectives() {}

  @Timed(
      value = "impossible",
      percentiles = {2.0, -0.5, Double.NaN},
      serviceLevelObjectives = {-1, 0, Double.POSITIVE_INFINITY})
  public void impossible() {}

  @Timed(
      value = "partly",
      percentiles = {0, 1, 1.5})
  public void partlyImpossible() {}

  @Timed(" ")
  @Counted("method.calls")
  public void oddlyNamed() {}

  @Counted("cache.hits")
  public void taken() {}

  @Timed(value = "long.task", longTask = true)
  public void longTask() {}

  @Timed("served")
  @GET
  public void served() {}

  @Timed("first")
  @Timed("second")
  public void twice() {}

  @Timed(value = "odd", extraTags = "alone")
  public void oddTags() {}

  @Timed("overridden")
  @Timed(
      value = "overriding",
      extraTags = {"class", "mine", "exception", "mine"})
  public void overriding() {}

  @Timed("tagged")
  @MeterTag("returned")
  public String tagged(
      @MeterTag("whole") Object whole,
      @MeterTag(key = "length", expression = "trim().length()") String text,
      @MeterTag(value = "resolved", resolver = Resolver.class) Object resolved,
      @MeterTag(value = "summed", expression = "a + b") Object summed) {
    return "";
  }

  @Timed("keyless")
  public void keyless(@MeterTag String nothing) {}

  @Counted
  public void counted() {}

  @Counted(
      value = "my.count",
      description = "Words.",
      extraTags = {"q", "1"})
  public void countedFully() {}

  @Counted(value = "failures", recordFailuresOnly = true)
  public void failures() {}

  @Counted("")
  public void nameless() {}

  @Observed
  public void observed() {}

  @Observed(
      name = "my.observation",
      contextualName = "in words",
      lowCardinalityKeyValues = {"a.b", "1"})
  @ObservationKeyValue(key = "answer", cardinality = Cardinality.LOW)
  public String observedFully(
      @ObservationKeyValue(key = "low", cardinality = Cardinality.LOW) String low,
      @ObservationKeyValue("high") String high) {
    return "";
  }

  /** Annotated as a whole. */
  @Timed("all")
  @Counted("every")
  public static class Whole {
    public void open() {}

    @Timed("own")
    public void own() {}
  }

  /** Below an annotated class. */
  public static class Below extends Whole {
    @Override
    public void open() {
      super.open();
    }

    public void further() {}
  }

  /** A method of an interface is not what Micrometer's aspects look at. */
  public interface Promise {
    @Timed("promised")
    void keep();
  }

  /** Implements without an annotation. */
  public static class Kept implements Promise {
    @Override
    public void keep() {}
  }

  /** A bean of the application. */
  public static class Resolver implements ValueResolver {
    @Override
    public String resolve(Object parameter) {
      return "";
    }
  }
}
