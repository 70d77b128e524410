package org.kalanjiyam.ocr.server.dispatch;

import java.nio.file.Path;
import org.kalanjiyam.ocr.engine.InstalledEngines;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.beans.factory.annotation.Value;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

/** Finds the engines that the server describes: those that its own workers would find. */
@Configuration(proxyBeanMethods = false)
class EngineDiscovery {
  private static final Logger log = LoggerFactory.getLogger(EngineDiscovery.class);

  @Bean
  InstalledEngines installedEngines(@Value("${kalanjiyam.data-dir}") Path dataFolder) {
    InstalledEngines engines =
        InstalledEngines.of(InstalledEngines.environment(System.getenv(), dataFolder));
    engines.problems().forEach(log::warn);
    return engines;
  }
}
