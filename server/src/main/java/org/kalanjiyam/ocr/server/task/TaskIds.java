package org.kalanjiyam.ocr.server.task;

import com.fasterxml.uuid.Generators;
import java.util.UUID;
import java.util.function.Supplier;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

/** Ids of tasks: UUID version 7, so that they sort by time. */
@Configuration(proxyBeanMethods = false)
class TaskIds {
  @Bean
  Supplier<UUID> taskIds() {
    return Generators.timeBasedEpochGenerator()::generate;
  }
}
