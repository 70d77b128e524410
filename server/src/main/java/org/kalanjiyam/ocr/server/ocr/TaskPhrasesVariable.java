package org.kalanjiyam.ocr.server.ocr;

import org.kalanjiyam.ocr.server.site.TemplateVariable;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

/** Lets templates say how tasks get on. */
@Configuration(proxyBeanMethods = false)
class TaskPhrasesVariable {
  @Bean
  TemplateVariable taskPhrasesVariable(TaskPhrases phrases) {
    return new TemplateVariable("taskPhrases", phrases);
  }
}
