package org.kalanjiyam.ocr.server.access;

import org.kalanjiyam.ocr.server.MutableClock;
import org.kalanjiyam.ocr.server.project.Projects;
import org.kalanjiyam.ocr.server.task.Tasks;
import org.mockito.Mockito;
import org.springframework.boot.autoconfigure.EnableAutoConfiguration;
import org.springframework.boot.context.properties.ConfigurationPropertiesScan;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.ComponentScan;

/** The part of the server that people come in by. No component, or every server would have it. */
@EnableAutoConfiguration
@ConfigurationPropertiesScan({
  "org.kalanjiyam.ocr.server.account",
  "org.kalanjiyam.ocr.server.access",
  "org.kalanjiyam.ocr.server.http"
})
@ComponentScan({
  "org.kalanjiyam.ocr.server.account",
  "org.kalanjiyam.ocr.server.access",
  "org.kalanjiyam.ocr.server.audit",
  "org.kalanjiyam.ocr.server.http",
  "org.kalanjiyam.ocr.server.site"
})
class SiteWithProvider {
  @Bean
  MutableClock clock() {
    return new MutableClock();
  }

  @Bean
  Projects projects() {
    return Mockito.mock(Projects.class);
  }

  @Bean
  Tasks tasks() {
    return Mockito.mock(Tasks.class);
  }
}
