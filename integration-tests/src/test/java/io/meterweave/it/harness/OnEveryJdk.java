// SPDX-License-Identifier: Apache-2.0
package io.meterweave.it.harness;

import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;
import java.util.stream.Stream;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.extension.ExtensionContext;
import org.junit.jupiter.params.ParameterizedClass;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.ArgumentsProvider;
import org.junit.jupiter.params.provider.ArgumentsSource;
import org.junit.jupiter.params.support.ParameterDeclarations;

/**
 * Runs a test class once on every JDK that was found. A field {@code @Parameter Jdk} says which;
 * what a round needs is started in {@code @BeforeParameterizedClassInvocation} and serves all
 * methods of the class.
 */
@Target(ElementType.TYPE)
@Retention(RetentionPolicy.RUNTIME)
@ParameterizedClass(name = "{0}")
@ArgumentsSource(OnEveryJdk.Provider.class)
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
public @interface OnEveryJdk {
  /** Gives the JDKs, oldest first. */
  final class Provider implements ArgumentsProvider {
    @Override
    public Stream<? extends Arguments> provideArguments(
        ParameterDeclarations parameters, ExtensionContext context) {
      return Jdks.toTest().stream().map(Arguments::of);
    }
  }
}
