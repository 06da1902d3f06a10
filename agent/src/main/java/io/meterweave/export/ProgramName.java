// SPDX-License-Identifier: Apache-2.0
package io.meterweave.export;

import io.opentelemetry.api.common.AttributeKey;
import io.opentelemetry.sdk.resources.Resource;
import org.jspecify.annotations.Nullable;

/**
 * Names a program that nobody named, after its main class.
 *
 * <p>Thread-safe: no state. (A program started with {@code -jar} is named after its jar by
 * OpenTelemetry.)
 */
final class ProgramName {
  private static final AttributeKey<String> SERVICE_NAME = AttributeKey.stringKey("service.name");
  private static final String UNKNOWN = "unknown_service";

  private ProgramName() {}

  static Resource complete(Resource resource) {
    return complete(resource, System.getProperty("sun.java.command"));
  }

  static Resource complete(Resource resource, @Nullable String command) {
    String name = resource.getAttribute(SERVICE_NAME);
    String derived = ofCommand(command);
    if (derived.isEmpty() || (name != null && !name.startsWith(UNKNOWN))) {
      return resource;
    }
    return resource.toBuilder().put(SERVICE_NAME, derived).build();
  }

  /** Returns the simple name of the main class, of a jar the file's name, or nothing. */
  private static String ofCommand(@Nullable String command) {
    if (command == null) {
      return "";
    }
    String first = command.strip().split("\\s", 2)[0];
    String file = first.substring(Math.max(first.lastIndexOf('/'), first.lastIndexOf('\\')) + 1);
    if (file.endsWith(".jar") || file.endsWith(".war")) {
      return file.substring(0, file.length() - ".jar".length());
    }
    return file.substring(file.lastIndexOf('.') + 1);
  }
}
