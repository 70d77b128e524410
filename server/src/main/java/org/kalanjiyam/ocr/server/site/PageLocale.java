package org.kalanjiyam.ocr.server.site;

import jakarta.servlet.http.HttpServletRequest;
import java.util.Locale;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.springframework.security.core.context.SecurityContextHolder;
import org.springframework.stereotype.Component;
import org.springframework.web.servlet.i18n.AcceptHeaderLocaleResolver;

/**
 * In which language a request is answered: the one its sender has chosen, else the first that their
 * browser asks for and the pages speak, else English. The API speaks English to everybody, since
 * programs and their logs read it.
 */
@Component("localeResolver")
final class PageLocale extends AcceptHeaderLocaleResolver {
  private final ReadersLanguage chosen;

  PageLocale(ReadersLanguage chosen) {
    this.chosen = chosen;
    setSupportedLocales(Stream.of(Language.values()).map(Language::locale).toList());
    setDefaultLocale(Locale.ENGLISH);
  }

  @Override
  public Locale resolveLocale(HttpServletRequest request) {
    if (request.getRequestURI().startsWith(request.getContextPath() + "/api/")) {
      return Locale.ENGLISH;
    }
    @Nullable Language language = chosen.of(SecurityContextHolder.getContext().getAuthentication());
    return language == null ? super.resolveLocale(request) : language.locale();
  }
}
