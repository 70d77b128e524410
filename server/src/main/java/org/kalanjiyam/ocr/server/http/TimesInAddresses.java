package org.kalanjiyam.ocr.server.http;

import java.time.Instant;
import java.time.format.DateTimeParseException;
import org.springframework.context.annotation.Configuration;
import org.springframework.format.FormatterRegistry;
import org.springframework.web.servlet.config.annotation.WebMvcConfigurer;

/** Times in addresses and forms: ISO 8601, in the years that SQL can compare them with. */
@Configuration(proxyBeanMethods = false)
class TimesInAddresses implements WebMvcConfigurer {
  private static final Instant FIRST = Instant.parse("0001-01-01T00:00:00Z");
  private static final Instant LAST = Instant.parse("9999-12-31T23:59:59Z");

  @Override
  public void addFormatters(FormatterRegistry registry) {
    registry.addConverter(String.class, Instant.class, TimesInAddresses::parse);
  }

  private static Instant parse(String text) {
    try {
      Instant time = Instant.parse(text.strip());
      if (time.isBefore(FIRST) || time.isAfter(LAST)) {
        throw new IllegalArgumentException("Times are in the years 1 to 9999");
      }
      return time;
    } catch (DateTimeParseException e) {
      throw new IllegalArgumentException("A time is like 2026-03-01T12:00:00Z", e);
    }
  }
}
