package org.kalanjiyam.ocr.server.tracking;

import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;

/**
 * The Redis of the site.
 *
 * @param redisUrl redis:// or rediss:// with user, password, host, port and database
 * @param redisCa PEM file of who vouches for the certificate of a rediss:// address; empty: who the
 *     JVM trusts
 */
@ConfigurationProperties("kalanjiyam")
record RedisProperties(String redisUrl, @DefaultValue("") String redisCa) {
  /** Without what is secret. */
  @Override
  public String toString() {
    return "RedisProperties[...]";
  }
}
