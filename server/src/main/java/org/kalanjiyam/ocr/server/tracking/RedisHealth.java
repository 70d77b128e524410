package org.kalanjiyam.ocr.server.tracking;

import org.springframework.boot.health.contributor.Health;
import org.springframework.boot.health.contributor.HealthIndicator;
import org.springframework.stereotype.Component;

/**
 * Whether Redis answers. Where it does not, that is {@code UNKNOWN} and not {@code DOWN}: the
 * server is as well without it, and no proxy should take it out.
 */
@Component("redis")
class RedisHealth implements HealthIndicator {
  private final RedisLink redis;

  RedisHealth(RedisLink redis) {
    this.redis = redis;
  }

  @Override
  public Health health() {
    return redis.isUp()
        ? Health.up().build()
        : Health.unknown()
            .withDetail("reason", "Redis does not answer; everything goes on with SQL.")
            .build();
  }
}
