// SPDX-License-Identifier: Apache-2.0
package io.meterweave.agent;

import java.io.ByteArrayInputStream;
import java.io.Closeable;
import java.io.File;
import java.io.IOException;
import java.io.InputStream;
import java.net.URL;
import java.security.CodeSource;
import java.security.ProtectionDomain;
import java.security.cert.Certificate;
import java.util.Collections;
import java.util.Enumeration;
import org.jspecify.annotations.Nullable;

/**
 * Loads everything of the agent but its entry point.
 *
 * <p>Thread-safe; parallel capable. Closed, it loads nothing more; what is loaded goes on.
 */
/*
 *   boot       java.*, java.lang.MeterweaveDispatcher (defined by the agent, names java.* only)
 *     ^  ^
 *     |  +-- platform    java.sql, java.net.http ...
 *     |        ^    ^
 *     |        |    +-- AgentClassLoader   inst/classes.jar: weaver, recorders, OpenTelemetry, server
 *     |        |
 *     |        +-- system   the application; of the agent only io.meterweave.agent
 *     |              ^
 *     +-- OSGi ...   +-- Spring Boot, servlet containers ...
 *
 * Problem: the application may carry any version of what the agent carries.
 *
 * Choice: the parent is the platform loader, so that nothing of the application is ever seen from
 * here; the classes lie in an archive inside the jar (PackedClasses), so that nobody else finds them,
 * neither a class loader nor a class-path scanner. Rejected: relocation, which rewrites names that people
 * read in stack traces, and strings that nobody looked at.
 *
 * As a program of its own (the command line) the parent is the system loader, for there are the
 * JDK's tools (jdk.attach), and on its class path nothing but the agent.
 */
final class AgentClassLoader extends ClassLoader implements Closeable {
  private static final String FLIGHT_RECORDER = "jdk.jfr.";

  static {
    registerAsParallelCapable();
  }

  private final PackedClasses classes;
  private final ProtectionDomain domain;

  AgentClassLoader(File file, ClassLoader parent) throws IOException {
    super("meterweave", parent);
    this.classes = new PackedClasses(file);
    CodeSource source = new CodeSource(file.toURI().toURL(), (Certificate[]) null);
    this.domain = new ProtectionDomain(source, null, this, null);
  }

  /**
   * Keeps the flight recorder from what is loaded here: Netty would start it in the application's
   * JVM, and register a listener there that nobody can take away again.
   */
  @Override
  protected Class<?> loadClass(String name, boolean resolve) throws ClassNotFoundException {
    if (name.startsWith(FLIGHT_RECORDER)) {
      throw new ClassNotFoundException(name);
    }
    return super.loadClass(name, resolve);
  }

  @Override
  protected Class<?> findClass(String name) throws ClassNotFoundException {
    byte[] bytes = classes.classFile(name);
    if (bytes == null) {
      throw new ClassNotFoundException(name);
    }
    return defineClass(name, bytes, 0, bytes.length, domain);
  }

  @Override
  public @Nullable InputStream getResourceAsStream(String name) {
    byte[] bytes = classes.file(name);
    return bytes == null ? super.getResourceAsStream(name) : new ByteArrayInputStream(bytes);
  }

  @Override
  protected @Nullable URL findResource(String name) {
    return classes.url(name);
  }

  @Override
  protected Enumeration<URL> findResources(String name) {
    URL resource = findResource(name);
    return resource == null
        ? Collections.emptyEnumeration()
        : Collections.enumeration(Collections.singletonList(resource));
  }

  /** Closes the jar. */
  @Override
  public void close() throws IOException {
    classes.close();
  }
}
