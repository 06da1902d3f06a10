// SPDX-License-Identifier: Apache-2.0
package io.meterweave.match;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.tuple;

import com.acme.foreign.Metered;
import io.meterweave.spec.InstrumentSpec;
import io.meterweave.spec.MethodSpec;
import io.meterweave.spec.Rejection;
import java.util.List;
import org.junit.jupiter.api.Test;

final class MicrometerAnnotationsTest {
  private static final String CLASS = "class=com.acme.foreign.Metered, method=";
  private static final String THROWN = "exception=<error.class.simpleName or 'none'>, ";

  @Test
  void timedIsASummaryAndItsMaximum() {
    assertThat(by("plain"))
        .containsExactly(
            "DURATION_SUMMARY method_timed_seconds{" + THROWN + CLASS + "plain}",
            "DURATION_MAX method_timed_seconds_max{" + THROWN + CLASS + "plain}");
  }

  @Test
  void itsTagsAndWordsAreTaken() {
    assertThat(by("described"))
        .contains(
            "DURATION_SUMMARY with_description_seconds{region=eu, b_c_d=2, "
                + THROWN
                + CLASS
                + "described}");
    InstrumentSpec first = spec("described").requests().metrics().get(0).instruments().get(0);
    assertThat(first.description()).isEqualTo("Words.");
  }

  @Test
  void histogramsAndPercentilesAreBuckets() {
    assertThat(by("histogram").get(0)).startsWith("DURATION hist_seconds").endsWith("68 buckets");
    assertThat(by("percentiles").get(0))
        .startsWith("DURATION percentiles_seconds")
        .endsWith("68 buckets");
    InstrumentSpec objectives = spec("objectives").requests().metrics().get(0).instruments().get(0);
    assertThat(objectives.buckets()).containsExactly(0.1, 0.5);
  }

  @Test
  void numbersThatCannotBeAreLeftOutAndThatIsSaid() {
    assertThat(by("impossible").get(0)).startsWith("DURATION_SUMMARY impossible_seconds");
    assertThat(remark("impossible"))
        .isEqualTo(
            "@Timed(percentiles): 2.0 is not a percentile, from 0 to 1; it counts as not written."
                + " @Timed(percentiles): -0.5 is not a percentile, from 0 to 1; it counts as not"
                + " written."
                + " @Timed(percentiles): NaN is not a percentile, from 0 to 1; it counts as not"
                + " written."
                + " @Timed(serviceLevelObjectives): -1.0 is not a time in seconds, more than 0; it"
                + " counts as not written."
                + " @Timed(serviceLevelObjectives): 0.0 is not a time in seconds, more than 0; it"
                + " counts as not written."
                + " @Timed(serviceLevelObjectives): Infinity is not a time in seconds, more than 0;"
                + " it counts as not written.");
    assertThat(by("partlyImpossible").get(0)).endsWith("68 buckets");
    assertThat(remark("partlyImpossible"))
        .isEqualTo(
            "@Timed(percentiles): 1.5 is not a percentile, from 0 to 1; it counts as not written.");
    assertThat(remark("percentiles")).isEmpty();
  }

  @Test
  void aBlankNameIsNone() {
    assertThat(by("oddlyNamed").get(0)).startsWith("DURATION_SUMMARY method_timed_seconds{");
    assertThat(remark("oddlyNamed"))
        .startsWith("@Timed(value): \" \" is no name; it counts as not written. ");
  }

  @Test
  void aMetricThatWouldMixWithOneOfOursIsLeftOut() {
    assertThat(by("oddlyNamed")).hasSize(2).noneMatch(line -> line.contains("method_calls_total"));
    assertThat(remark("oddlyNamed"))
        .endsWith(
            " @Counted: The metric \"method_calls_total\" is what all methods without a name record;"
                + " begin with the name of your application. It is left out here.");
  }

  @Test
  void aLongTaskIsTheCallsInFlight() {
    assertThat(by("longTask"))
        .containsExactly("ACTIVE_DURATION long_task_seconds{" + CLASS + "longTask}");
  }

  @Test
  void eachOfSeveralIsMeasured() {
    assertThat(by("twice"))
        .extracting(line -> line.substring(0, line.indexOf('{')))
        .containsExactly(
            "DURATION_SUMMARY first_seconds",
            "DURATION_MAX first_seconds_max",
            "DURATION_SUMMARY second_seconds",
            "DURATION_MAX second_seconds_max");
  }

  @Test
  void itsOwnLabelsReplaceTagsOfTheSameKey() {
    assertThat(by("overriding"))
        .contains(
            "DURATION_SUMMARY overriding_seconds{class=com.acme.foreign.Metered,"
                + " exception=<error.class.simpleName or 'none'>, method=overriding}");
  }

  @Test
  void taggedParametersAndResultsAreLabels() {
    assertThat(by("tagged").get(0))
        .isEqualTo(
            "DURATION_SUMMARY tagged_seconds{"
                + THROWN
                + CLASS
                + "tagged, returned=<result or ''>, whole=<whole or ''>,"
                + " length=<text.trim.length or ''>, resolved=none, summed=none}");
  }

  @Test
  void countedTellsHowTheCallEnded() {
    assertThat(by("counted"))
        .containsExactly(
            "CALLS method_counted_total{"
                + THROWN
                + "result=success|failure, "
                + CLASS
                + "counted}");
    assertThat(by("countedFully"))
        .containsExactly(
            "CALLS my_count_total{q=1, "
                + THROWN
                + "result=success|failure, "
                + CLASS
                + "countedFully}");
    assertThat(by("failures"))
        .containsExactly(
            "FAILURES failures_total{" + THROWN + "result=failure, " + CLASS + "failures}");
  }

