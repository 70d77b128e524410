package org.kalanjiyam.ocr.server.site;

import org.springframework.beans.factory.ObjectProvider;
import org.springframework.beans.factory.config.BeanPostProcessor;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.thymeleaf.spring6.view.ThymeleafViewResolver;

/** How pages are rendered. */
@Configuration(proxyBeanMethods = false)
class TemplateSettings {

  /**
   * Gives all templates the features' variables; and after a form was sent the browser is told 303,
   * so that a reload does not send it again.
   */
  @Bean
  static BeanPostProcessor pages(ObjectProvider<TemplateVariable> variables) {
    return new BeanPostProcessor() {
      @Override
      public Object postProcessBeforeInitialization(Object bean, String name) {
        if (bean instanceof ThymeleafViewResolver resolver) {
          resolver.setRedirectHttp10Compatible(false);
          variables.forEach(
              variable -> resolver.addStaticVariable(variable.name(), variable.value()));
        }
        return bean;
      }
    };
  }

  @Bean
  TemplateVariable phrasesVariable(Phrases phrases) {
    return new TemplateVariable("phrases", phrases);
  }
}
