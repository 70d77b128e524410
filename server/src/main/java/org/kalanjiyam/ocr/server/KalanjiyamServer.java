package org.kalanjiyam.ocr.server;

import java.time.Clock;
import java.time.Duration;
import org.springframework.boot.autoconfigure.SpringBootApplication;
import org.springframework.boot.autoconfigure.condition.ConditionalOnMissingBean;
import org.springframework.boot.context.properties.ConfigurationPropertiesScan;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.FullyQualifiedAnnotationBeanNameGenerator;
import org.springframework.scheduling.annotation.EnableScheduling;

/** The server's Spring application; {@code platform} starts it with what it needs around it. */
@SpringBootApplication(nameGenerator = FullyQualifiedAnnotationBeanNameGenerator.class)
@EnableScheduling
@ConfigurationPropertiesScan
public class KalanjiyamServer {
  private static final Duration MICROSECOND = Duration.ofNanos(1000);

  /** The time, in the microseconds that SQL and Redis keep. */
  @Bean
  @ConditionalOnMissingBean
  Clock clock() {
    return Clock.tick(Clock.systemUTC(), MICROSECOND);
  }
}
