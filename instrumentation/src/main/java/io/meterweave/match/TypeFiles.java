// SPDX-License-Identifier: Apache-2.0
package io.meterweave.match;

import io.meterweave.incident.Incidents;
import io.meterweave.incident.StackRoom;
import org.jspecify.annotations.Nullable;

/**
 * Reads the class files of types that were not seen yet: on each thread one at a time, and none
 * again that could not be read.
 *
 * <p>Thread-safe; no lock is held while a file is read. Whatever the reading throws, the type is
 * unreadable.
 */
final class TypeFiles {
  private final ClassFiles files;
  private final NameSet unreadable = new NameSet();
  private final ThreadLocal<Boolean> reading = new ThreadLocal<>();

  TypeFiles(ClassFiles files) {
    this.files = files;
  }

  /** Returns a class file, or null if it is unreadable or cannot be read now. */
  byte @Nullable [] read(String name) {
    if (reading.get() != null || isUnreadable(name)) {
      return null;
    }
    // What the loader begins there, such as the JDK's own handlers, must not be torn off.
    StackRoom.require();
    byte[] classFile = null;
    reading.set(Boolean.TRUE);
    try {
      classFile = files.read(name);
    } catch (VirtualMachineError exhausted) {
      return null;
    } catch (Throwable failure) {
      // The loader's own code; the class that is being loaded must not suffer from it.
      failed(name, failure);
      return null;
    } finally {
      reading.remove();
    }
    if (classFile == null) {
      unreadable.add(NameSet.hash(name));
    }
    return classFile;
  }

  /** Returns whether files may be read that the JVM does not ask for next. */
  boolean mayReadMore() {
    return files.mayReadMore();
  }

  /** Notes that what was read is no class file, or that of another class. */
  void failed(String name, Throwable failure) {
    Incidents.debug("The class file of a type is not readable: " + name + " (" + failure + ")");
    unreadable.add(NameSet.hash(name));
  }

  /** Returns whether a file could not be read, and never will. */
  boolean isUnreadable(String name) {
    return unreadable.contains(NameSet.hash(name));
  }
}
