package org.kalanjiyam.ocr.server.project;

import java.nio.file.Path;
import org.kalanjiyam.ocr.server.parser.ImageWorkPool;
import org.springframework.beans.factory.annotation.Value;
import org.springframework.boot.context.event.ApplicationReadyEvent;
import org.springframework.boot.context.properties.EnableConfigurationProperties;
import org.springframework.context.ApplicationListener;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

@Configuration(proxyBeanMethods = false)
@EnableConfigurationProperties(ImportLimits.class)
class ProjectSettings {

  @Bean(destroyMethod = "close")
  ImageWorkPool imageWorkPool(ImportLimits limits, @Value("${kalanjiyam.data-dir}") Path folder) {
    return new ImageWorkPool(
        Math.max(limits.atOnce(), Runtime.getRuntime().availableProcessors()),
        folder.resolve("run"),
        limits.maxMegapixels(),
        (int) limits.parserHeap().toMegabytes());
  }

  /** Once the server answers, so that its own start is not held up. */
  @Bean
  ApplicationListener<ApplicationReadyEvent> parserWarmUp(ImageWorkPool pool) {
    return event -> pool.warmUp();
  }
}
