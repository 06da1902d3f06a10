// SPDX-License-Identifier: Apache-2.0
package io.meterweave.sample.desk;

import org.springframework.boot.autoconfigure.SpringBootApplication;
import org.springframework.scheduling.annotation.EnableScheduling;

/** The support desk as a Spring Boot application; its settings are in {@code desk.yaml}. */
@SpringBootApplication(
    proxyBeanMethods = false,
    scanBasePackages = {"io.meterweave.sample.desk", "io.meterweave.sample.load"})
@EnableScheduling
public class SupportDesk {}
