// SPDX-License-Identifier: Apache-2.0
package io.meterweave.sample.articles;

import org.springframework.boot.autoconfigure.SpringBootApplication;

/** The article service as a Spring Boot application; its settings are in {@code articles.yaml}. */
@SpringBootApplication(proxyBeanMethods = false)
public class ArticleService {}
