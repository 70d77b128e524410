package org.kalanjiyam.ocr.server.access;

import jakarta.servlet.http.HttpServletRequest;
import java.util.List;
import java.util.Objects;
import java.util.regex.Pattern;
import org.springframework.boot.web.server.autoconfigure.ServerProperties;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.session.web.http.CookieSerializer;
import org.springframework.session.web.http.DefaultCookieSerializer;

/** The session's cookie: what is no session's id is not looked for. */
@Configuration(proxyBeanMethods = false)
class SessionCookies {
  private static final Pattern ID =
      Pattern.compile("[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}");

  @Bean
  CookieSerializer sessionCookie(ServerProperties server) {
    var cookie =
        new DefaultCookieSerializer() {
          @Override
          public List<String> readCookieValues(HttpServletRequest request) {
            return super.readCookieValues(request).stream()
                .filter(id -> ID.matcher(id).matches())
                .toList();
          }
        };
    var settings = server.getServlet().getSession().getCookie();
    cookie.setCookieName(Objects.requireNonNullElse(settings.getName(), "kalanjiyam"));
    cookie.setUseHttpOnlyCookie(true);
    cookie.setSameSite("Lax");
    Boolean secure = settings.getSecure();
    if (secure != null) {
      cookie.setUseSecureCookie(secure);
    }
    return cookie;
  }
}
