package org.kalanjiyam.ocr.server.access;

import jakarta.servlet.http.HttpServletRequest;
import java.time.Clock;
import org.springframework.security.config.annotation.web.builders.HttpSecurity;
import org.springframework.security.web.access.intercept.AuthorizationFilter;
import org.springframework.security.web.csrf.CsrfFilter;
import org.springframework.stereotype.Component;

/** What one person, or one token, may ask of a server at a time. */
@Component
final class Limits {

  private static final int LARGE_AT_A_TIME = 8;

  private final TokenRate rate;
  private final ConcurrentRequestLimit streams;
  private final ConcurrentRequestLimit uploads;
  private final ConcurrentRequestLimit large;

  Limits(Clock clock, RequestLimitProperties limits) {
    rate = new TokenRate(limits.requestsPerSecond(), clock);
    streams = new ConcurrentRequestLimit("event streams", Limits::isStream, limits.eventStreams());
    large = new ConcurrentRequestLimit("large requests", BodyLimit::isLarge, LARGE_AT_A_TIME);
    uploads =
        new ConcurrentRequestLimit(
            "uploads", UploadAuthorizationFilter::isUpload, limits.uploads());
  }

  /** Called once who it is has been found out, and before a body is read. */
  void addTo(HttpSecurity http) {
    http.addFilterBefore(rate, UploadAuthorizationFilter.class)
        .addFilterBefore(new BodyLimit(), UploadAuthorizationFilter.class)
        .addFilterBefore(large, UploadAuthorizationFilter.class)
        .addFilterBefore(uploads, CsrfFilter.class)
        .addFilterAfter(streams, AuthorizationFilter.class);
  }

  static boolean isStream(HttpServletRequest request) {
    return Routes.find(request)
        .map(match -> match.route().rule().kind() == Rule.Kind.STREAM)
        .orElse(false);
  }
}
