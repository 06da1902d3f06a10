// SPDX-License-Identifier: Apache-2.0
package io.meterweave.match;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class GeneratedTypesTest {
  @ParameterizedTest
  @ValueSource(
      strings = {
        "com/acme/Shop$$SpringCGLIB$$0",
        "com/acme/Shop$$EnhancerBySpringCGLIB$$1a2b3c4d",
        "com/acme/Shop$$EnhancerByCGLIB$$1a2b3c4d",
        "com/acme/Shop$$EnhancerByGuice$$49ed77ce",
        "com/acme/Shop$ByteBuddy$Xy12Ab",
        "com/acme/Shop$MockitoMock$1402",
        "com/acme/Shop$HibernateProxy$Qq1",
        "com/acme/Shop$Proxy$_$$_WeldClientProxy",
        "com/acme/Shop$Proxy$_$$_WeldSubclass",
        "com/acme/Shop_$$_jvst1ff_0",
        "com/acme/Shop$$OwbNormalScopeProxy0",
        "com/acme/Shop$$OwbInterceptProxy0",
        "com/acme/Shop_ClientProxy",
        "com/acme/Shop_Subclass",
        "com/acme/$Shop$Definition$Intercepted"
      })
  void aGeneratedSubclassIsKnownByItsName(String name) {
    assertThat(GeneratedTypes.isGenerated(name, "com/acme/Shop", List.of())).isTrue();
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "com/acme/Shop",
        "com/acme/Shop$Proxy",
        "com/acme/Shop$$anon$1",
        "com/acme/Shop$$serializer",
        "com/acme/Outer$ByteBuddyUser",
        "com/acme/Subclass",
        "com/acme/ClientProxy"
      })
  void aClassThatPeopleWriteIsNot(String name) {
    assertThat(GeneratedTypes.isGenerated(name, "com/acme/Base", List.of("com/acme/I"))).isFalse();
  }

  @Test
  void aProxyIsKnownByWhatItExtendsOrImplements() {
    assertThat(
            GeneratedTypes.isGenerated("jdk/proxy2/$Proxy9", "java/lang/reflect/Proxy", List.of()))
        .isTrue();
    assertThat(
            GeneratedTypes.isGenerated(
                "com/acme/X", "com/acme/Shop", List.of("org/springframework/aop/SpringProxy")))
        .isTrue();
  }
}
