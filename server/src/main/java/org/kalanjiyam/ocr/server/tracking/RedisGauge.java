package org.kalanjiyam.ocr.server.tracking;

import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.MeterRegistry;
import org.springframework.stereotype.Component;

/** Metric {@code kalanjiyam.redis.up}: 1 while Redis answers, 0 while the breaker is open. */
@Component
class RedisGauge {
  RedisGauge(RedisLink redis, MeterRegistry metrics) {
    Gauge.builder("kalanjiyam.redis.up", redis, link -> link.isUp() ? 1 : 0)
        .description("1 while Redis answers")
        .register(metrics);
  }
}
