package org.kalanjiyam.ocr.server.project;

import org.springframework.boot.context.properties.EnableConfigurationProperties;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

@Configuration(proxyBeanMethods = false)
@EnableConfigurationProperties(ImportLimits.class)
class ProjectSettings {

  @Bean
  ImageWorkPool darkroom(ImportLimits limits) {
    Pictures.init();
    return new ImageWorkPool(
        Math.max(limits.atOnce(), Runtime.getRuntime().availableProcessors()),
        Runtime.getRuntime().maxMemory());
  }
}
