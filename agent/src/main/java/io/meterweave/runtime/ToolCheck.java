// SPDX-License-Identifier: Apache-2.0
package io.meterweave.runtime;

/**
 * Keeps the agent out of JVMs that nobody meant: through {@code JAVA_TOOL_OPTIONS} it lands in
 * every one, also in {@code javac}, {@code keytool}, and the launchers of Maven and Gradle. Runs
 * before the application's main, so it looks at two properties only.
 */
final class ToolCheck {
  private static final String[] BUILD_TOOLS = {
    "org.codehaus.plexus.classworlds.launcher.Launcher",
    "org.codehaus.classworlds.Launcher",
    "org.apache.maven.wrapper.MavenWrapperMain",
    "org.mvndaemon.mvnd.client.DefaultClient",
    "org.mvndaemon.mvnd.common.MavenDaemon",
    "org.gradle.launcher.GradleMain",
    "org.gradle.wrapper.GradleWrapperMain",
    "org.gradle.launcher.daemon.bootstrap.GradleDaemon",
    "org.jetbrains.kotlin.daemon.KotlinCompileDaemon",
  };

  /** {@code java Hello.java} runs in the compiler's module, and is an application all the same. */
  private static final String SOURCE_LAUNCHER = "com.sun.tools.javac.launcher.";

  private ToolCheck() {}

  /** Returns whether this JVM runs a tool. */
  static boolean isTool() {
    String module = System.getProperty("jdk.module.main", "");
    String main = mainClass(System.getProperty("sun.java.command", ""));
    return isJdkTool(module, main) || isBuildTool(main);
  }

  static boolean isJdkTool(String module, String main) {
    if (main.contains(SOURCE_LAUNCHER)) {
      return false;
    }
    return module.startsWith("jdk.")
        || module.startsWith("java.")
        || main.startsWith("jdk.jshell.execution.")
        || main.startsWith("sun.tools.")
        || main.startsWith("com.sun.tools.");
  }

  static boolean isBuildTool(String main) {
    for (String tool : BUILD_TOOLS) {
      if (main.equals(tool)) {
        return true;
      }
    }
    String jar = main.substring(Math.max(main.lastIndexOf('/'), main.lastIndexOf('\\')) + 1);
    return jar.equals("gradle-wrapper.jar")
        || jar.equals("maven-wrapper.jar")
        || (jar.startsWith("gradle-launcher-") && jar.endsWith(".jar"))
        || jar.startsWith("gradle-gradle-cli-main");
  }

  /** The JVM's command is the main class, module/class or jar, then the arguments. */
  private static String mainClass(String command) {
    int space = command.indexOf(' ');
    return space < 0 ? command : command.substring(0, space);
  }
}
