package org.kalanjiyam.ocr.server.web;

import org.springframework.beans.factory.ObjectProvider;
import org.springframework.beans.factory.config.BeanPostProcessor;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.thymeleaf.spring6.view.ThymeleafViewResolver;

/** How pages are rendered. */
@Configuration(proxyBeanMethods = false)
class WebPages {

  /**
   * Gives all templates the phrases; and after a form was sent the browser is told 303, so that a
   * reload does not send it again.
   */
  @Bean
  static BeanPostProcessor pages(ObjectProvider<Phrases> phrases) {
    return new BeanPostProcessor() {
      @Override
      public Object postProcessBeforeInitialization(Object bean, String name) {
        if (bean instanceof ThymeleafViewResolver resolver) {
          resolver.setRedirectHttp10Compatible(false);
          resolver.addStaticVariable("phrases", phrases.getObject());
        }
        return bean;
      }
    };
  }
}
