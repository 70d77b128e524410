package org.kalanjiyam.ocr.server.dispatch;

import org.kalanjiyam.ocr.engine.InstalledEngines;
import org.kalanjiyam.ocr.server.platform.FolderProperties;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

/** Finds the engines that the server describes: those that its own workers would find. */
@Configuration(proxyBeanMethods = false)
class EngineDiscovery {
  private static final Logger log = LoggerFactory.getLogger(EngineDiscovery.class);

  @Bean
  InstalledEngines installedEngines(FolderProperties folders) {
    InstalledEngines engines =
        InstalledEngines.of(InstalledEngines.environment(System.getenv(), folders.dataDir()));
    engines.problems().forEach(log::warn);
    return engines;
  }
}
