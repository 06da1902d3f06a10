// SPDX-License-Identifier: Apache-2.0
package io.meterweave.it.harness;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import javax.xml.parsers.DocumentBuilderFactory;
import javax.xml.parsers.ParserConfigurationException;
import org.w3c.dom.Document;
import org.w3c.dom.Element;
import org.w3c.dom.NodeList;
import org.xml.sax.SAXException;

/** What HotSpot's {@code -XX:+LogCompilation} writes of one process, to be read after its end. */
public final class CompileLog {
  /** What is called less often while a method is profiled is no part of its usual way. */
  private static final int SELDOM = 1_000;

  private final Path file;
  private Document log;

  /** Prepares the log of a process that will be started. */
  public CompileLog() {
    try {
      Files.createDirectories(Artifacts.work());
      file = Files.createTempDirectory(Artifacts.work(), "compiled-").resolve("log.xml");
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /**
   * Returns the options of the JVM whose compilations are wanted.
   *
   * @param target its methods are compiled for themselves and not into whoever calls them
   */
  public String[] options(Class<?> target) {
    return new String[] {
      "-XX:+UnlockDiagnosticVMOptions",
      "-XX:+LogCompilation",
      "-XX:LogFile=" + file,
      "-XX:CompileCommand=quiet",
      "-XX:CompileCommand=dontinline," + target.getName() + "::*"
    };
  }

  /**
   * Returns the calls to classes of a package in a method's last compilation by C2, as {@code
   * Class.method}, that were not compiled into it although they are usual.
   *
   * @param method such as {@code com.acme.Orders place}
   */
  public List<String> notInlined(String method, String packageName) {
    return calls(method, packageName, "inline_fail", SELDOM);
  }

  /** As {@link #notInlined}, those that were, however seldom they were called before. */
  public List<String> inlined(String method, String packageName) {
    return calls(method, packageName, "inline_success", 0);
  }

  private List<String> calls(String method, String packageName, String outcome, long atLeast) {
    Map<String, String> classes = new HashMap<>();
    Map<String, String> methods = new HashMap<>();
    List<String> calls = new ArrayList<>();
    String called = "";
    long count = 0;
    NodeList all = lastTask(method).getElementsByTagName("*");
    for (int i = 0; i < all.getLength(); i++) {
      Element element = (Element) all.item(i);
      switch (element.getTagName()) {
        case "klass" -> classes.put(element.getAttribute("id"), element.getAttribute("name"));
        case "method" ->
            methods.put(
                element.getAttribute("id"),
                classes.get(element.getAttribute("holder")) + "." + element.getAttribute("name"));
        case "call" -> {
          called = methods.getOrDefault(element.getAttribute("method"), "");
          String times = element.getAttribute("count");
          count = times.isEmpty() ? 0 : (long) Double.parseDouble(times);
        }
        default -> {
          if (element.getTagName().equals(outcome)
              && called.startsWith(packageName)
              && count >= atLeast) {
            calls.add(called.substring(called.lastIndexOf('.', called.lastIndexOf('.') - 1) + 1));
          }
        }
      }
    }
    return calls;
  }

  private Document read() {
    if (log == null) {
      try {
        log = DocumentBuilderFactory.newInstance().newDocumentBuilder().parse(file.toFile());
      } catch (IOException | ParserConfigurationException | SAXException unreadable) {
        throw new IllegalStateException(file.toString(), unreadable);
      }
    }
    return log;
  }

  private Element lastTask(String method) {
    Element last = null;
    NodeList tasks = read().getElementsByTagName("task");
    for (int i = 0; i < tasks.getLength(); i++) {
      Element task = (Element) tasks.item(i);
      String level = task.getAttribute("level");
      boolean isByC2 = level.isEmpty() || level.equals("4");
      if (isByC2 && task.getAttribute("method").startsWith(method + " ")) {
        last = task;
      }
    }
    if (last == null) {
      throw new IllegalStateException(method + " was not compiled by C2");
    }
    return last;
  }
}