  @Test
  void observedIsATimerCallsInFlightAndASpan() {
    assertThat(by("observed"))
        .containsExactly(
            "ACTIVE_DURATION method_observed_active_seconds{" + CLASS + "observed}",
            "DURATION_SUMMARY method_observed_seconds{"
                + CLASS
                + "observed, error=<error.class.simpleName or 'none'>}",
            "DURATION_MAX method_observed_seconds_max{"
                + CLASS
                + "observed, error=<error.class.simpleName or 'none'>}",
            "CHILD INTERNAL span Metered#observed{" + CLASS + "observed}");
  }

  @Test
  void keyValuesOfHighCardinalityAreOnTheSpanAlone() {
    assertThat(by("observedFully"))
        .containsExactly(
            "ACTIVE_DURATION my_observation_active_seconds{"
                + CLASS
                + "observedFully, a_b=1, low=<low or ''>}",
            "DURATION_SUMMARY my_observation_seconds{"
                + CLASS
                + "observedFully, a_b=1, low=<low or ''>, answer=<result or ''>,"
                + " error=<error.class.simpleName or 'none'>}",
            "DURATION_MAX my_observation_seconds_max{"
                + CLASS
                + "observedFully, a_b=1, low=<low or ''>, answer=<result or ''>,"
                + " error=<error.class.simpleName or 'none'>}",
            "CHILD INTERNAL span in words{"
                + CLASS
                + "observedFully, a.b=1, low=<low or ''>, answer=<result or ''>,"
                + " high=<high or ''>}");
  }

  @Test
  void onAClassTheyMeanItsMethodsButThoseWithTheirOwn() {
    assertThat(Wanted.by(Metered.Whole.class, "open"))
        .extracting(line -> line.substring(0, line.indexOf('{')))
        .containsExactly(
            "DURATION_SUMMARY all_seconds", "DURATION_MAX all_seconds_max", "CALLS every_total");
    assertThat(Wanted.by(Metered.Whole.class, "own"))
        .extracting(line -> line.substring(0, line.indexOf('{')))
        .containsExactly(
            "DURATION_SUMMARY own_seconds", "DURATION_MAX own_seconds_max", "CALLS every_total");
  }

  @Test
  void aClassPassesThemOnToItsSubclasses() {
    assertThat(Wanted.by(Metered.Below.class, "further"))
        .contains(
            "DURATION_SUMMARY all_seconds{"
                + THROWN
                + "class=com.acme.foreign.Metered$Below, method=further}");
    assertThat(Wanted.by(Metered.Below.class, "open"))
        .contains(
            "DURATION_SUMMARY all_seconds{"
                + THROWN
                + "class=com.acme.foreign.Metered$Below, method=open}");
  }

  @Test
  void aMethodPassesNothingOn() {
    assertThat(Wanted.by(Metered.Kept.class, "keep")).isEmpty();
  }

  @Test
  void eachKnowsTheAnnotationThatAsksForIt() {
    assertThat(spec("plain").requests().metrics().get(0).foreign())
        .isEqualTo("io.micrometer.core.annotation.Timed");
    assertThat(spec("served").requests().metrics().get(0).foreign())
        .isEqualTo("io.micrometer.core.annotation.Timed on an HTTP endpoint");
    assertThat(spec("observed").requests().span().foreign())
        .isEqualTo("io.micrometer.observation.annotation.Observed");
  }

  @Test
  void whatMicrometerCouldNotRecordIsRejectedWithAReason() {
    assertThat(Wanted.in(Metered.class, ForeignSettings.DEFAULT).rejections())
        .extracting(Rejection::methodName, Rejection::reason)
        .containsExactlyInAnyOrder(
            tuple(
                "oddTags",
                "extraTags of @Timed has 1 texts, but they are keys and values in turn; add the"
                    + " missing value."),
            tuple("keyless", "@MeterTag has no key; write one."),
            tuple(
                "taken",
                "@Counted: The metric \"cache_hits_total\" is what @CacheMetrics records; begin with"
                    + " the name of your application. It is left out here."),
            tuple("nameless", "@Counted has an empty name; write one, or none at all."));
  }

  @Test
  void switchedOffNothingIsFound() {
    ForeignSettings off =
        new ForeignSettings(
            ForeignSettings.Mode.OFF,
            ForeignSettings.Mode.AUTO,
            ForeignSettings.Mode.AUTO,
            ForeignSettings.Mode.AUTO);
    assertThat(Wanted.in(Metered.class, off).isEmpty()).isTrue();
  }

  private static List<String> by(String method) {
    return Wanted.by(Metered.class, method);
  }

  private static String remark(String method) {
    return Wanted.in(Metered.class, ForeignSettings.DEFAULT).remarks().stream()
        .filter(remark -> remark.method().methodName().equals(method))
        .map(ClassFindings.Remark::text)
        .findFirst()
        .orElse("");
  }

  private static MethodSpec spec(String method) {
    return Wanted.in(Metered.class, ForeignSettings.DEFAULT).specs().stream()
        .filter(spec -> spec.methodName().equals(method))
        .findFirst()
        .orElseThrow();
  }
}
