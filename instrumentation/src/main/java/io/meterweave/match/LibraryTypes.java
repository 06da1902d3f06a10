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
    "kotlin/",
    "kotlinx/",
    "scala/",
    "groovy/",
    "org/codehaus/groovy/",
    "org/apache/groovy/",
    "clojure/",
    "io/meterweave/annotations/",
    "io/meterweave/api/",
    "org/springframework/aop/",
    "org/springframework/asm/",
    "org/springframework/beans/",
    "org/springframework/boot/",
    "org/springframework/cglib/",
    "org/springframework/context/",
    "org/springframework/core/",
    "org/springframework/data/",
    "org/springframework/expression/",
    "org/springframework/format/",
    "org/springframework/http/",
    "org/springframework/jdbc/",
    "org/springframework/lang/",
    "org/springframework/messaging/",
    "org/springframework/orm/",
    "org/springframework/security/",
    "org/springframework/stereotype/",
    "org/springframework/transaction/",
    "org/springframework/util/",
    "org/springframework/validation/",
    "org/springframework/web/",
    "org/apache/catalina/",
    "org/apache/commons/",
    "org/apache/coyote/",
    "org/apache/el/",
    "org/apache/http/",
    "org/apache/jasper/",
    "org/apache/kafka/",
    "org/apache/logging/",
    "org/apache/tomcat/",
    "ch/qos/logback/",
    "com/fasterxml/jackson/",
    "com/google/common/",
    "com/google/protobuf/",
    "com/zaxxer/hikari/",
    "io/grpc/",
    "io/netty/",
    "io/opentelemetry/",
    "io/prometheus/",
    "io/reactivex/",
    "io/vertx/",
    "io/micrometer/",
    "net/bytebuddy/",
    "net/sf/cglib/",
    "org/aopalliance/",
    "org/apiguardian/",
    "org/aspectj/",
    "org/eclipse/jetty/",
    "org/hibernate/",
    "org/jboss/",
    "org/jetbrains/annotations/",
    "org/jspecify/",
    "org/junit/",
    "org/mockito/",
    "org/objectweb/asm/",
    "org/reactivestreams/",
    "org/slf4j/",
    "org/yaml/",
    "reactor/",
    "tools/jackson/",
  };
  private static final byte[][] STARTS = new byte[NAMES.length][];

  static {
    for (int i = 0; i < NAMES.length; i++) {
      STARTS[i] = NAMES[i].getBytes(StandardCharsets.US_ASCII);
    }
  }

  private LibraryTypes() {}

  static boolean isPlain(ClassOutline.Name name) {
    for (byte[] start : STARTS) {
      if (name.startsWith(start)) {
        return true;
      }
    }
    return false;
  }

  static boolean isPlain(String internalName) {
    for (String start : NAMES) {
      if (internalName.startsWith(start)) {
        return true;
      }
    }
    return false;
  }
}
