// SPDX-License-Identifier: Apache-2.0
package io.meterweave.cli;

import io.meterweave.runtime.Presence;
import java.io.File;
import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Method;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;

/**
 * Finds the JVMs of this machine without touching one.
 *
 * <p>Confined to the main thread.
 */
/*
 * It reads what jps reads: the performance data, a file that each JVM keeps for this. Nothing is
 * attached, so no JVM notices. The JDK's reader of these files (sun.jvmstat) is not exported to
 * everybody; the manifest of the agent jar asks for it, and it is called by name since no compiler
 * may see it. Who calls the class instead of the jar gets the sentence below.
 */
final class JvmFinder {
  private static final String API = "sun.jvmstat.monitor.";
  private static final String DIRECTORY = "hsperfdata_";
  private static final String NOT_KNOWN = "?";

  private final Object host;
  private final Method attach;
  private final Method find;
  private final Method value;

  private JvmFinder() throws ReflectiveOperationException {
    Class<?> hostType = Class.forName(API + "MonitoredHost");
    host = hostType.getMethod("getMonitoredHost", String.class).invoke(null, "localhost");
    attach = hostType.getMethod("getMonitoredVm", Class.forName(API + "VmIdentifier"));
    find = Class.forName(API + "MonitoredVm").getMethod("findByName", String.class);
    value = Class.forName(API + "Monitor").getMethod("getValue");
  }

  /** Returns the JVMs but this one, by process id. */
  static List<VisibleJvm> find() throws CommandException {
    try {
      return new JvmFinder().all();
    } catch (ReflectiveOperationException | LinkageError | RuntimeException notReadable) {
      throw new CommandException(
          ExitCode.NO_ATTACH_MODULE,
          "The JVMs of this machine cannot be read by this Java ("
              + System.getProperty("java.home")
              + "). Run the agent's jar itself (java -jar) with the java of a JDK.");
    }
  }

  private List<VisibleJvm> all() throws ReflectiveOperationException {
    List<VisibleJvm> jvms = new ArrayList<>();
    long self = ProcessHandle.current().pid();
    Set<Integer> seen = new TreeSet<>();
    for (Object pid : (Set<?>) call("activeVms")) {
      seen.add((Integer) pid);
      if ((Integer) pid != self) {
        jvms.add(read((Integer) pid));
      }
    }
    addThoseOfOthers(jvms, seen);
    jvms.sort(Comparator.comparingLong(VisibleJvm::pid));
    return jvms;
  }

  private Object call(String method) throws ReflectiveOperationException {
    return Class.forName(API + "MonitoredHost").getMethod(method).invoke(host);
  }

  private VisibleJvm read(int pid) {
    try {
      Object identifier =
          Class.forName(API + "VmIdentifier")
              .getConstructor(String.class)
              .newInstance("//" + pid + "?mode=r");
      Object jvm = attach.invoke(host, identifier);
      try {
        String agent = text(jvm, Presence.PERFORMANCE_DATA);
        return new VisibleJvm(
            pid,
            text(jvm, "java.property.java.version"),
            agent.isEmpty() ? "no" : agent,
            text(jvm, "sun.rt.javaCommand"));
      } finally {
        Class.forName(API + "MonitoredVm").getMethod("detach").invoke(jvm);
      }
    } catch (InvocationTargetException notAllowed) {
      return new VisibleJvm(pid, "", NOT_KNOWN, "not visible to this user, or just ended");
    } catch (ReflectiveOperationException otherApi) {
      return new VisibleJvm(pid, "", NOT_KNOWN, "not readable by this Java");
    }
  }

  private String text(Object jvm, String name) throws ReflectiveOperationException {
    Object monitor = find.invoke(jvm, name);
    Object read = monitor == null ? null : value.invoke(monitor);
    return read == null ? "" : String.valueOf(read).trim();
  }

  /** The files of other users can be seen, but not read. */
  private static void addThoseOfOthers(List<VisibleJvm> jvms, Set<Integer> seen) {
    File[] users = list(new File(System.getProperty("java.io.tmpdir", "/tmp")));
    for (File user : users) {
      if (user.getName().startsWith(DIRECTORY)) {
        for (File file : list(user)) {
          Integer pid = number(file.getName());
          if (pid != null && !seen.contains(pid) && ProcessHandle.of(pid).isPresent()) {
            String owner = user.getName().substring(DIRECTORY.length());
            jvms.add(new VisibleJvm(pid, "", NOT_KNOWN, "not visible: run this as " + owner));
          }
        }
      }
    }
  }

  private static File[] list(File directory) {
    File[] files = directory.listFiles();
    return files == null ? new File[0] : files;
  }

  private static @Nullable Integer number(String name) {
    try {
      return Integer.valueOf(name);
    } catch (NumberFormatException noProcess) {
      return null;
    }
  }
}
