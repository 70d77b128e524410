package org.kalanjiyam.ocr.server.site;

import com.ibm.icu.text.MessageFormat;
import java.util.Locale;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import org.jspecify.annotations.Nullable;
import org.springframework.context.support.ResourceBundleMessageSource;
import org.springframework.stereotype.Component;

/**
 * The messages of all languages. Their patterns are ICU's, so that each language has the plural
 * forms that it has. Thread-safe.
 */
@Component("messageSource")
final class PluralMessages extends ResourceBundleMessageSource {
  private final Map<Pattern, MessageFormat> formats = new ConcurrentHashMap<>();

  PluralMessages() {
    setBasename("messages");
    setDefaultEncoding("UTF-8");
    setFallbackToSystemLocale(false);
  }

  private record Pattern(String text, Locale locale) {}

  @Override
  protected @Nullable String getMessageInternal(
      @Nullable String code, Object @Nullable [] arguments, @Nullable Locale locale) {
    if (code == null || arguments == null || arguments.length == 0) {
      return super.getMessageInternal(code, arguments, locale);
    }
    Locale language = locale == null ? Locale.ENGLISH : locale;
    String pattern = resolveCodeWithoutArguments(code, language);
    return pattern == null
        ? null
        : formatted(pattern, resolveArguments(arguments, language), language);
  }

  private String formatted(String pattern, Object[] arguments, Locale locale) {
    MessageFormat format =
        formats.computeIfAbsent(
            new Pattern(pattern, locale), key -> new MessageFormat(key.text(), key.locale()));
    synchronized (format) {
      return format.format(arguments);
    }
  }
}
