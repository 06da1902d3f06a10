// SPDX-License-Identifier: Apache-2.0
package io.meterweave.processor;

import java.io.IOException;
import java.io.StringWriter;
import java.io.UncheckedIOException;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import javax.annotation.processing.Processor;
import javax.tools.Diagnostic;
import javax.tools.DiagnosticCollector;
import javax.tools.JavaCompiler;
import javax.tools.JavaFileObject;
import javax.tools.SimpleJavaFileObject;
import javax.tools.StandardJavaFileManager;
import javax.tools.StandardLocation;
import javax.tools.ToolProvider;

/** Compiles small sources with processors, and tells what the compiler said. */
final class Sources {
  private static final String IMPORTS =
      "package com.acme; import io.meterweave.annotations.*; import java.util.*;"
          + " import java.util.concurrent.*; ";

  private final List<JavaFileObject> files = new ArrayList<>();
  private final Path output;

  Sources(Path output) {
    this.output = output;
  }

  /** Adds a file; the package and usual imports stand in front of its first line. */
  Sources add(String name, String code) {
    files.add(new Source(name, IMPORTS + code));
    return this;
  }

  /** Returns what was said of a type {@code Subject}: kind, line and message. */
  List<String> said(String code) {
    return add("Subject", code).said(new MeterweaveProcessor());
  }

  /** Returns what was said: kind, line and message. */
  List<String> said(Processor... processors) {
    JavaCompiler compiler = ToolProvider.getSystemJavaCompiler();
    DiagnosticCollector<JavaFileObject> diagnostics = new DiagnosticCollector<>();
    try (StandardJavaFileManager manager =
        compiler.getStandardFileManager(diagnostics, Locale.ROOT, StandardCharsets.UTF_8)) {
      manager.setLocationFromPaths(StandardLocation.CLASS_OUTPUT, List.of(output));
      manager.setLocationFromPaths(StandardLocation.SOURCE_OUTPUT, List.of(output));
      List<String> options = List.of("-Xlint:all,-processing");
      JavaCompiler.CompilationTask task =
          compiler.getTask(new StringWriter(), manager, diagnostics, options, null, files);
      task.setProcessors(List.of(processors));
      task.call();
    } catch (IOException failure) {
      throw new UncheckedIOException(failure);
    }
    return diagnostics.getDiagnostics().stream().map(Sources::describe).toList();
  }

  /** Returns whether a class file was written. */
  boolean hasCompiled(String name) {
    return Files.exists(output.resolve("com/acme/" + name + ".class"));
  }

  private static String describe(Diagnostic<?> said) {
    String kind = said.getKind().name().toLowerCase(Locale.ROOT).replace("mandatory_", "");
    String line = said.getLineNumber() < 0 ? "" : " " + said.getLineNumber();
    return kind + line + ": " + said.getMessage(Locale.ROOT);
  }

  private static final class Source extends SimpleJavaFileObject {
    private final String code;

    Source(String name, String code) {
      super(URI.create("mem:///com/acme/" + name + ".java"), Kind.SOURCE);
      this.code = code;
    }

    @Override
    public CharSequence getCharContent(boolean ignoreEncodingErrors) {
      return code;
    }
  }
}
