// SPDX-License-Identifier: Apache-2.0
package io.meterweave.sample.desk;

import com.openai.client.OpenAIClient;
import com.openai.client.okhttp.OpenAIOkHttpClient;
import io.meterweave.sample.llm.BuiltInModel;
import io.meterweave.sample.llm.ModelEndpoint;
import java.time.Duration;
import java.time.InstantSource;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.beans.factory.annotation.Value;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.context.annotation.Lazy;

/** What the desk works with: a clock, and a language model of one's own or the built-in one. */
@Configuration(proxyBeanMethods = false)
class DeskConfiguration {
  @Bean
  InstantSource clock() {
    return InstantSource.system();
  }

  /** Starts only when it is needed. */
  @Bean
  @Lazy
  BuiltInModel builtInModel(@Value("${sample.mishaps}") boolean mishaps) {
    return BuiltInModel.start(mishaps);
  }

  @Bean
  ModelEndpoint modelEndpoint(
      @Value("${OPENAI_API_KEY:}") String apiKey,
      @Value("${OPENAI_BASE_URL:}") String baseUrl,
      ObjectProvider<BuiltInModel> builtIn) {
    if (apiKey.isBlank() && baseUrl.isBlank()) {
      return ModelEndpoint.builtIn(builtIn.getObject().baseUrl());
    }
    return ModelEndpoint.real(baseUrl, apiKey);
  }

  /** No retries: the desk has an answer of its own when the model fails. */
  @Bean(destroyMethod = "close")
  OpenAIClient openAi(ModelEndpoint endpoint) {
    return OpenAIOkHttpClient.builder()
        .baseUrl(endpoint.baseUrl())
        .apiKey(endpoint.apiKey())
        .timeout(Duration.ofSeconds(30))
        .maxRetries(0)
        .build();
  }
}
