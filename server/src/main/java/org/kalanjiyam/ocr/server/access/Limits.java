package org.kalanjiyam.ocr.server.access;

import jakarta.servlet.http.HttpServletRequest;
import java.time.Clock;
import org.springframework.beans.factory.annotation.Value;
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

  /**
   * @param perSecond requests by each API token
   * @param watched event streams that each person may have open
   * @param sent uploads that each person may have under way
   */
  Limits(
      Clock clock,
      @Value("${kalanjiyam.limits.requests-per-second:50}") int perSecond,
      @Value("${kalanjiyam.limits.event-streams:50}") int watched,
      @Value("${kalanjiyam.limits.uploads:3}") int sent) {
    rate = new TokenRate(perSecond, clock);
    streams = new ConcurrentRequestLimit("event streams", Limits::isStream, watched);
    large = new ConcurrentRequestLimit("large requests", BodyLimit::isLarge, LARGE_AT_A_TIME);
    uploads = new ConcurrentRequestLimit("uploads", UploadAuthorizationFilter::isUpload, sent);
  }

  /** Called once who it is has been found out, and before a body is read. */
  void addTo(HttpSecurity http) {
    http.addFilterBefore(rate, UploadAuthorizationFilter.class)
        .addFilterBefore(new BodyLimit(), UploadAuthorizationFilter.class)
        .addFilterBefore(large, UploadAuthorizationFilter.class)
        .addFilterBefore(uploads, CsrfFilter.class)
        .addFilterAfter(streams, AuthorizationFilter.class);
  }

  private static boolean isStream(HttpServletRequest request) {
    return Routes.find(request)
        .map(match -> match.route().rule().kind() == Rule.Kind.STREAM)
        .orElse(false);
  }
}
