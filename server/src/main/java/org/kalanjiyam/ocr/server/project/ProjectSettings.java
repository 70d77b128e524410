package org.kalanjiyam.ocr.server.project;

import org.kalanjiyam.ocr.server.parser.ImageWorkPool;
import org.kalanjiyam.ocr.server.platform.FolderProperties;
import org.springframework.boot.context.event.ApplicationReadyEvent;
import org.springframework.context.ApplicationListener;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

@Configuration(proxyBeanMethods = false)
class ProjectSettings {

  @Bean(destroyMethod = "close")
  ImageWorkPool imageWorkPool(ImportLimits limits, FolderProperties folders) {
    return new ImageWorkPool(
        Math.max(limits.atOnce(), Runtime.getRuntime().availableProcessors()),
        folders.dataDir().resolve("run"),
        limits.maxMegapixels(),
        (int) limits.parserHeap().toMegabytes());
  }

  /** Once the server answers, so that its own start is not held up. */
  @Bean
  ApplicationListener<ApplicationReadyEvent> parserWarmUp(ImageWorkPool pool) {
    return event -> pool.warmUp();
  }
}
