// SPDX-License-Identifier: Apache-2.0
package io.meterweave.sample;

import io.meterweave.sample.articles.ArticleService;
import io.meterweave.sample.desk.SupportDesk;
import java.util.Arrays;
import org.springframework.boot.builder.SpringApplicationBuilder;
import org.springframework.context.ConfigurableApplicationContext;

/**
 * Starts one of the two services: {@code java -jar meterweave-sample.jar desk} or {@code …
 * articles}. What follows the name are settings of Spring Boot, such as {@code --server.port=8080}.
 */
public final class Sample {
  private Sample() {}

  /** Starts the service that the first argument names. */
  public static void main(String[] args) {
    String name = args.length == 0 ? "" : args[0];
    String[] settings = Arrays.copyOfRange(args, Math.min(1, args.length), args.length);
    switch (name) {
      case "desk" -> startDesk(settings);
      case "articles" -> startArticles(settings);
      default ->
          throw new IllegalArgumentException(
              "Name the service to start, 'desk' or 'articles', before any settings; got '"
                  + name
                  + "'.");
    }
  }

  /** Starts the support desk, which reads {@code desk.yaml}. */
  public static ConfigurableApplicationContext startDesk(String... settings) {
    return start(SupportDesk.class, "desk", settings);
  }

  /** Starts the article service, which reads {@code articles.yaml}. */
  public static ConfigurableApplicationContext startArticles(String... settings) {
    return start(ArticleService.class, "articles", settings);
  }

  private static ConfigurableApplicationContext start(
      Class<?> service, String name, String... settings) {
    return new SpringApplicationBuilder(service)
        .properties("spring.config.name=" + name)
        .run(settings);
  }
}
