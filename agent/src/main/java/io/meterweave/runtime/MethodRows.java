// SPDX-License-Identifier: Apache-2.0
package io.meterweave.runtime;

import io.meterweave.console.MethodRow;
import io.meterweave.plan.MethodFigures;
import io.meterweave.plan.Recording;
import io.meterweave.spec.MethodSpec;
import io.meterweave.spec.Requests;
import io.meterweave.weave.MethodSwitches;
import io.meterweave.weave.ReportedMethod;
import io.meterweave.weave.WeaveReport;
import io.meterweave.weave.Weaving;
import io.meterweave.weave.WovenMethod;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** The weave report and what its methods have recorded, as the console shows them. Thread-safe. */
final class MethodRows {
  private static final String ALL = "*";
  private static final double MILLIS_PER_SECOND = 1e3;

  private final Recording recording;
  private final WeaveReport report;
  private final MethodSwitches switches;
  private final UnloadedMethods unloaded;
  private final HiddenMethods hidden;

  MethodRows(Recording recording, Weaving weaving, UnloadedMethods unloaded, HiddenMethods hidden) {
    this.recording = recording;
    this.report = weaving.report();
    this.switches = weaving.switches();
    this.unloaded = unloaded;
    this.hidden = hidden;
  }

  /** Returns a row for every method that was asked to be measured. */
  List<MethodRow> rows() {
    Map<String, MethodFigures> figures = new HashMap<>();
    for (MethodFigures method : recording.figures()) {
      String key = method.spec().id();
      MethodFigures others = figures.get(key);
      figures.put(key, others == null ? method : others.with(method));
    }
    Map<String, MethodSpec> specs = new HashMap<>();
    for (WovenMethod method : report.woven()) {
      MethodSpec spec = method.spec();
      specs.put(key(spec.className(), spec.methodName(), spec.descriptor()), spec);
    }
    List<ReportedMethod> methods = report.methods();
    methods.addAll(unloaded.lines());
    methods.addAll(hidden.lines());
    List<MethodRow> rows = new ArrayList<>();
    for (ReportedMethod method : methods) {
      MethodSpec spec =
          specs.get(key(method.className(), method.methodName(), method.descriptor()));
      String function = function(method, spec);
      rows.add(row(method, function, spec, figures.get(function + method.descriptor())));
    }
    return rows;
  }

  /**
   * Switches woven methods.
   *
   * @param id that of a row, or {@code *} for all
   * @return how many that concerns; one that several class loaders have is one
   */
  int switchMethods(String id, boolean isOn) {
    if (id.equals(ALL)) {
      switches.setAll(isOn);
      return report.woven().size();
    }
    for (WovenMethod method : report.woven()) {
      if (method.spec().id().equals(id)) {
        switches.set(id, isOn);
        return 1;
      }
    }
    return 0;
  }

  private static String key(String className, String methodName, String descriptor) {
    return className + "." + methodName + descriptor;
  }

  private static String function(ReportedMethod method, @Nullable MethodSpec spec) {
    if (spec != null) {
      return spec.functionName();
    }
    return method.methodName().isEmpty()
        ? method.className()
        : method.className() + "." + method.methodName();
  }

  /** A woven method without figures was not called yet. */
  private MethodRow row(
      ReportedMethod method,
      String function,
      @Nullable MethodSpec spec,
      @Nullable MethodFigures figures) {
    boolean isWoven = method.state() == ReportedMethod.State.WOVEN;
    long unknown = isWoven ? 0 : MethodRow.NOT_COUNTED;
    MethodFigures known = isWoven ? figures : null;
    return new MethodRow(
        function,
        method.descriptor(),
        spec == null ? List.of() : records(spec.requests()),
        method.asks(),
        isWoven && spec != null && switches.isOff(spec)
            ? MethodRow.Status.TURNED_OFF
            : status(method.state()),
        method.reason(),
        known == null ? unknown : known.calls(),
        known == null ? unknown : known.errors(),
        known == null ? Double.NaN : known.meanSeconds() * MILLIS_PER_SECOND);
  }

  private static MethodRow.Status status(ReportedMethod.State state) {
    return switch (state) {
      case WOVEN -> MethodRow.Status.WOVEN;
      case REJECTED -> MethodRow.Status.REJECTED;
      case ABSTRACT -> MethodRow.Status.ABSTRACT;
      case NEVER_LOADED -> MethodRow.Status.NEVER_LOADED;
      case SWITCHED_OFF -> MethodRow.Status.SWITCHED_OFF;
    };
  }

  private static List<String> records(Requests requests) {
    List<String> records = new ArrayList<>();
    if (!requests.metrics().isEmpty()
        || !requests.values().isEmpty()
        || !requests.caches().isEmpty()) {
      records.add("metrics");
    }
    if (requests.span() != null || requests.llm() != null) {
      records.add("span");
    }
    if (requests.llm() != null) {
      records.add("llm");
    }
    return records;
  }
}
