package org.kalanjiyam.ocr.server.result;

import jakarta.jms.ConnectionFactory;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.jms.config.DefaultJmsListenerContainerFactory;

/** How outcomes are taken: transacted, so that one that was not stored comes again. */
@Configuration(proxyBeanMethods = false)
class OutcomeListeners {
  private static final Logger log = LoggerFactory.getLogger(OutcomeListeners.class);
  private static final long RECOVERY_MILLIS = 1000;

  @Bean("outcomeListeners")
  DefaultJmsListenerContainerFactory outcomeListeners(ConnectionFactory connections) {
    var factory = new DefaultJmsListenerContainerFactory();
    factory.setConnectionFactory(connections);
    factory.setSessionTransacted(true);
    factory.setRecoveryInterval(RECOVERY_MILLIS);
    factory.setErrorHandler(
        failure ->
            log.warn("An outcome could not be stored and comes again: {}", failure.getMessage()));
    return factory;
  }
}
