// SPDX-License-Identifier: Apache-2.0
package io.meterweave.match.pattern;

import java.util.ArrayList;
import java.util.List;

/**
 * Reads one pattern, from left to right, by the grammar in {@link MethodPattern}.
 *
 * <p>Confined to one thread and one text.
 */
final class PatternParser {
  private static final int MAX_LENGTH = 1000;
  private static final String EXAMPLE = "com.acme..*Service#*(..)";

  private static final NamePattern REST = new NamePattern("..", List.of("*"));

  private final String text;
  private final PatternScanner scanner;

  PatternParser(String text) {
    this.text = text;
    this.scanner = new PatternScanner(text);
  }

  MethodPattern parse() throws PatternProblem {
    if (text.isBlank()) {
      throw new PatternProblem("the pattern is empty; write for example " + EXAMPLE);
    }
    if (text.length() > MAX_LENGTH) {
      throw new PatternProblem("the pattern is longer than " + MAX_LENGTH + " characters");
    }
    requireHash();
    int visibilities = visibilities();
    List<NamePattern> classAnnotations = annotations();
    TypePattern types = types();
    if (!scanner.take('#')) {
      throw noHash();
    }
    List<NamePattern> methodAnnotations = annotations();
    String method = method();
    ParameterPattern parameters = scanner.take('(') ? parameters() : null;
    if (!scanner.isAtEnd()) {
      throw scanner.unexpected("the end of the pattern");
    }
    return new MethodPattern(
        text,
        new MethodPattern.Parts(
            visibilities, classAnnotations, types, methodAnnotations, method, parameters));
  }

  /** The commonest mistake is a dot where the class ends; it is answered with the right text. */
  private void requireHash() throws PatternProblem {
    if (text.indexOf('#') < 0) {
      int end = text.indexOf('(') < 0 ? text.length() : text.indexOf('(');
      int dot = text.lastIndexOf('.', end - 1);
      boolean isSimple = dot > 0 && text.charAt(dot - 1) != '.' && text.indexOf(' ') < 0;
      throw new PatternProblem(
          "there is no \"#\" between class and method; write "
              + (isSimple && end < text.length()
                  ? text.substring(0, dot) + "#" + text.substring(dot + 1)
                  : "for example " + EXAMPLE));
    }
  }

  private PatternProblem noHash() {
    return scanner.isAtNameOrStar()
        ? scanner.problem(
            "a second name; the pattern has no return type and no modifiers but public,"
                + " protected, package and private; write for example "
                + EXAMPLE)
        : scanner.unexpected("\"#\" and the method's name");
  }

  private int visibilities() {
    int visibilities = 0;
    String word = scanner.peekWord();
    while (Visibility.of(word) != 0) {
      visibilities |= Visibility.of(word);
      scanner.skipWord(word);
      word = scanner.peekWord();
    }
    return visibilities;
  }

  private List<NamePattern> annotations() throws PatternProblem {
    List<NamePattern> annotations = new ArrayList<>();
    while (scanner.take('@')) {
      annotations.add(scanner.name("the annotation's name"));
    }
    return annotations;
  }

  private TypePattern types() throws PatternProblem {
    List<TypePattern.Term> terms = new ArrayList<>();
    do {
      NamePattern name = scanner.name("the name of a class");
      terms.add(new TypePattern.Term(name, scanner.take('+')));
    } while (scanner.take('&'));
    return new TypePattern(terms);
  }

  private String method() throws PatternProblem {
    if (scanner.isAt('<')) {
      if (scanner.takeText(MethodPattern.CONSTRUCTOR)) {
        return MethodPattern.CONSTRUCTOR;
      }
      throw scanner.problem("only <init>, for constructors, can be named in angle brackets");
    }
    String name = scanner.segment("the method's name");
    if (name.equals("new")) {
      throw scanner.problem("constructors are named <init>; write #<init>(..)");
    }
    if (scanner.isAt('.')) {
      throw scanner.problem("a method's name has no dot; the class ends before the \"#\"");
    }
    return name;
  }

  private ParameterPattern parameters() throws PatternProblem {
    List<ParameterPattern.Parameter> parameters = new ArrayList<>();
    if (!scanner.take(')')) {
      do {
        parameters.add(parameter());
      } while (scanner.take(','));
      if (!scanner.take(')')) {
        throw scanner.isAt('<')
            ? scanner.problem("type arguments are not part of a pattern; leave <…> out")
            : scanner.unexpected("\",\" or \")\"");
      }
    }
    return new ParameterPattern(parameters);
  }

  private ParameterPattern.Parameter parameter() throws PatternProblem {
    if (scanner.takeRest()) {
      return new ParameterPattern.Parameter(REST, 0, true);
    }
    NamePattern name = scanner.name("a parameter's type");
    int dimensions = 0;
    while (scanner.takeText("[]")) {
      dimensions++;
    }
    if (scanner.takeText("...")) {
      dimensions++;
    }
    return new ParameterPattern.Parameter(name, dimensions, false);
  }
}
