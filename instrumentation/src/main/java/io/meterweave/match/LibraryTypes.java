// SPDX-License-Identifier: Apache-2.0
package io.meterweave.match;

import java.nio.charset.StandardCharsets;

/**
 * The types that can carry no mark, by the beginning of their names: those of the JDK, of Jakarta
 * EE, of the languages' own libraries and of libraries that most applications consist of.
 *
 * <p>Thread-safe; allocates nothing. It saves reading them; a class of theirs that names a mark
 * itself is found all the same.
 */
final class LibraryTypes {
  private static final String[] NAMES = {
    "java/",
    "javax/",
    "jakarta/",
    "jdk/",
    "sun/",
    "com/sun/",
    "org/w3c/",
    "org/xml/",
    "kotlin/",
    "kotlinx/",
    "scala/",
    "groovy/",
    "org/codehaus/groovy/",
    "org/apache/groovy/",
    "clojure/",
    "io/meterweave/annotations/",
    "io/meterweave/api/",
    "org/springframework/",
    "org/apache/catalina/",
    "org/apache/commons/",
    "org/apache/coyote/",
    "org/apache/cxf/",
    "org/apache/el/",
    "org/apache/hc/",
    "org/apache/http/",
    "org/apache/jasper/",
    "org/apache/juli/",
    "org/apache/kafka/",
    "org/apache/logging/",
    "org/apache/tomcat/",
    "org/apache/xbean/",
    "aQute/",
    "ch/qos/logback/",
    "com/anthropic/",
    "com/fasterxml/",
    "com/github/benmanes/caffeine/",
    "com/github/victools/",
    "com/google/common/",
    "com/google/errorprone/",
    "com/google/gson/",
    "com/google/inject/",
    "com/google/protobuf/",
    "com/mysql/",
    "com/openai/",
    "com/zaxxer/hikari/",
    "dev/langchain4j/",
    "io/grpc/",
    "io/lettuce/",
    "io/micrometer/",
    "io/netty/",
    "io/opentelemetry/",
    "io/prometheus/",
    "io/reactivex/",
    "io/smallrye/",
    "io/vertx/",
    "liquibase/",
    "net/bytebuddy/",
    "net/sf/cglib/",
    "okhttp3/",
    "okio/",
    "oracle/jdbc/",
    "org/aopalliance/",
    "org/apiguardian/",
    "org/aspectj/",
    "org/assertj/",
    "org/bouncycastle/",
    "org/eclipse/jetty/",
    "org/eclipse/microprofile/",
    "org/flywaydb/",
    "org/glassfish/",
    "org/h2/",
    "org/hibernate/",
    "org/jboss/",
    "org/jetbrains/annotations/",
    "org/jspecify/",
    "org/junit/",
    "org/mariadb/",
    "org/mockito/",
    "org/objectweb/asm/",
    "org/osgi/",
    "org/postgresql/",
    "org/quartz/",
    "org/reactivestreams/",
    "org/slf4j/",
    "org/thymeleaf/",
    "org/yaml/",
    "reactor/",
    "redis/clients/",
    "software/amazon/",
    "tools/jackson/",
  };

  /** Whoever learns Spring by its own examples writes here. */
  private static final String EXAMPLES = "org/springframework/samples/";

  private static final byte[][] STARTS = new byte[NAMES.length][];

  static {
    for (int i = 0; i < NAMES.length; i++) {
      STARTS[i] = NAMES[i].getBytes(StandardCharsets.US_ASCII);
    }
  }

  private static final byte[] EXAMPLE_START = EXAMPLES.getBytes(StandardCharsets.US_ASCII);

  private LibraryTypes() {}

  static boolean isPlain(ClassOutline.Name name) {
    for (byte[] start : STARTS) {
      if (name.startsWith(start)) {
        return !name.startsWith(EXAMPLE_START);
      }
    }
    return false;
  }

  static boolean isPlain(String internalName) {
    for (String start : NAMES) {
      if (internalName.startsWith(start)) {
        return !internalName.startsWith(EXAMPLES);
      }
    }
    return false;
  }
}
