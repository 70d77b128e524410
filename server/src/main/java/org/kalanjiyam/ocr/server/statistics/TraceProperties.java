package org.kalanjiyam.ocr.server.statistics;

import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;

/**
 * Traces of pages.
 *
 * @param endpoint where an OpenTelemetry collector takes traces over HTTP, as {@code
 *     http://collector:4318/v1/traces}; empty: there are none
 */
@ConfigurationProperties("kalanjiyam.traces")
record TraceProperties(@DefaultValue("") String endpoint) {
  /** There may be a password in it. */
  @Override
  public String toString() {
    return "TraceProperties[...]";
  }
}
