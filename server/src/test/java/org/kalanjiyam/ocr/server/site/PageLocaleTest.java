package org.kalanjiyam.ocr.server.site;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Locale;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.springframework.mock.web.MockHttpServletRequest;

class PageLocaleTest {
  private final PageLocale undecided = new PageLocale(reader -> null);
  private final PageLocale tamil = new PageLocale(reader -> Language.TAMIL);

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "ta-LK | ta",
        "hi-IN,hi;q=0.9,en;q=0.8 | hi",
        "en-GB,ta;q=0.5 | en",
        "fr,ta;q=0.5 | ta",
        "fr | en"
      })
  void aPageIsInTheFirstLanguageOfTheBrowserThatItSpeaks(String header, String language) {
    assertThat(undecided.resolveLocale(request("/sign-in", header)).getLanguage())
        .isEqualTo(language);
  }

  @Test
  void aChosenLanguageWins() {
    assertThat(tamil.resolveLocale(request("/tasks", "hi")).getLanguage()).isEqualTo("ta");
  }

  @Test
  void theApiSpeaksEnglishToEverybody() {
    assertThat(tamil.resolveLocale(request("/api/v1/tasks", "ta"))).isEqualTo(Locale.ENGLISH);
  }

  /** As the servlet container does it: the header's locales by their quality. */
  private static MockHttpServletRequest request(String path, String header) {
    var request = new MockHttpServletRequest("GET", path);
    request.addHeader("Accept-Language", header);
    request.setPreferredLocales(
        Locale.LanguageRange.parse(header).stream()
            .map(range -> Locale.forLanguageTag(range.getRange()))
            .toList());
    return request;
  }
}
