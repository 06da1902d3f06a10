// SPDX-License-Identifier: Apache-2.0
package io.meterweave.plan;

import io.meterweave.record.ArgumentReader;
import io.meterweave.record.CallLine;
import io.meterweave.record.CallObserver;
import io.meterweave.record.EndReaders;
import io.meterweave.record.LabelExtraction;
import io.meterweave.record.MethodCells;
import io.meterweave.record.SpanAttributes;
import io.meterweave.record.SpanRecorder;
import io.meterweave.record.Tracing;
import io.meterweave.spec.CacheSpec;
import io.meterweave.spec.LabelSpec;
import io.meterweave.spec.LlmSpec;
import io.meterweave.spec.MethodSpec;
import io.meterweave.spec.PathSpec;
import io.meterweave.spec.SpanSpec;
import io.meterweave.spec.ValueSpec;
import java.lang.invoke.MethodHandles;
import java.util.ArrayList;
import java.util.List;
import java.util.function.BooleanSupplier;
import org.jspecify.annotations.Nullable;

/**
 * Makes the plan of a method that needs more than metrics with labels known at the start.
 *
 * <p>Confined to the calling thread.
 */
/*
 * A number or a hit that is read from a parameter is read when the call begins, as a label is; one
 * that is read from the receiver is read when the call ends, for it tells what the call led to. What
 * the end needs of the start is kept by the call.
 */
final class CallPlanner {
  private final MethodSpec spec;
  private final MethodHandles.Lookup caller;
  private final MethodCells cells;
  private final CallLine line;
  private final Tracing tracing;
  private final LabelPathCompiler paths;
  private final List<ArgumentReader> kept = new ArrayList<>();

  CallPlanner(
      MethodSpec spec,
      MethodHandles.Lookup caller,
      MethodCells cells,
      CallLine line,
      Tracing tracing) {
    this.spec = spec;
    this.caller = caller;
    this.cells = cells;
    this.line = line;
    this.tracing = tracing;
    this.paths = new LabelPathCompiler(spec, caller);
  }

  CallPlan plan(@Nullable CallObserver observer, @Nullable BooleanSupplier isSpanMeasured) {
    EndReaders readers = readers();
    return new CallPlan(
        spec.functionName(),
        cells,
        paths.atEntry(cells.atEntry()),
        kept.toArray(new ArgumentReader[0]),
        cells.extractors().isEmpty() ? null : paths.parameters(),
        readers,
        line,
        spans(isSpanMeasured),
        observer);
  }

  private EndReaders readers() {
    String function = spec.functionName();
    List<ValueSpec> values = spec.requests().values();
    List<CacheSpec> caches = spec.requests().caches();
    ArgumentReader[] numbers = new ArgumentReader[values.size()];
    @Nullable ArgumentReader[] hits = new @Nullable ArgumentReader[caches.size()];
    EndReaders readers =
        new EndReaders(
            function, paths.atExit(cells.atExit()), numbers, hits, extractions(function));
    for (int i = 0; i < numbers.length; i++) {
      numbers[i] = atEnd(values.get(i).of(), readers);
    }
    for (int i = 0; i < hits.length; i++) {
      PathSpec hit = caches.get(i).hit();
      hits[i] = hit == null ? null : atEnd(hit, null);
    }
    return readers;
  }

  /**
   * Returns the reader of a path at the end of a call, having what it needs kept.
   *
   * @param numbers makes a number of what is kept, or null to keep it as it is
   */
  private ArgumentReader atEnd(PathSpec path, @Nullable EndReaders numbers) {
    if (!path.isKnownAtEntry()) {
      return paths.atExit(path);
    }
    if (path.root() == PathSpec.Root.RECEIVER) {
      kept.add(paths.receiverItself());
      return paths.ofKept(path, kept.size() - 1);
    }
    ArgumentReader atEntry = paths.atEntry(path);
    kept.add(numbers == null ? atEntry : new NumberReader(atEntry, numbers));
    return LabelPathCompiler.kept(kept.size() - 1);
  }

  private @Nullable LabelExtraction[] extractions(String function) {
    List<String> names = cells.extractors();
    @Nullable LabelExtraction[] extractions = new @Nullable LabelExtraction[names.size()];
    for (int i = 0; i < extractions.length; i++) {
      extractions[i] = UserExtraction.of(names.get(i), function, caller);
    }
    return extractions;
  }

  private @Nullable SpanRecorder spans(@Nullable BooleanSupplier isMeasured) {
    SpanSpec span = span();
    if (span == null) {
      return null;
    }
    List<LabelSpec> early = new ArrayList<>();
    List<LabelSpec> late = new ArrayList<>();
    for (LabelSpec attribute : SpanRecorder.shown(span)) {
      if (!(attribute.source() instanceof LabelSpec.Fixed)) {
        (attribute.source().isKnownAtEntry() ? early : late).add(attribute);
      }
    }
    return new SpanRecorder(
        span,
        spec.functionName(),
        new SpanAttributes(keys(early), paths.atEntry(sources(early))),
        new SpanAttributes(keys(late), paths.atExit(sources(late))),
        tracing,
        isMeasured);
  }

  private @Nullable SpanSpec span() {
    LlmSpec llm = spec.requests().llm();
    SpanSpec span = spec.requests().span();
    return span != null || llm == null ? span : llm.span(List.of());
  }

  private static String[] keys(List<LabelSpec> attributes) {
    String[] keys = new String[attributes.size()];
    for (int i = 0; i < keys.length; i++) {
      keys[i] = attributes.get(i).key();
    }
    return keys;
  }

  /** An attribute that is null is left out, whatever a label would say. */
  private static List<LabelSpec.Source> sources(List<LabelSpec> attributes) {
    List<LabelSpec.Source> sources = new ArrayList<>();
    for (LabelSpec attribute : attributes) {
      LabelSpec.Source source = attribute.source();
      sources.add(source instanceof LabelSpec.Read read ? new LabelSpec.Read(read.path()) : source);
    }
    return sources;
  }
}
