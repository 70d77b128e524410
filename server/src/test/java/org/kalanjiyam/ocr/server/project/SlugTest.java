package org.kalanjiyam.ocr.server.project;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

final class SlugTest {

  @ParameterizedTest
  @ValueSource(
      strings = {"", "-", "a-", "-a", "../etc", "a/b", "A", "a.b", "a b", "ä", "a\n", "%2e%2e"})
  void refusesWhatIsNoSlug(String value) {
    assertThatIllegalArgumentException().isThrownBy(() -> new Slug(value));
  }

  @Test
  void hasAtMost64Characters() {
    assertThat(new Slug("a".repeat(64)).value()).hasSize(64);
    assertThatIllegalArgumentException().isThrownBy(() -> new Slug("a".repeat(65)));
    assertThat(Slug.ofTitle("long ".repeat(50)).value()).hasSizeLessThanOrEqualTo(64);
    assertThat(Slug.ofTitle("a".repeat(80)).numbered(12).value()).endsWith("a-12").hasSize(64);
  }

  @ParameterizedTest
  @CsvSource({
    "A Tale of Two Cities, a-tale-of-two-cities",
    "Œuvres complètes d’Émile, oeuvres-completes-demile",
    "Die Straße, die-strasse",
    "../../etc/passwd, etc-passwd",
    "रामायण, ramayana",
    "श्रीमद्भगवद्गीता, shrimadbhagavadgita",
    "திருக்குறள், tirukkural",
    "தமிழ் இலக்கணம் 2, tamil-ilakkanam-2",
    "ગીતા ૧૨, gita-12",
    "?!, book",
    "中文, book"
  })
  void isReadAsItsTitle(String title, String slug) {
    assertThat(Slug.ofTitle(title)).hasToString(slug);
  }
}
