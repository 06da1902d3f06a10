// SPDX-License-Identifier: Apache-2.0
package io.meterweave.match;

import io.meterweave.spec.MethodSpec;
import io.meterweave.spec.Rejection;
import java.util.ArrayList;
import java.util.List;
import net.bytebuddy.jar.asm.ClassReader;

/**
 * Reads from a class file what its methods ask for. The annotations are matched by name; neither
 * they nor the class are loaded.
 *
 * <p>Thread-safe. A method with something wrong is a rejection and costs its neighbours nothing.
 */
public final class AnnotationReader {
  private AnnotationReader() {}

  /**
   * Reads the marked methods, in the order of the class file.
   *
   * @throws IllegalArgumentException if the class file is newer than ASM knows
   */
  public static ClassFindings read(byte[] classFile) {
    ClassReader reader = new ClassReader(classFile);
    MarkedClass marked = new MarkedClass();
    reader.accept(marked, ClassReader.SKIP_CODE | ClassReader.SKIP_FRAMES);
    List<MethodSpec> specs = new ArrayList<>();
    List<Rejection> rejections = new ArrayList<>();
    for (MarkedMethod method : marked.markedMethods()) {
      SpecReader specReader = new SpecReader(marked, method, new ParameterNames(reader, method));
      MethodSpec spec = specReader.read();
      if (specReader.problems().isEmpty()) {
        specs.add(spec);
      } else {
        rejections.add(
            new Rejection(
                spec.className(),
                spec.methodName(),
                spec.descriptor(),
                Rejection.Cause.ANNOTATION,
                specReader.problems().toString()));
      }
    }
    return new ClassFindings(specs, rejections);
  }
}
