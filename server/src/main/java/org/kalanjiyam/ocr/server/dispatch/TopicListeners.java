package org.kalanjiyam.ocr.server.dispatch;

import jakarta.jms.ConnectionFactory;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.jms.annotation.EnableJms;
import org.springframework.jms.config.DefaultJmsListenerContainerFactory;

/** How listeners hear topics: one consumer each, connected again by itself. */
@Configuration(proxyBeanMethods = false)
@EnableJms
class TopicListeners {
  private static final long RECOVERY_MILLIS = 1000;

  @Bean("topicListeners")
  DefaultJmsListenerContainerFactory topicListeners(ConnectionFactory connections) {
    var factory = new DefaultJmsListenerContainerFactory();
    factory.setConnectionFactory(connections);
    factory.setPubSubDomain(true);
    factory.setRecoveryInterval(RECOVERY_MILLIS);
    return factory;
  }
}
